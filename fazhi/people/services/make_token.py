"""Make a token for another system."""

import secrets
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from fazhi.kernel.errors import OutOfScope
from fazhi.people.models import ApiToken, Organ, Post
from fazhi.people.selectors import token_digest

_MARK = "fazhi_"


def make_token(*, organ: str, name: str, username: str, expires_at: datetime, at: datetime) -> str:
    """The new token, told here and never again; only its digest is kept.

    It acts by the post that the account holds in the organ, and sees and may do what that post does.
    Raises OutOfScope when there is no such organ or the account holds no post in it.
    """
    found = Organ.objects.filter(Q(name=organ) | Q(doc_word=organ), is_active=True).first()
    if found is None:
        raise OutOfScope(f"没有名称或者机关代字为“{organ}”的机关。")
    posts = Post.objects.on(timezone.localdate(at)).filter(organ=found, person__account__username=username)
    post = posts.order_by("valid_from", "pk").first()
    if post is None:
        raise OutOfScope(f"账号“{username}”今天在“{found.name}”没有岗位，令牌须代表一个在任岗位。")
    raw = _MARK + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        organ=found, name=name, digest=token_digest(raw), post=post, expires_at=expires_at
    )
    return raw
