"""The words of enforcement: stored in English, read in Chinese. Terms are those of the 行政处罚法 (2021)."""

from fazhi.kernel.words import Word


class PartyKind(Word):
    """Who is punished. Thresholds of 第五十一条 and of hearings differ by it."""

    CITIZEN = "citizen", "公民"
    SOLE_TRADER = "sole_trader", "个体工商户"
    LEGAL_PERSON = "legal_person", "法人"
    ORGANISATION = "organisation", "其他组织"


class Capacity(Word):
    """Whether the party could understand and control the act. Basis: 《行政处罚法》第三十一条"""

    FULL = "full", "能够辨认和控制自己行为"
    INTERMITTENT_NORMAL = "intermittent_normal", "间歇性精神病人，行为时精神正常"
    PARTIAL = "partial", "尚未完全丧失辨认或者控制能力"
    NONE = "none", "不能辨认或者不能控制自己行为"


class PenaltyKind(Word):
    """Kinds of penalty. Basis: 《行政处罚法》第九条"""

    WARNING = "warning", "警告"
    CENSURE = "censure", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATE_GAINS = "confiscate_gains", "没收违法所得"
    CONFISCATE_GOODS = "confiscate_goods", "没收非法财物"
    HOLD_LICENCE = "hold_licence", "暂扣许可证件"
    LOWER_GRADE = "lower_grade", "降低资质等级"
    REVOKE_LICENCE = "revoke_licence", "吊销许可证件"
    LIMIT_BUSINESS = "limit_business", "限制开展生产经营活动"
    SUSPEND_BUSINESS = "suspend_business", "责令停产停业"
    CLOSE_DOWN = "close_down", "责令关闭"
    LIMIT_OCCUPATION = "limit_occupation", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "法律、行政法规规定的其他行政处罚"


class EvidenceKind(Word):
    """Kinds of evidence. Basis: 《行政处罚法》第四十六条"""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    TESTIMONY = "testimony", "证人证言"
    STATEMENT = "statement", "当事人的陈述"
    APPRAISAL = "appraisal", "鉴定意见"
    INSPECTION = "inspection", "勘验笔录、现场笔录"


class BasisLevel(Word):
    """Rank of what the penalty rests on. Basis: 《行政处罚法》第十条至第十四条、第十六条"""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    LOCAL_RULE = "local_rule", "地方政府规章"
    NORMATIVE_DOCUMENT = "normative_document", "其他规范性文件"


class ClueSource(Word):
    """Where the case comes from."""

    INSPECTION = "inspection", "行政检查发现"
    COMPLAINT = "complaint", "投诉举报"
    ASSIGNED = "assigned", "上级机关交办"
    TRANSFERRED = "transferred", "其他机关移送"
    RETURNED = "returned", "司法机关移送"
    MONITORING = "monitoring", "监测数据发现"
    OTHER = "other", "其他"


class JurisdictionGround(Word):
    """Why this organ may act. Basis: 《行政处罚法》第二十二条至第二十五条"""

    PLACE = "place", "违法行为发生地在本机关辖区"
    OTHER_LAW = "other_law", "法律、行政法规、部门规章另有规定"
    DESIGNATED = "designated", "上级机关指定管辖"
    FIRST_FILED = "first_filed", "数机关均有管辖权，本机关最先立案"
    TOWNSHIP = "township", "省级决定将处罚权交由乡镇街道行使"


class Conclusion(Word):
    """What the handlers propose when the investigation is over. Basis: 《行政处罚法》第五十七条第一款"""

    PUNISH = "punish", "给予行政处罚"
    SLIGHT = "slight", "依法不予行政处罚"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立，不予行政处罚"
    TRANSFER = "transfer", "涉嫌犯罪，移送司法机关"
    DROP = "drop", "撤销案件"


class NoPenaltyGround(Word):
    """Why no penalty is given."""

    SLIGHT_CORRECTED = "slight_corrected", "违法行为轻微并及时改正，没有造成危害后果"
    FIRST_TIME = "first_time", "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "no_fault", "当事人有证据足以证明没有主观过错"
    CHILD = "child", "不满十四周岁"
    INCAPABLE = "incapable", "不能辨认或者不能控制自己行为"
    OUT_OF_TIME = "out_of_time", "违法行为超过追究期限未被发现"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立"


class LighterGround(Word):
    """Why the penalty must or may be lighter. Basis: 《行政处罚法》第三十条至第三十二条"""

    MINOR = "minor", "已满十四周岁不满十八周岁"
    PARTIAL_CAPACITY = "partial_capacity", "尚未完全丧失辨认或者控制能力"
    REMEDIED = "remedied", "主动消除或者减轻违法行为危害后果"
    COERCED = "coerced", "受他人胁迫或者诱骗实施违法行为"
    CONFESSED = "confessed", "主动供述行政机关尚未掌握的违法行为"
    MERIT = "merit", "配合查处违法行为有立功表现"
    OTHER_LAW = "other_law", "法律、法规、规章规定的其他情形"


class Weight(Word):
    """How heavy the penalty is within what the law gives."""

    MITIGATED = "mitigated", "减轻"
    LIGHTER = "lighter", "从轻"
    ORDINARY = "ordinary", "一般"
    HEAVIER = "heavier", "从重"


class ReviewGround(Word):
    """Why a penalty decision must pass legality review. Basis: 《行政处罚法》第五十八条第一款"""

    PUBLIC_INTEREST = "public_interest", "涉及重大公共利益"
    HEARD = "heard", "直接关系当事人或者第三人重大权益，经过听证程序"
    COMPLEX = "complex", "案件情况疑难复杂、涉及多个法律关系"
    OTHER_LAW = "other_law", "法律、法规规定应当进行法制审核的其他情形"
    CATALOGUE = "catalogue", "列入本机关重大执法决定法制审核目录"


class DefenceResult(Word):
    """What became of the party's statement and defence. Basis: 《行政处罚法》第四十五条"""

    ACCEPTED = "accepted", "成立，予以采纳"
    PARTLY = "partly", "部分成立，部分采纳"
    REJECTED = "rejected", "复核后不成立，不予采纳"


class DecisionKind(Word):
    """What was decided."""

    PENALTY = "penalty", "行政处罚决定"
    NO_PENALTY = "no_penalty", "不予行政处罚决定"
    SUMMARY = "summary", "当场行政处罚决定"


class DecisionState(Word):
    """Whether a decision still stands. Basis: 《行政处罚法》第四十八条第二款"""

    STANDS = "stands", "有效"
    CHANGED = "changed", "已变更"
    ANNULLED = "annulled", "已撤销"
    UNLAWFUL = "unlawful", "已确认违法"
    VOID = "void", "已确认无效"


class ChangeSource(Word):
    """Who changed or annulled a decision."""

    OWN = "own", "本机关主动改正"
    SUPERIOR = "superior", "上级机关或者监督机关决定"
    RECONSIDERATION = "reconsideration", "行政复议决定"
    COURT = "court", "人民法院裁判"


class Challenge(Word):
    """Whether the party has gone to reconsideration or to court."""

    NONE = "none", "未申请复议、未起诉"
    RECONSIDERATION = "reconsideration", "行政复议期间"
    SUIT = "suit", "行政诉讼期间"
    ENDED = "ended", "复议、诉讼已经终结"


class Ending(Word):
    """How the case came to its end; written when it is closed."""

    NOT_FILED = "not_filed", "不予立案"
    MOVED = "moved", "移送有管辖权机关"
    PERFORMED = "performed", "处罚决定执行完毕"
    ENFORCED = "enforced", "人民法院强制执行完毕"
    EXECUTION_ENDED = "execution_ended", "终结执行"
    NO_PENALTY = "no_penalty", "不予行政处罚"
    DROPPED = "dropped", "撤销案件"
    CRIME = "crime", "移送司法机关追究刑事责任"
    ANNULLED = "annulled", "处罚决定已撤销，不再作出决定"


class PaymentFor(Word):
    """What a bank slip pays."""

    FINE = "fine", "罚款"
    SURCHARGE = "surcharge", "加处罚款"
    GAINS = "gains", "没收违法所得"


class DeferralKind(Word):
    """Relief from paying at once. Basis: 《行政处罚法》第六十六条第二款"""

    DEFER = "defer", "延期缴纳"
    INSTALMENTS = "instalments", "分期缴纳"


class ServiceWay(Word):
    """Ways of service. Basis: 《民事诉讼法》第八十八条至第九十五条、《行政处罚法》第六十一条第二款"""

    DIRECT = "direct", "直接送达"
    LEAVE = "leave", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    ENTRUSTED = "entrusted", "委托送达"
    MAIL = "mail", "邮寄送达"
    FORWARDED = "forwarded", "转交送达"
    ANNOUNCEMENT = "announcement", "公告送达"


class Recipient(Word):
    """Who signed for the paper. Basis: 《民事诉讼法》第八十八条"""

    PARTY = "party", "本人"
    FAMILY = "family", "同住成年家属"
    REPRESENTATIVE = "representative", "法定代表人、主要负责人"
    MAIL_ROOM = "mail_room", "负责收件的人"
    AGENT = "agent", "代理人"
    DESIGNATED = "designated", "指定的代收人"


class ServedPaper(Word):
    """Which paper is served."""

    NOTICE = "notice", "行政处罚事先告知书"
    HEARING_NOTICE = "hearing_notice", "听证通知书"
    DECISION = "decision", "行政处罚决定书"
    NO_PENALTY = "no_penalty", "不予行政处罚决定书"
    DEMAND = "demand", "催告书"
    ANNULMENT = "annulment", "撤销行政处罚决定书"
    OTHER = "other", "其他文书"


class HearingClosedGround(Word):
    """Why a hearing is not public. Basis: 《行政处罚法》第六十四条第三项"""

    STATE_SECRET = "state_secret", "涉及国家秘密"
    TRADE_SECRET = "trade_secret", "涉及商业秘密"
    PRIVACY = "privacy", "涉及个人隐私"


class PreservationOutcome(Word):
    """What became of things registered and kept. Basis: 《行政处罚法》第五十六条"""

    RETURNED = "returned", "返还当事人"
    APPRAISED = "appraised", "送交检验、鉴定"
    SEIZED = "seized", "依法查封、扣押"
    CONFISCATED = "confiscated", "依法没收"
    MOVED = "moved", "移送有关机关"
    RELEASED = "released", "解除登记保存"


class PoliceAnswer(Word):
    """What the police answered. Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第八条"""

    FILED = "filed", "决定立案"
    NOT_FILED = "not_filed", "不予立案"


class CourtRuling(Word):
    """What the court ruled. Basis: 《行政强制法》第五十六条至第五十八条"""

    ALLOWED = "allowed", "准予强制执行"
    REFUSED = "refused", "不予执行"
    NOT_ACCEPTED = "not_accepted", "不予受理"


class OnTheSpotGround(Word):
    """Why a fine is collected on the spot. Basis: 《行政处罚法》第六十八条、第六十九条"""

    SMALL = "small", "依法给予一百元以下罚款"
    HARD_LATER = "hard_later", "不当场收缴事后难以执行"
    REMOTE = "remote", "边远、水上、交通不便地区，当事人提出当场缴纳"


class FineUnit(Word):
    """What a benchmark's range is measured in."""

    YUAN = "yuan", "元"
    TIMES = "times", "倍"


class EnforcementDomain(Word):
    """Fields of enforcement, as they stand on credentials and organs."""

    MARKET = "market", "市场监管"
    URBAN = "urban", "城市管理"
    ECOLOGY = "ecology", "生态环境"
    TRANSPORT = "transport", "交通运输"
    CULTURE = "culture", "文化市场"
    AGRICULTURE = "agriculture", "农牧"
    EMERGENCY = "emergency", "应急管理"
    HEALTH = "health", "卫生健康"
    RESOURCES = "resources", "自然资源"
    HOUSING = "housing", "住房城乡建设"
    LABOUR = "labour", "人力资源和社会保障"
    WATER = "water", "水务"
    FORESTRY = "forestry", "林业和草原"
    ENERGY = "energy", "能源"
    EDUCATION = "education", "教育"
    OTHER = "other", "其他"


class OtherRole(Word):
    """What somebody else is in a case."""

    THIRD_PARTY = "third_party", "第三人"
    AGENT = "agent", "委托代理人"
    GUARDIAN = "guardian", "监护人"
    WITNESS = "witness", "证人"
    INFORMANT = "informant", "举报人、投诉人"
    VICTIM = "victim", "受害人"


class OpinionRank(Word):
    """Who writes on an approval form."""

    HANDLER = "handler", "承办人意见"
    UNIT = "unit", "办案机构负责人意见"
    HEAD = "head", "行政机关负责人意见"


class GradeKey(Word):
    """Grades of a discretion benchmark."""

    SLIGHT = "slight", "轻微"
    LIGHTER = "lighter", "较轻"
    ORDINARY = "ordinary", "一般"
    HEAVIER = "heavier", "较重"
    GRAVE = "grave", "严重"


class EvidenceFinding(Word):
    """What the verification of a piece of evidence came to. Basis: 《行政处罚法》第四十六条第二款、第三款"""

    CONFIRMED = "confirmed", "查证属实，予以采信"
    EXCLUDED = "excluded", "予以排除"


class RecordKind(Word):
    """Records made on the spot."""

    SCENE = "scene", "现场笔录"
    SURVEY = "survey", "勘验笔录"
    CHECK = "check", "检查笔录"


class ChallengeKind(Word):
    """What a party has lodged against a decision."""

    RECONSIDERATION = "reconsideration", "申请行政复议"
    SUIT = "suit", "提起行政诉讼"


class Retention(Word):
    """How long a file is kept (unverified; the archives' own rules decide)."""

    PERMANENT = "permanent", "永久"
    LONG = "long", "30年"
    SHORT = "short", "10年"
