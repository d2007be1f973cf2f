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


class NameKind(TextChoices):
    """How the library came to know a name of a law, surest first."""

    KEY = "key", "简称"
    TITLE = "title", "全称"
    FORM = "form", "全称的写法"
    DEFINED = "defined", "法规文本所定的简称"
    RULE = "rule", "按规律缩略"


class Outcome(TextChoices):
    """What became of a place of a source."""

    TAKEN = "taken", "收入"
    HELD = "held", "已由其他来源收入"
    REJECTED = "rejected", "没有装入"


class DoubtKind(TextChoices):
    """What is uncertain about an edition."""

    EFFECTIVE_BEFORE_ADOPTED = "effective_before_adopted", "来源所记施行日早于通过或者公布日"
    EFFECTIVE_UNKNOWN = "effective_unknown", "施行日没有记载"
    EFFECTIVE_DIFFERS = "effective_differs", "施行日各处记载不一"
    UNDATED = "undated", "没有通过或者公布日"
    NOT_YET = "not_yet", "来源称现行有效而尚未施行"
    STILL_APPLIES = "still_applies", "来源称已失效而按日期仍应有效"
    REPEALED_BY_NOBODY = "repealed_by_nobody", "来源称已废止而没有废止依据和接替的文本"
    REPEAL_UNDATED = "repeal_undated", "被废止而没有可信的废止日期"
    REPEAL_CONTRADICTED = "repeal_contradicted", "依法条已废止而来源称现行有效"
    AMENDED_LATER = "amended_later", "此后又经修改，修改后的文本没有收入"
    MISSING_ARTICLES = "missing_articles", "缺条"
    REPEATED_ARTICLES = "repeated_articles", "条号重复"
    ANNEX_PARTED = "annex_parted", "附件与末条粘连"
    QUOTES_UNPAIRED = "quotes_unpaired", "引号不成对"
    QUOTES_MENDED = "quotes_mended", "引号为西文，已改"
    TEXTS_DIFFER = "texts_differ", "同一文本各来源文字不同"
    DAYS_DIFFER = "days_differ", "同一文本各来源日期不同"


class Change(TextChoices):
    """What became of an article from one edition to another."""

    SAME = "same", "未变"
    CHANGED = "changed", "修改"
    RENUMBERED = "renumbered", "移位"
    ADDED = "added", "新增"
    REMOVED = "removed", "删去"
