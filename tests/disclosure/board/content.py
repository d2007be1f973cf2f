"""What the test kind publishes: a ruling with every kind of thing that must not be seen. All of it is invented."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from fazhi.disclosure.rules.drafts import NamedPerson, PublicDraft, PublicFact, Remedy
from fazhi.disclosure.vocabulary import FactKind, Part
from fazhi.kernel.identifiers import make_resident_id, make_uscc

ID_NO = make_resident_id("15020319850307001")
PHONE = "13800138000"
ACCOUNT = "6222021001012345678"
CODE = make_uscc("91150203MA0000981")

DRAFT = PublicDraft(
    party="样例餐饮服务有限公司",
    cause="经营超过保质期的食品",
    number="测局罚〔2026〕97号",
    decided_on=date(2026, 11, 6),
    domain="market",
    domain_label="市场监管",
    facts=(
        PublicFact("当事人", "样例餐饮服务有限公司"),
        PublicFact("统一社会信用代码", CODE),
        PublicFact("法定代表人", "何样样", FactKind.PERSON),
        PublicFact("住所", "包头市昆都仑区样例街道钢铁大街12号3号楼2单元", FactKind.ADDRESS),
        PublicFact(
            "违法事实",
            f"2026年9月8日检查发现，当事人后厨存放超过保质期的调味料4种，货值金额1,260.00元，供货单位为北方示例商贸行，"
            f"何样样（身份证号{ID_NO}，电话{PHONE}）收款账号{ACCOUNT}，举报人郑小举，未成年帮工冯小童。",
        ),
        PublicFact("处罚内容", "罚款50,000.00元，没收违法所得320.00元", strong=True),
    ),
    persons=(
        NamedPerson("何样样", Part.REPRESENTATIVE),
        NamedPerson("郑小举", Part.INFORMANT),
        NamedPerson("冯小童", Part.MINOR),
    ),
    organisations=("样例餐饮服务有限公司",),
    kept=(CODE,),
    attachments=(("询问笔录摘要", f"何样样，{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"),),
    remedies=(Remedy("当事人", "收到决定书之日起60日内向昆都仑区人民政府申请行政复议。"),),
    is_required=True,
)
drafts: dict[UUID, PublicDraft] = {}


def build(matter_id: UUID) -> PublicDraft:
    """The draft laid down for a matter, else the usual one."""
    return drafts.get(matter_id, DRAFT)


def lay_down(matter_id: UUID, **changes: object) -> None:
    """Let a matter publish something else."""
    drafts[matter_id] = replace(DRAFT, **changes)  # type: ignore[arg-type]
