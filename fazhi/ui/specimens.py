"""Specimens for the component sheet: every component in its states, with invented parties. Nothing here is a rule."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

_TODAY = date(2026, 11, 18)
_HERE = "#main"


def _clock(label: str, state: str, text: str, due: str, percent: int) -> dict[str, Any]:
    return {"label": label, "state": state, "text": text, "due": due, "percent": percent, "url": _HERE}


def _days() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    n = 0
    for step in range(1, 15):
        day = date(2026, 11, 11) + timedelta(days=step)
        rest = day.weekday() >= 5
        counted = not rest
        n += counted
        why = "不计：周末" if rest else f"第{n}个工作日"
        found.append({"date": day, "counted": counted, "n": n if counted else None, "why": why})
    return found


_CLOCKS = [
    _clock("进行", "running", "余 47 日", "1月4日", 48),
    _clock("临期", "near", "余 12 日", "11月30日", 87),
    _clock("超期", "over", "超 1 个工作日", "11月17日", 100),
    _clock("中止", "paused", "停 听证", "余 18 日", 80),
    _clock("办结", "met", "结", "11月6日，按时", 100),
    _clock("失权", "lapsed", "逾", "11月3日未申请", 100),
    _clock("终止", "ended", "止", "已撤销立案", 100),
]

_CHOICES = [("light", "从轻"), ("usual", "一般"), ("heavy", "从重")]
_FIELDS = [
    {"name": "cause", "label": "案由", "type": "text", "required": True, "value": "未按规定明码标价"},
    {
        "name": "fact",
        "label": "违法事实",
        "type": "longtext",
        "required": True,
        "value": "",
        "help": "时间、地点、行为、数量",
    },
    {
        "name": "fine",
        "label": "罚款",
        "type": "money",
        "required": True,
        "value": Decimal("138600"),
        "source": "裁量计算，货值金额的11倍",
    },
    {
        "name": "fine2",
        "label": "加处罚款",
        "type": "money",
        "required": True,
        "value": "113,400.00",
        "error": "罚款不能低于126,000.00元，现为9倍",
    },
    {"name": "on", "label": "决定日期", "type": "date", "required": True, "value": _TODAY},
    {"name": "hours", "label": "办理时间", "type": "integer", "unit": "小时", "value": 20},
    {
        "name": "grade",
        "label": "裁量档次",
        "type": "choice",
        "required": True,
        "choices": _CHOICES,
        "value": "light",
    },
    {
        "name": "also",
        "label": "并处",
        "type": "choices",
        "choices": [("gain", "没收违法所得"), ("goods", "没收非法财物")],
        "value": ["gain"],
    },
    {"name": "grave", "label": "情节严重", "type": "bool", "value": True},
    {"name": "why", "label": "严重的理由", "type": "text", "when": "grave", "value": ""},
    {
        "name": "who",
        "label": "承办人",
        "type": "person",
        "choices": [(str(n), f"人员{n}") for n in range(9)],
        "value": "3",
    },
    {"name": "law", "label": "依据", "type": "citation", "value": "《行政处罚法》第六十条"},
    {"name": "files", "label": "材料", "type": "files", "required": True, "help": "PDF或者OFD"},
]

SHEET: dict[str, Any] = {
    "today": _TODAY,
    "colours": [
        {"token": token, "label": label}
        for token, label in (
            ("ink", "正文"),
            ("ink-2", "次要"),
            ("ink-3", "说明"),
            ("control", "控件边"),
            ("line-2", "分区线"),
            ("line", "行线"),
            ("wash", "底"),
            ("blue", "可办"),
            ("blue-wash", "当前"),
            ("red", "超期"),
            ("amber", "临期字"),
            ("amber-bar", "临期条"),
            ("green", "符合"),
            ("run", "进行条"),
        )
    ],
    "clocks": _CLOCKS,
    "stages": [
        {"title": "立案", "state": "done", "when": "8月6日"},
        {"title": "调查取证", "state": "done", "when": "10月13日"},
        {"title": "法制审核", "state": "now", "when": "11月16日起"},
        {"title": "审批决定", "state": "ahead", "when": ""},
        {"title": "结案", "state": "ahead", "when": ""},
    ],
    "exits": [{"label": "移送公安机关", "url": _HERE}, {"label": "撤销立案", "url": _HERE}],
    "verdicts": [
        {
            "state": "unmet",
            "title": "法制审核通过",
            "note": "退回补正1项",
            "basis": "《行政处罚法》第五十八条",
        },
        {
            "state": "wait",
            "title": "负责人集体讨论",
            "note": "达到重大案件标准",
            "basis": "《行政处罚法》第五十七条",
        },
        {
            "state": "met",
            "title": "两名以上执法人员",
            "note": "张某某、赵某某",
            "basis": "《行政处罚法》第四十二条",
        },
        {
            "state": "na",
            "title": "未成年人从轻或者减轻",
            "note": "当事人为法人",
            "basis": "《行政处罚法》第三十条",
        },
    ],
    "faults": [
        {"field": "fine2", "sentence": "罚款不能低于126,000.00元", "basis": "《食品安全法》第一百二十四条"},
        {"field": "files", "sentence": "上传负责人集体讨论记录", "basis": "《行政处罚法》第五十七条第二款"},
    ],
    "fields": _FIELDS,
    "work": [
        {
            "title": {"party": "测试食品有限公司", "cause": "用超过保质期的食品原料生产食品案"},
            "url": _HERE,
            "what": "补正材料：询问笔录第3页缺当事人逐页签名",
            "act_label": "去补正",
            "act_url": _HERE,
            "why": "法制审核昨日退回补正（李某某） · 包昆市监立〔2026〕187号",
            "clock": _CLOCKS[1],
        }
    ],
    "start": date(2026, 11, 11),
    "days": _days(),
    "events": [
        {
            "day": date(2026, 11, 17),
            "time": "15:20",
            "title": "李某某退回补正1项",
            "detail": "询问笔录第3页缺签名",
            "seq": 24,
            "papers": [{"title": "补正通知", "url": _HERE}],
            "is_now": True,
        },
        {
            "day": date(2026, 11, 16),
            "time": "9:12",
            "title": "张某某提请法制审核",
            "detail": "送审材料14件",
            "seq": 23,
            "papers": [],
        },
    ],
    "pieces": [
        {"title": "询问笔录", "kind": "document", "url": _HERE, "gap": "第3页缺签名，待补签", "count": "6页"},
        {"title": "现场笔录", "kind": "document", "url": _HERE, "meta": "张某某、赵某某", "count": "6页"},
        {"title": "现场检查录像", "kind": "video", "url": _HERE, "meta": "执法记录仪07", "count": "12:46"},
        {"title": "库房照片", "kind": "image", "url": _HERE, "meta": "当事人已确认", "count": "8张"},
    ],
    "facts": [
        {"label": "违反", "value": "", "basis": "《食品安全法》第三十四条第三项"},
        {"label": "货值金额", "value": "12,600.00元", "basis": ""},
    ],
    "people": [{"role": "主办", "name": "张某某", "lines": ["执法证15020301126", "有效至2028年5月"]}],
    "subs": [
        {
            "title": "法制审核",
            "url": _HERE,
            "state": "退回补正",
            "meta": "政策法规股李某某",
            "clock": _CLOCKS[0],
        }
    ],
    "views": [
        {"label": "我主办的", "url": _HERE, "count": 14, "current": False},
        {"label": "临期与超期", "url": _HERE, "count": 11, "current": True},
    ],
    "filters": [
        {"name": "q", "label": "当事人、案由或案号", "type": "text", "value": ""},
        {
            "name": "stage",
            "label": "阶段",
            "type": "choice",
            "value": "",
            "choices": [("", "全部阶段"), ("review", "法制审核")],
        },
    ],
    "chips": [{"label": "时限：临期与超期", "remove_url": _HERE}],
    "columns": [
        {"key": "number", "label": "案号"},
        {"key": "party", "label": "当事人与案由"},
        {"key": "clock", "label": "时限", "sorted": "ascending"},
        {"key": "fine", "label": "拟罚款", "unit": "元", "align": "r", "lesser": True},
    ],
    "rows": [
        {
            "id": "1",
            "url": _HERE,
            "clock": _CLOCKS[2],
            "selectable": False,
            "cells": {
                "number": "立〔2026〕141号",
                "party": ("测试餐饮服务有限公司", "未查验供货者许可证"),
                "fine": "5,000.00",
            },
        },
        {
            "id": "2",
            "url": _HERE,
            "clock": _CLOCKS[1],
            "selectable": False,
            "cells": {
                "number": "立〔2026〕166号",
                "fine": None,
                "party": (
                    "达尔罕测试国际冷链仓储与食品供应链管理（包头）有限责任公司",
                    "未建立并遵守进口冷链食品进货查验记录制度，拒不改正",
                ),
            },
        },
    ],
    "pager": {"prev": "", "next": _HERE},
    "figures": [
        {
            "label": "超期",
            "value": "17",
            "previous": "上月末 22",
            "url": _HERE,
            "definition": "未办结且已过届满日的事项",
            "tone": "red",
        },
        {
            "label": "按时办结率",
            "value": "98.1",
            "unit": "%",
            "previous": "上月 97.4%",
            "url": _HERE,
            "definition": "按时办结数 ÷ 应办结数",
        },
        {
            "label": "复议纠错率",
            "value": None,
            "previous": "本月没有审结",
            "url": _HERE,
            "definition": "尚无应统计的事项",
        },
    ],
    "doors": [
        {"name": "东河区", "url": _HERE, "over": 6, "near": 21, "open": 171},
        {"name": "九原区", "url": _HERE, "over": 0, "near": 9, "open": 128},
        {"name": "达尔罕茂明安联合旗", "url": _HERE, "meta": "32个执法单位，本月公示37条"},
    ],
    "hidden": "何█，包头市昆都仑区样例街道█████",
}
