"""The words of the law library. Stored values are English and stay; labels may change."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Rank of a text in the order of the Legislation Law, highest first.

    Basis: 《立法法》第九十八条
    Basis: 《立法法》第九十九条
    Basis: 《立法法》第一百条
    """

    CONSTITUTION = "constitution", "宪法"
    LAW = "law", "法律"
    INTERPRETATION = "interpretation", "立法解释"
    AMENDMENT = "amendment", "修正案"
    DECISION = "decision", "有关法律问题的决定"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    SUPERVISORY_REGULATION = "supervisory_regulation", "监察法规"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    DEPARTMENTAL_RULE = "departmental_rule", "部门规章"
    LOCAL_RULE = "local_rule", "地方政府规章"
    JUDICIAL_INTERPRETATION = "judicial_interpretation", "司法解释"
    OTHER = "other", "其他"


class EditionStatus(TextChoices):
    """Standing of an edition on a given day; always worked out from dates, never stored."""

    IN_FORCE = "in_force", "现行有效"
    FUTURE = "future", "尚未施行"
    SUPERSEDED = "superseded", "已被修改"
    REPEALED = "repealed", "已废止"
    DOUBTFUL = "doubtful", "效力待核"


class ArticleKind(TextChoices):
    """What a row of an edition is."""

    ARTICLE = "article", "条"
    ITEM = "item", "条目"
    WHOLE = "whole", "全文"
    PREAMBLE = "preamble", "序言"
    ANNEX = "annex", "附件"


class Existence(TextChoices):
    """Answer to "is there such an article on that day?"; only EXISTS is truthy."""

    EXISTS = "exists", "法规库中有此条"
    ABSENT = "absent", "该日有效的文本中没有此条"
    NO_EDITION = "no_edition", "法规库没有收入该日有效的文本"
    NO_LAW = "no_law", "法规库没有收入这部法规"
    UNKNOWN = "unknown", "法规库尚未装入"

    def __bool__(self) -> bool:
        return self is Existence.EXISTS
