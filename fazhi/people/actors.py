"""Who acts: a person by one of his posts, another system by a token, or the platform itself."""

from dataclasses import dataclass
from uuid import UUID

from fazhi.people.models import Post
from fazhi.people.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting one, by value. `post` is the kind of the post; `region_path` that of the organ's region."""

    person_id: UUID | None
    name: str
    post_id: UUID | None = None
    post: str = ""
    organ_id: UUID | None = None
    organ_name: str = ""
    unit_id: UUID | None = None
    region_path: str = ""
    kind: str = ActorKind.PERSON.value
    organ_kind: str = ""
    post_title: str = ""

    @property
    def is_system(self) -> bool:
        """Whether the platform itself acts, as in the sweep of clocks."""
        return self.kind == ActorKind.SYSTEM


SYSTEM = Actor(person_id=None, name="系统", kind=ActorKind.SYSTEM.value)


def actor_for_post(post: Post, kind: ActorKind = ActorKind.PERSON) -> Actor:
    """The actor who acts by this post. Give a post from `Post.objects.seated()`, so that nothing more is read."""
    return Actor(
        person_id=post.person_id,
        name=post.person.name,
        post_id=post.pk,
        post=str(post.kind),
        organ_id=post.organ_id,
        organ_name=post.organ.name,
        unit_id=post.unit_id,
        region_path=post.organ.region.path,
        kind=kind.value,
        organ_kind=str(post.organ.kind),
        post_title=post.title or post.get_kind_display(),
    )
