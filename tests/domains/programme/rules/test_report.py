"""Reports: figures in their places, and relations that hold, do not hold, or are left alone."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.domains.programme.public import Report, read_report
from fazhi.kernel.quantities import plain
from tests.domains.programme import real


def told(text: str, *kinds: str) -> list[tuple[str, list[str], bool]]:
    """Kind, values and verdict of the relations of a text."""
    report = read_report(text)
    return [
        (r.kind.value, [plain(report.figures[n].value) for n in r.figures], r.holds)
        for r in report.relations
        if not kinds or r.kind.value in kinds
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理诉求60561件，直接答复51425件，转办9136件。", (["60561", "51425", "9136"], True)),
        ("受理诉求60561件，直接答复51425件，转办9163件。", (["60561", "51425", "9163"], False)),
        ("承办建议11件，其中，主办9件、协办2件。", (["11", "9", "2"], True)),
        ("承办建议11件，其中，主办8件、协办2件。", (["11", "8", "2"], False)),
        ("任务24项，完成23项，正在推进1项。", (["24", "23", "1"], True)),
        (
            "报送信息6494条，其中“双公示”78条，行政许可78，行政处罚0条，低保6414条，监测2条。",
            (["6494", "78", "6414", "2"], True),
        ),
        (
            "报送信息6465条，其中“双公示”78条，行政许可78，行政处罚0条，低保6414条，监测2条。",
            (["6465", "78", "6414", "2"], False),
        ),
        (
            "审结298件，其中维持180件，驳回42件，撤销26件，终止50件。",
            (["298", "180", "42", "26", "50"], True),
        ),
        (
            "调委会1286个，其中村（社区）1102个，乡镇128个，企业36个，行业20个。",
            (["1286", "1102", "128", "36", "20"], True),
        ),
        ("办理援助案件1450件，其中民事1100件，刑事340件，行政12件。", (["1450", "1100", "340", "12"], False)),
        (
            "处罚案件5600件、许可案件12300件、强制案件230件，合计18130件。",
            (["18130", "5600", "12300", "230"], True),
        ),
        (
            "处罚案件5600件、许可案件12300件、强制案件230件，合计18310件。",
            (["18310", "5600", "12300", "230"], False),
        ),
        ("收到申请356件，其中予以公开210件，不予公开127件，其他19件。", (["356", "210", "127", "19"], True)),
        ("收到申请356件，其中予以公开210件，不予公开117件，其他19件。", (["356", "210", "117", "19"], False)),
        ("事项515项，许可事项218项，公共服务等其他事项297项。", (["515", "218", "297"], True)),
        ("持证人员2180人，其中男性1720人，女性450人。", (["2180", "1720", "450"], False)),
    ],
)
def test_sums(text: str, expected: tuple[list[str], bool]) -> None:
    assert ("sum", *expected) in told(text, "sum")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("转办9136件，办结8933件，办结率98%。", (["8933", "9136", "98"], True)),
        ("转办9136件，办结8933件，办结率95%。", (["8933", "9136", "95"], False)),
        ("受理诉求60561件，转办9136件，办结8933件，办结率98%。", (["8933", "9136", "98"], True)),
        ("对103名干部进行审计，其中任中审计75名，比例达73%。", (["75", "103", "73"], True)),
        ("对103名干部进行审计，其中任中审计75名，比例达78%。", (["75", "103", "78"], False)),
        ("调处纠纷3806件，调解成功3173件，调解成功率83.4%。", (["3173", "3806", "83.4"], True)),
        ("调处纠纷3806件，调解成功3173件，调解成功率88.4%。", (["3173", "3806", "88.4"], False)),
        ("受理信访1059宗，成功调处1048宗，调处率99%。", (["1048", "1059", "99"], True)),
        (
            "收到申请6200件。以区政府为被申请人的782件，占收到申请总数的12.6%。",
            (["782", "6200", "12.6"], True),
        ),
        (
            "收到申请6200件，其中受理4955件，占79.9%；不予受理1245件，占20.1%。",
            (["1245", "6200", "20.1"], True),
        ),
    ],
)
def test_rates(text: str, expected: tuple[list[str], bool]) -> None:
    assert ("ratio", *expected) in told(text, "ratio")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("人员由3120人增加到3308人，增长6.0%。", "ratio", (["3120", "3308", "6"], True)),
        ("人员由3120人增加到3308人，增长8.0%。", "ratio", (["3120", "3308", "8"], False)),
        ("时限由20个工作日压缩至8个工作日，压缩60%。", "ratio", (["20", "8", "60"], True)),
        ("满意率由95.3%提升到97.8%，提高2.5个百分点。", "difference", (["95.3", "97.8", "2.5"], True)),
        ("事项从328项减少到301项，减少28项。", "difference", (["328", "301", "28"], False)),
        ("立案2356件，比去年同期的2105件增加251件。", "difference", (["2105", "2356", "251"], True)),
        ("2022年办理案件65件，2023年办理案件92件，同比增长41.5%。", "ratio", (["65", "92", "41.5"], True)),
        ("2023年受理申请1024件，同比增长28%（2022年为800件）。", "ratio", (["800", "1024", "28"], True)),
        ("新收案件245件，比去年增加了68件，增幅38.4%。", "ratio", (["245", "68", "38.4"], True)),
        ("案件由100件下降到120件。", "order", (["100", "120"], False)),
    ],
)
def test_changes(text: str, kind: str, expected: tuple[list[str], bool]) -> None:
    assert (kind, *expected) in told(text, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定了《甲决定》《乙条例》等地方性法规2个。", (["2"], True)),
        ("制定规章2部：《甲办法》《乙办法》。", (["2"], True)),
        ("制定规章3部：《甲办法》《乙办法》。", (["3"], False)),
        ("健全市、县(区)、乡(镇)、村(居)四级平台。", (["4"], True)),
        ("健全省、市、县、乡三级平台。", (["3"], False)),
        ("印发工作规则、审理程序、经费管理等三项制度。", (["3"], True)),
        ("做好3项工作：一是强化领导；二是健全机制；三是抓好落实。", (["3"], True)),
        ("抓了三项工作：一是强化领导；二是健全机制；三是督促；四是考核。", (["3"], False)),
        ("2017-2019连续3年组织竞赛。", (["3"], True)),
    ],
)
def test_listings(text: str, expected: tuple[list[str], bool]) -> None:
    assert ("count", *expected) in told(text, "count")


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("调解组织1049个、调解员3881名，其中行业组织59个。", "59", "1049"),
        ("办理行政复议案件875件，举行听证案件132件。", "132", "875"),
        ("受理行政复议案件56件，已审结52件。", "52", "56"),
        ("1208项事项入网，930项实现网上办理。", "930", "1208"),
        ("审查文件80份，其中市政府印发的5份。", "5", "80"),
    ],
)
def test_parts_are_no_more_than_their_whole(text: str, part: str, whole: str) -> None:
    assert ("order", [part, whole], True) in told(text, "order")


@pytest.mark.parametrize(
    "text",
    [
        # Parts that can overlap, lists that may go on, steps of one matter, wholes outside the sentence.
        "培训干部200人，其中女性120人，党员150人。",
        "受援人2360人次，其中农民工1256人次、妇女860人次、老年人612人次。",
        "受理信访560件，其中有效投诉480件，办结475件，挽回损失3万元。",
        "受理案件120件，其中维持80件，撤销20件，驳回10件。",
        "抽查企业1012户，归集信息15000多条，列入异常经营名录1285户。",
        "共收到申请126件，已办结120件，其余6件正在办理，办结率100%。",
        "受理案件300件（含上年结转12件），审结298件，按期结案率100%。",
        "办理建议20件、提案114件，办复率达到100%。",
        "检查企业1200家次，发现隐患1560个，整改1498个。",
        "查处违法行为326起，同比下降15.6%，罚款320.5万元，同比上升8.3%。",
        "规定的23项指标中，除加强内部制约正在推进外，其他全部完成。",
        "审批284项、处罚2081项、强制110项、其他权力135项。",
        "约120余件，其中80多件，60多件。",
        "城市管理、市场监管等13个部门，公安、民政等领域。",
        "2015年以来五年间办理案件150件，2019年办理40件。",
        "以市政府为被申请人的60件，占1%；以部门为被申请人的421件，占6.8%；乡镇1942件，占31.3%。",
        "高新企业由5600家增至1.2万家，增长1.1倍。",
        "办案周期由60天缩短至28天，败诉率下降至8.6%，同比降低2.3个百分点。",
        "一是加强领导，开展3项活动。三是强化保障。",
    ],
)
def test_what_cannot_be_known_is_not_called_wrong(text: str) -> None:
    report = read_report(text)
    assert [r.explain for r in report.relations if not r.holds] == []
    assert report.faults == ()


def test_head_and_years() -> None:
    report = read_report(
        "东山市2023年度法治政府建设情况报告\n2023年，我市办理案件56件。2015年以来，共调处纠纷3806件。\n东山市人民政府\n2024年2月28日"
    )
    assert (report.title, report.organ, report.year) == (
        "东山市2023年度法治政府建设情况报告",
        "东山市人民政府",
        "2023",
    )
    assert [(f.text, f.year, f.what) for f in report.figures] == [
        ("56件", "2023", "办理案件"),
        ("3806件", "2015-", "调处纠纷"),
    ]


def test_a_title_of_another_year_than_its_text_is_said() -> None:
    report = read_report(
        "东山市2023年法治政府建设报告\n现将我市2022年度法治政府建设情况报告如下：办理案件5件。"
    )
    assert [f.kind for f in report.faults] == ["year"]


def test_figures_are_plain_data() -> None:
    data = read_report("全年投入20.05亿元，办结率超过98％。").as_json()
    assert [(f["value"], f["unit"], f["approx"], f["qualifier"]) for f in data["figures"]] == [
        ("2005000000", "元", False, None),
        ("98", "%", True, ">"),
    ]


WORDS = ["受理", "其中", "办结", "办结率", "占", "合计", "由", "增加到", "，", "。", "；", "、", "（", "）", "：", "一是", "二是", "《甲》", "等", "3件", "5件", "8件", "50%", "2023年", "连续3年", "同比", "增长", "\n", "十", "万"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=50))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(words: list[str]) -> None:
    text = "".join(words)
    report = read_report(text)
    assert all(text[f.start : f.end] == f.text for f in report.figures)
    assert all(0 <= n < len(report.figures) for r in report.relations for n in r.figures)
    json.dumps(report.as_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    "piece",
    [
        "共3件、",
        "其中3件，",
        "（3件",
        "一是",
        "《甲》、",
        "甲、",
        "办结9件，办结率9%，",
        "由3件增加到",
        "9",
        "。\n",
    ],
)
def test_hostile_lengths_cost_in_proportion(piece: str) -> None:
    began = time.process_time()
    read_report(piece * (16_000 // len(piece)))
    assert time.process_time() - began < 8


def matched(report: Report, labels: dict[str, Any]) -> tuple[int, int, int]:
    """Right, missed and superfluous figures: value and span must agree; optional ones count for nothing."""
    left = list(report.figures)
    right = missed = 0
    for item in labels["items"]:
        found = next(
            (
                f
                for f in left
                if f.start < item["end"] and item["start"] < f.end and plain(f.value) == item["value"]
            ),
            None,
        )
        if found is not None:
            left.remove(found)
            right += not item.get("optional")
        else:
            missed += not item.get("optional")
    return right, missed, len(left)


@pytest.mark.parametrize(
    ("name", "text", "labels"), real.labelled(), ids=[name for name, _, _ in real.labelled()]
)
def test_labelled_figures_are_found(name: str, text: str, labels: dict[str, Any]) -> None:
    right, missed, more = matched(read_report(text), labels)
    assert 2 * right / (2 * right + missed + more) >= 0.97


def test_labelled_relations_are_judged_as_labelled() -> None:
    reports = {name: read_report(path.read_text(encoding="utf-8")) for name, path in real.REPORTS.items()}
    found = []
    labelled = [r for r in real.relations() if r["holds"] is not None]
    for label in labelled:
        report = reports[label["doc"]]
        values = {str(v) for v in label["figures"].values() if not isinstance(v, list)}
        found.append(
            any(
                r.holds == label["holds"] and {plain(report.figures[n].value) for n in r.figures} <= values
                for r in report.relations
            )
        )
    assert sum(found) >= 0.85 * len(labelled)


def test_the_samples_hold_one_fault() -> None:
    faults = [
        (name, f.sentence)
        for name, path in real.REPORTS.items()
        if name != "003"
        for f in read_report(path.read_text(encoding="utf-8")).faults
    ]
    assert [name for name, _ in faults] == ["002"][: len(real.REPORTS)]
    assert all("78＋6414＋2＝6494" in sentence for _, sentence in faults)
