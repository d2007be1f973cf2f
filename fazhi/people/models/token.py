"""接口令牌: the door by which another system comes in."""

from django.db import models

from fazhi.kernel.ids import new_id
from fazhi.people.models.organ import Organ
from fazhi.people.models.post import Post


class ApiToken(models.Model):
    """A key of another system. It acts by a post and sees what that post sees; only its digest is kept."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey(Organ, verbose_name="机关", on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField("用途", max_length=80)
    digest = models.CharField("令牌摘要", max_length=80)
    post = models.ForeignKey(
        Post, verbose_name="代表岗位", on_delete=models.PROTECT, related_name="api_tokens"
    )
    expires_at = models.DateTimeField("失效时间", null=True, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        constraints = [models.UniqueConstraint(fields=["digest"], name="people_api_token_digest_once")]

    def __str__(self) -> str:
        return self.name
