"""What officers of the sample cases write into the forms. Parties and firms are plainly invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from fazhi.kernel.identifiers import make_resident_id, make_uscc

Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offence:
    """One kind of wrong in the samples, with a fine inside its benchmark's grade; amounts in yuan."""

    organ: str
    domain: str
    cause: str
    violated: str
    punished_by: str
    level: str
    benchmark: str
    grade: str
    fine: int
    summary: str
    gains: int = 0


OFFENCES: tuple[Offence, ...] = (
    Offence(
        "market",
        "market",
        "销售超过保质期的食品案",
        "《食品安全法》第三十四条第十项",
        "《食品安全法》第一百二十四条第一款第五项",
        "law",
        "SJ-001",
        "lighter",
        52000,
        "货架上有超过保质期的预包装食品正在销售，货值不足一万元。",
        gains=380,
    ),
    Offence(
        "market",
        "market",
        "无照从事经营活动案",
        "《无证无照经营查处办法》第二条",
        "《无证无照经营查处办法》第十三条",
        "administrative_regulation",
        "SJ-003",
        "ordinary",
        3000,
        "没有取得营业执照，从事日用品销售，经营时间三个月。",
    ),
    Offence(
        "urban",
        "urban",
        "擅自占用城市道路摆放物品案",
        "《城市道路管理条例》第二十七条",
        "《城市道路管理条例》第四十二条",
        "administrative_regulation",
        "CG-001",
        "ordinary",
        800,
        "在门前人行道摆放货架和桌椅，占用城市道路八平方米。",
    ),
    Offence(
        "urban",
        "urban",
        "未取得许可运输建筑垃圾案",
        "《城市建筑垃圾管理规定》第七条",
        "《城市建筑垃圾管理规定》第二十四条",
        "department_rule",
        "CG-002",
        "ordinary",
        12000,
        "没有取得处置核准，使用两辆货车运输建筑垃圾三车次。",
    ),
)
_FIRMS = (
    "试用食品",
    "样例日用百货",
    "示例餐饮管理",
    "拟真建材",
    "假设商贸",
    "演示渣土运输",
    "虚构便利店",
    "测试烘焙",
)
_SURNAMES = "赵钱孙李周吴郑王冯陈"


@dataclass(frozen=True, slots=True)
class Party:
    """An invented party: a firm, a sole trader or a citizen."""

    kind: str
    name: str
    uscc: str = ""
    id_no: str = ""
    representative: str = ""


def a_party(rng: Random, n: int, code: str) -> Party:
    """The n-th party of the samples, registered in the county of that code."""
    surname = rng.choice(_SURNAMES)
    if rng.random() < 0.7:
        name = f"{rng.choice(_FIRMS)}{n}号有限公司（示例）"
        return Party("legal_person", name, make_uscc(f"91{code}MA{n:06d}0"), "", f"{surname}某例")
    born = date(1970 + rng.randrange(30), 1 + rng.randrange(12), 1 + rng.randrange(28))
    id_no = make_resident_id(f"{code}{born:%Y%m%d}{n % 900 + 100:03d}")
    if rng.random() < 0.5:
        uscc = make_uscc(f"92{code}MA{n:06d}0")
        return Party("sole_trader", f"样例小铺{n}号（示例）", uscc, id_no, f"{surname}某例")
    return Party("citizen", f"{surname}某例{n}", "", id_no)


def register(party: Party, offence: Offence, found: date, place: str, source: str) -> Form:
    """案源登记."""
    form: Form = {
        "party_kind": party.kind,
        "party_name": party.name,
        "party_address": f"{place}示例路1号",
        "party_phone": "13900000000",
        "domain": offence.domain,
        "source": source,
        "found_on": found,
        "cause": offence.cause,
        "summary": offence.summary,
        "act_place": place,
        "act_from": found - timedelta(days=40),
        "act_to": found,
    }
    if party.id_no:
        form["party_id_no"] = party.id_no
    if party.uscc:
        form |= {"party_uscc": party.uscc, "party_representative": party.representative}
    return form


def submit_filing(co_handler: Any) -> Form:
    """报请立案."""
    return {
        "co_handler": co_handler,
        "jurisdiction": "place",
        "jurisdiction_note": "违法行为发生地在本机关辖区",
        "filing_grounds": "有初步证据证明存在违法行为，属于本机关职责范围，未超过追究期限。",
        "opinion": "建议立案调查。",
    }


def inquiry(officers: list[Any], recorder: str, place: str, at: datetime, name: str) -> Form:
    """询问笔录."""
    return {
        "asked_name": name,
        "asked_id": "已核对身份证件",
        "asked_address": place,
        "asked_work": "现场负责人",
        "relation": "当事人的负责人",
        "is_party": True,
        "officers": officers,
        "showed_certificates": True,
        "recorder": recorder,
        "place": place,
        "began_at": at,
        "ended_at": at + timedelta(minutes=40),
        "first_answer": "听清楚了，不申请回避。",
        "questions": "问：请说明经营情况。\n答：由我负责日常经营。\n问：检查发现的问题是否属实？\n答：属实，已经改正。",
    }


def scene(officers: list[Any], recorder: str, place: str, at: datetime) -> Form:
    """现场笔录."""
    return {
        "record_kind": "scene",
        "officers": officers,
        "showed_certificates": True,
        "recorder": recorder,
        "place": place,
        "began_at": at,
        "ended_at": at + timedelta(minutes=30),
        "present": "当事人的现场负责人",
        "told": "已出示证件，告知检查依据和当事人的权利义务。",
        "recusal_answer": "不申请回避。",
        "findings": "现场情况与线索相符，已拍照并提取单据。",
        "media": "执法记录仪全程录像",
    }


def evidence(officers: list[Any], day: date, title: str, kind: str) -> Form:
    """登记证据."""
    return {
        "kind": kind,
        "title": title,
        "source": "现场提取，当事人确认",
        "taken_on": day,
        "officers": officers,
        "proves": "违法行为的时间、数量和金额",
        "quantity": "3页",
    }


def conclude(
    offence: Offence, *, conclusion: str = "punish", is_major: bool = False, complex_: bool = False
) -> Form:
    """调查终结."""
    form: Form = {
        "investigated": "经现场检查、询问当事人、调取单据，查清了全部事实。",
        "facts_found": offence.summary,
        "conclusion": conclusion,
        "violated": offence.violated,
        "proposal": "建议依照上述规定处理。",
        "is_major": is_major,
        "is_complex": complex_,
    }
    if conclusion == "slight":
        return form | {"no_penalty_ground": "slight_corrected"}
    if conclusion != "punish":
        return form
    return form | {
        "punished_by": offence.punished_by,
        "basis_level": offence.level,
        **sanction(offence),
        "discretion_reason": "当事人配合调查，及时改正，未造成危害后果，按照基准的相应档次处罚。",
        "review_grounds": ["complex"] if complex_ else [],
        "illegal_gains": offence.gains,
        "restitution": 0,
    }


def sanction(offence: Offence) -> Form:
    """The penalty itself: fine within the benchmark, illegal gains confiscated where there are any."""
    kinds = ["fine", *(["confiscate_gains"] if offence.gains else [])]
    form: Form = {
        "kinds": kinds,
        "fine": offence.fine,
        "benchmark_code": offence.benchmark,
        "benchmark_grade": offence.grade,
    }
    if offence.gains:
        form["gains"] = offence.gains
    return form


def decide(offence: Offence, county: str) -> Form:
    """作出处罚决定."""
    return {
        **sanction(offence),
        "pay_where": "示例银行代收罚款专户",
        "surcharge_told": True,
        "review_organ": f"{county}人民政府",
        "court": f"{county}人民法院",
        "is_published": True,
    }


def serve(day: date, receiver: str, place: str) -> Form:
    """登记送达."""
    return {
        "way": "direct",
        "served_on": day,
        "recipient": "representative",
        "receiver_name": receiver,
        "place": place,
    }


def review_opinion(result: str = "fits") -> Form:
    """法制审核意见."""
    items = ("subject", "people", "procedure", "law", "discretion", "papers")
    checks = {f"{item}_fits": result for item in items if item not in {"people", "papers"}}
    return checks | {
        "people_fit": result,
        "facts_fit": result,
        "powers_fit": result,
        "papers_fit": result,
        "crime_fits": result,
        "opinion": "事实清楚，证据充分，程序合法，适用法律准确，裁量适当，同意。",
    }


def discuss(members: list[Any], names: list[str], at: datetime, recorder: str) -> Form:
    """集体讨论."""
    return {
        "members": members,
        "place": "三楼会议室",
        "began_at": at,
        "ended_at": at + timedelta(minutes=50),
        "recorder": recorder,
        "report": "办案机构汇报案件事实、证据、法律适用和处罚建议。",
        "views": "\n".join(f"{name}：同意处罚建议。" for name in names),
        "discussion_result": "同意按照拟处罚意见作出处罚决定。",
    }


def payment(amount: Decimal, day: date, n: int, payer: str, paid_for: str = "fine") -> Form:
    """登记缴款."""
    return {
        "paid_for": paid_for,
        "bank": "示例银行",
        "slip_no": f"SL{day:%Y%m%d}{n:05d}{paid_for[:1].upper()}",
        "payer": payer,
        "amount": amount,
        "paid_on": day,
    }


def close(ending: str = "performed") -> Form:
    """批准结案."""
    return {
        "ending": ending,
        "execution": "处罚内容已经全部履行。",
        "closed_reason": "处罚决定执行完毕，符合结案条件。",
        "opinion": "同意结案。",
    }


def archive(n: int, year: int) -> Form:
    """立卷归档."""
    return {"dossier_number": f"{year}-罚-{n:04d}", "retention": "long", "pages": 60}
