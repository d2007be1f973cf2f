"""Numbers, references, dates, amounts, validity and issuer: the rules that are code."""

import pytest

from fazhi.domains.rulemaking.rules.review import review
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import parse

HEAD = "清水县停车管理办法\n"
END = "\n第九条 本办法自2025年4月10日起施行，有效期五年。"
WHOLE = "\n".join(f"第{n}条 加强第{n}类停车场的日常巡查。" for n in "一二三四五六七八")


def found(text: str, level: Level | None = None) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in review(parse(text), level)]


def document(*lines: str) -> str:
    return HEAD + "\n".join([WHOLE, *lines]) + END


def test_a_sound_document_has_no_finding() -> None:
    assert found(document()) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (document().replace("第五条 加强第五类停车场的日常巡查。\n", ""), "numbering.skipped"),
        (document().replace("第六条", "第五条"), "numbering.doubled"),
        (document().replace("第三条", "第八条"), "numbering.disordered"),
        (document("下列车辆免费：\n（一）消防车；\n（三）救护车。"), "numbering.skipped"),
        (document("下列车辆免费：\n（一）消防车；\n（一）救护车。"), "numbering.doubled"),
        ("清水县防汛意见\n一、甲\n加强巡查。\n三、乙\n加强值守。", "numbering.skipped"),
        (document("按照本办法第四十条的规定办理。"), "reference.dangling"),
        (document("按照本办法第三条第五款的规定办理。"), "reference.dangling"),
        (document("按照本办法第三条第二项的规定办理。"), "reference.dangling"),
        (document("违反第四十条规定的，予以劝导。"), "reference.dangling"),
        (document("具体标准见附件5。\n附件1\n标准"), "reference.dangling"),
        (document().replace("第四条 ", "第四条 按照本办法第四条办理。"), "reference.self"),
        (document("申报工作于2025年2月30日前完成。"), "dates.impossible"),
        (document("活动时间为5月10日至5月1日。"), "dates.clash"),
        (document("本办法自2025年6月1日起施行。"), "dates.clash"),
        (document().replace("有效期五年", "有效期至2024年12月31日"), "dates.clash"),
        (document("给予五千元以上二千元以下补助。"), "amounts.clash"),
        (document("总额为100万元，其中财政资金80万元，自筹资金40万元。"), "amounts.clash"),
        (document("补助5000元（大写：叁仟元）。"), "amounts.clash"),
        (document("申请人应当在收到通知之日起十日内提交材料。\n申请人应当在收到通知之日起十五日内提交材料。"), "amounts.clash"),
        (document().replace("，有效期五年", ""), "validity.missing"),
        (document().replace("自2025年4月10日起施行，", ""), "effective.missing"),
        (document().replace("有效期五年", "有效期十年"), "validity.too-long"),
        (document().replace("有效期五年", "长期有效"), "validity.too-long"),
        (document().replace("有效期五年", "有效期至2035年1月1日"), "validity.too-long"),
        (document().replace("管理办法", "管理暂行办法", 1), "validity.too-long"),
        ("清水县创建工作领导小组办公室关于印发停车管理办法的通知\n" + document(), "issuer.no-power"),
        ("清水县教育局办公室关于印发停车管理办法的通知\n" + document(), "issuer.no-power"),
        (document("由县停车管理工作领导小组制定实施细则。"), "issuer.no-power"),
        (document("局内设机构可以发布规范性文件。"), "issuer.no-power"),
    ],
)  # fmt: skip
def test_a_fault_is_seen(text: str, rule: str) -> None:
    assert rule in {key for key, _ in found(text, Level.DOCUMENT)}


@pytest.mark.parametrize(
    "text",
    [
        # Twenty-one measures counted on through five heads are one list.
        "关于优化服务的若干措施\n一、甲\n（一）巡查。\n（二）值守。\n二、乙\n（三）宣传。\n（四）培训。\n本措施自发布之日起施行，有效期五年。",
        # 之一 stands between.
        "第一条 甲巡查。\n第二条 乙巡查。\n第二条之一 丙巡查。\n第三条 丁巡查。",
        # An extract begins where it begins.
        "第十二条 甲巡查。\n第十三条 乙巡查。",
        # Another law's articles are not ours.
        document("依照《中华人民共和国行政处罚法》第七十二条的规定处理信息。"),
        # A winter season.
        document("供暖期为11月15日至3月15日。"),
        # Graded amounts are no contradiction.
        document("对国家级园区一次性补助一百万元。\n对省级园区一次性补助五十万元。"),
        # The validity of a licence is not the text's own.
        document("停车证有效期十年。"),
        "清水县停车专项治理工作方案\n一、目标\n加强巡查。\n二、要求\n加强值守。",
    ],
    ids=["running", "inserted", "extract", "other law", "winter", "graded", "licence", "plan"],
)
def test_what_only_looks_like_a_fault(text: str) -> None:
    assert found(text, Level.DOCUMENT) == []


def test_a_government_office_may_issue() -> None:
    text = "清水县人民政府办公室关于印发停车管理办法的通知\n" + document()
    assert "issuer.no-power" not in {key for key, _ in found(text)}


def test_a_law_needs_no_validity() -> None:
    text = "清水市停车条例\n" + WHOLE + "\n第九条 本条例自2025年4月10日起施行。"
    assert found(text) == []


def test_retroactive_effect_is_told() -> None:
    text = "清水县人民政府关于停车的通告\n一、加强巡查。\n二、自2024年1月1日起施行。\n清水县人民政府\n2025年3月1日"
    assert "dates.retroactive" in {key for key, _ in found(text)}
