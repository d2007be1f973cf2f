"""The words of disclosure: stored in English, read in Chinese."""

from fazhi.kernel.words import Word


class Status(Word):
    """Where an item stands for the public. Only `published` is shown with its content."""

    DRAFT = "draft", "未公示"
    PUBLISHED = "published", "公示中"
    REMOVED = "removed", "已撤回"
    EXPIRED = "expired", "公示期满"
    WITHHELD = "withheld", "不予公开"


class Part(Word):
    """What a natural person is to the decision; it decides how much of the name is hidden."""

    PARTY = "party", "当事人"
    REPRESENTATIVE = "representative", "法定代表人、负责人"
    OWNER = "owner", "个体工商户经营者"
    OTHER = "other", "其他人员"
    WITNESS = "witness", "证人"
    VICTIM = "victim", "受害人"
    INFORMANT = "informant", "投诉举报人"
    MINOR = "minor", "未成年人"


class FactKind(Word):
    """How the value of a fact is to be read."""

    TEXT = "text", "文字"
    ADDRESS = "address", "住所、地址"
    PERSON = "person", "自然人姓名"
    HIDDEN = "hidden", "全部隐去"


class Lasts(Word):
    """How long an item is shown. Basis: 《市场监督管理行政处罚信息公示规定》第十三条"""

    LONG = "long", "三年"
    SHORT = "short", "三个月"
    ACTUAL = "actual", "按实际限制期限"


class Gravity(Word):
    """How grave a failing is for the term of its credit record. Basis: 《信用修复管理办法》"""

    SLIGHT = "slight", "轻微"
    ORDINARY = "ordinary", "一般"
    SERIOUS = "serious", "严重"


class ChangeGround(Word):
    """Why a published decision has to come down."""

    CHANGED = "changed", "原决定被变更"
    ANNULLED = "annulled", "原决定被撤销"
    ILLEGAL = "illegal", "原决定被确认违法"
    VOID = "void", "原决定被确认无效"
    MISTAKEN = "mistaken", "公示内容有误或者不应公开"
    REPAIRED = "repaired", "依法提前停止公示"


class WithholdGround(Word):
    """Why a decision is not published."""

    STATE_SECRET = "state_secret", "涉及国家秘密"
    TRADE_SECRET = "trade_secret", "涉及商业秘密且无法区分处理"
    PRIVACY = "privacy", "涉及个人隐私且无法区分处理"
    MINOR = "minor", "当事人是未成年人"
    PUBLIC_ORDER = "public_order", "治安管理处罚记录"
    NO_SOCIAL_IMPACT = "no_social_impact", "不具有一定社会影响"
    UNDONE = "undone", "公示前决定已被变更、撤销、确认违法或者无效"

    @property
    def basis(self) -> str:
        """The article on which the ground rests, as printed."""
        return _WITHHOLD_BASIS[self.value]


_WITHHOLD_BASIS = {
    "state_secret": "《行政处罚法》第五十条",
    "trade_secret": "《行政处罚法》第五十条",
    "privacy": "《行政处罚法》第五十条",
    "minor": "《未成年人保护法》第一百零三条",
    "public_order": "《治安管理处罚法》第一百三十六条",
    "no_social_impact": "《行政处罚法》第四十八条第一款",
    "undone": "《行政处罚法》第四十八条第二款",
}
