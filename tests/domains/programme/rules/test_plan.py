"""Plans: tasks, units in all the ways they are named, time limits, targets, and what is missing."""

import itertools
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.domains.programme.public import read_plan
from tests.domains.programme import real

NOTICE = """西山县人民政府办公室
关于印发西山县2024年度法治政府建设工作要点的通知
西政办发〔2024〕15号
各乡镇人民政府，县政府各部门：
现将《西山县2024年度法治政府建设工作要点》印发给你们，请认真贯彻落实。
西山县人民政府办公室
2024年3月18日
西山县2024年度法治政府建设工作要点
一、依法全面履行政府职能
（一）优化营商环境。2024年6月底前完成权责清单调整。
责任单位：县政务服务局、县司法局、各有关部门，乡镇人民政府按职责分工分别负责。
完成时限：2024年12月底前
（二）规范涉企检查。检查频次下降20%以上。
牵头单位：县司法局
配合单位：县市场监管局、县应急局
二、健全依法行政制度体系
（三）加强监督管理。合法性审核率达到100%。（县司法局牵头，县政府各部门配合，长期坚持）
（四）健全决策机制。
"""


def only(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    (task,) = read_plan(f"一、任务\n1.健全制度。完善机制。{text}").tasks
    return task.lead, task.responsible


@pytest.mark.parametrize(
    ("text", "lead", "responsible"),
    [
        (
            "（牵头单位：区发改委、区商务局；责任单位：区政府各部门）",
            ("区发改委", "区商务局"),
            ("区政府各部门",),
        ),
        ("(责任单住:区司法局)", (), ("区司法局",)),
        ("(牵 头单位:区司法局;责任单位:各部门)", ("区司法局",), ("各部门",)),
        ("（区司法局牵头，区财政局、区审计局配合）", ("区司法局",), ("区财政局", "区审计局")),
        ("（区司法局牵头，区财政局参加）", ("区司法局",), ("区财政局",)),
        ("（区司法局、区财政局按职责分工负责）", (), ("区司法局", "区财政局")),
        ("（区司法局会同区财政局和区审计局负责）", ("区司法局",), ("区财政局", "区审计局")),
        ("（由区行政审批局牵头负责，区司法局和区财政局参与）", ("区行政审批局",), ("区司法局", "区财政局")),
        ("（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）", ("税务总局",), ("税务总局", "财政部")),
        (
            "（责任单位：市交通委（市道运局）、市税务局等；各区政府）",
            (),
            ("市交通委（市道运局）", "市税务局", "各区政府"),
        ),
        ("（工业和信息化部、文化和旅游部）", (), ("工业和信息化部", "文化和旅游部")),
        ("责任部门：区卫生健康委和区医保局。", (), ("区卫生健康委", "区医保局")),
        ("责任单位：区市场监督 管理局 区应急局", (), ("区市场监督管理局", "区应急局")),
        ("主办单位：区司法局 协办单位：区财政局", ("区司法局",), ("区财政局",)),
        ("（2022年底前完成，发展改革委牵头）", ("发展改革委",), ()),
        (
            "（商务部牵头，财政部、外汇局等国务院相关部门和各省级人民政府按职责分工负责）",
            ("商务部",),
            ("财政部", "外汇局", "各省级人民政府"),
        ),
        ("【责任单位：区司法局】", (), ("区司法局",)),
        ("\n牵头单位：\n区司法局\n责任单位：\n区财政局、区审计局", ("区司法局",), ("区财政局", "区审计局")),
        ("牵头部门：区司法局  责任部门：区政府各部门  完成时限：12月底前", ("区司法局",), ("区政府各部门",)),
        (
            "（责任单位：各市、县人民政府，市政府各委、办、局）",
            (),
            ("各市、县人民政府", "市政府各委、办、局"),
        ),
        ("（区政府各部门、各乡镇（街道））", (), ("区政府各部门", "各乡镇（街道）")),
        ("（区司法局）", (), ("区司法局",)),
        ("（试点单位）", (), ()),
        ("由联合采购办公室负责拟定。", (), ("联合采购办公室",)),
        ("（负责人应当带头学法）", (), ()),
        ("（含按规定备案的）", (), ()),
    ],
)
def test_units_are_read_however_they_are_named(
    text: str, lead: tuple[str, ...], responsible: tuple[str, ...]
) -> None:
    assert only(text) == (lead, responsible)


def test_a_notice_gives_head_tasks_and_faults() -> None:
    plan = read_plan(NOTICE)
    assert plan.title == "西山县2024年度法治政府建设工作要点"
    assert (plan.doc_no, plan.issuer, plan.written_on) == (
        "西政办发〔2024〕15号",
        "西山县人民政府办公室",
        "2024-03-18",
    )
    assert [(t.no, t.section, t.title) for t in plan.tasks] == [
        (1, "依法全面履行政府职能", "优化营商环境"),
        (2, "依法全面履行政府职能", "规范涉企检查"),
        (3, "健全依法行政制度体系", "加强监督管理"),
        (4, "健全依法行政制度体系", "健全决策机制"),
    ]
    assert [t.deadline for t in plan.tasks] == [
        ("2024年6月底前完成", "2024年12月底前"),
        (),
        ("长期坚持",),
        (),
    ]
    assert [t.target for t in plan.tasks] == [(), ("检查频次下降20%以上",), ("合法性审核率达到100%",), ()]
    assert plan.tasks[1].lead == ("县司法局",)
    assert plan.tasks[1].responsible == ("县市场监管局", "县应急局")
    assert all(NOTICE[t.start : t.end] == t.text for t in plan.tasks)
    assert {(f.kind, f.tasks) for f in plan.faults} == {
        ("no_lead", (1,)),
        ("no_deadline", (2,)),
        ("no_unit", (4,)),
        ("no_deadline", (4,)),
        ("group", (1,)),
        ("group", (3,)),
    }


def test_a_table_gives_its_rows() -> None:
    plan = read_plan(
        "任务分解表\n序号\t重点任务\t具体措施\t牵头单位\t责任单位\t完成时限\n一、依法履职\n"
        "1\t优化环境\t清理文件不少于50件\t县司法局\t县发改委、县商务局\t6月底\n"
        "2\t〃\t推行告知承诺制\t县政务局\t各乡镇\t年底前\n"
        "3\t规范执法\t评查案卷100卷\t县司法局\t县城管局 县应急局\t全年"
    )
    assert [(t.no, t.section, t.title, t.lead, t.responsible, t.deadline) for t in plan.tasks] == [
        (1, "依法履职", "优化环境", ("县司法局",), ("县发改委", "县商务局"), ("6月底",)),
        (2, "依法履职", "优化环境", ("县政务局",), ("各乡镇",), ("年底前",)),
        (3, "依法履职", "规范执法", ("县司法局",), ("县城管局", "县应急局"), ("全年",)),
    ]
    assert plan.tasks[2].target == ("评查案卷100卷",)


def test_units_under_the_last_point_belong_to_the_whole_task() -> None:
    plan = read_plan(
        "一、任务\n（一）规范执法\n1.制定清单。\n2.评查案卷。\n（责任单位：区司法局）\n（二）公开信息\n1.公开。\n2.解读。（责任单位：区政府办）"
    )
    assert [(t.title, t.responsible) for t in plan.tasks] == [
        ("规范执法", ("区司法局",)),
        ("公开信息", ("区政府办",)),
    ]


def test_a_title_without_its_stop_is_told_and_said() -> None:
    plan = read_plan(
        "1.营造公平竞争的法治环境全面清理规范性文件及其他政策性文件，有序废除妨碍统一市场的政策措施。（责任单位：区司法局）"
    )
    assert plan.tasks[0].title == "营造公平竞争的法治环境"
    assert "title_stop" in {f.kind for f in plan.faults}


def test_numbers_that_jump_are_said() -> None:
    plan = read_plan("1.甲。（区司法局负责）\n2.乙。（区司法局负责）\n4.丙。（区司法局负责）")
    assert [f.tasks for f in plan.faults if f.kind == "number_gap"] == [(2, 4)]


def test_no_tasks_are_said() -> None:
    assert [f.kind for f in read_plan("全年工作很好。").faults] == ["no_tasks"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2025年6月底前完成清理。", ("2025年6月底前完成",)),
        ("今年年底前公布，每季度通报1次。", ("今年年底前", "每季度")),
        ("自公布之日起30日内备案。", ("自公布之日起30日内",)),
        ("实施部门在文件有效期届满前6个月组织评估。", ("在文件有效期届满前6个月",)),
        ("持续推进执法人员能力建设。", ()),
        ("健全机制，持续推进。", ("持续推进",)),
        ("落实《三年行动计划（2024年底前）》要求。", ()),
        ("坚持定期学法制度。", ()),
    ],
)
def test_time_limits(text: str, terms: tuple[str, ...]) -> None:
    (task,) = read_plan(f"1.健全制度。{text}（责任单位：区司法局）").tasks
    assert task.deadline == terms


PIECES = ["一、", "（一）", "1.", "2.", "（1）", "①", "任务", "。", "，", "（责任单位：区司法局）", "（区司法局牵头）", "\n", "\n\n", "\t", "牵头单位：", "序号", "年底前", "100%"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    plan = read_plan(text)
    assert all(text[t.start : t.end] == t.text for t in plan.tasks)
    assert all(a.start < b.start for a, b in itertools.pairwise(plan.tasks))
    json.dumps(plan.as_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    "piece",
    ["1.甲。\n", "（一）甲（区司法局负责）\n", "（", "责任单位：", "区司法局、", "牵头", "一、甲\n1.乙\n"],
)
def test_hostile_lengths_cost_in_proportion(piece: str) -> None:
    began = time.process_time()
    read_plan(piece * (40_000 // len(piece)))
    assert time.process_time() - began < 8


@pytest.mark.parametrize("name", [name for name in ("003",) if name in real.REPORTS])
def test_the_real_plan_comes_out_whole(name: str) -> None:
    labels = json.loads((real.SHARED / "bench" / "plans" / f"{name}_tasks.json").read_text(encoding="utf-8"))
    plan = read_plan(real.REPORTS[name].read_text(encoding="utf-8"))
    assert (plan.title, plan.doc_no, plan.index_no) == (labels["title"], labels["doc_no"], labels["index_no"])
    assert (plan.issuer, plan.written_on) == (labels["issuer"], labels["date_written"])
    read = [(t.no, t.section, t.title, [*t.lead], [*t.responsible], t.start, t.end) for t in plan.tasks]
    keys = ("no", "section", "title", "lead", "responsible", "start", "end")
    assert read == [tuple(task[key] for key in keys) for task in labels["tasks"]]
    for read_task, task in zip(plan.tasks, labels["tasks"], strict=True):
        assert len(read_task.target) == len(task["target"])
        assert [word.partition("（")[0] for word in task["deadline"]] == list(read_task.deadline)
    kinds = {(f.kind, f.tasks) for f in plan.faults}
    assert {("misread", (19,)), ("blank", (21,)), ("title_stop", (5,)), ("no_responsible", (13,))} <= kinds
    assert {("no_responsible", (14,)), ("no_lead", (18,)), ("same_units", (9,))} <= kinds


@pytest.mark.parametrize(
    ("name", "count", "named"), [("P01", 21, 21), ("P02", 17, 3)] if real.REPORTS else []
)
def test_plans_of_the_state_council(name: str, count: int, named: int) -> None:
    plan = read_plan((real.SHARED / "bench" / "plans" / f"{name}.txt").read_text(encoding="utf-8"))
    assert len(plan.tasks) == count
    assert sum(bool(t.responsible) for t in plan.tasks) == named
