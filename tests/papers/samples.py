"""Contexts for any layout, made from the layout's own list of fields."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from fazhi.papers.fields import Field
from fazhi.papers.layouts import Layout

AT = datetime(2026, 11, 2, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))

KNOWN: dict[str, Any] = {
    "organ.name": "包头市昆都仑区市场监督管理局",
    "organ.address": "昆都仑区示例路6号",
    "organ.phone": "0472-0000000",
    "organ.contact": "张某某",
    "case.number": "包昆市监立〔2026〕31号",
    "case.cause": "销售超过保质期的食品",
    "case.source": "监督检查",
    "case.summary": "2026年10月12日，本机关执法人员在监督检查中发现当事人经营场所货架上陈列待售的黄油3盒已超过保质期。",
    "party.name": "试用糕点有限公司",
    "party.kind": "法人",
    "party.is_person": False,
    "party.id_label": "统一社会信用代码",
    "party.id_number": "91150203MA0TEST00X",
    "party.address": "包头市昆都仑区测试路18号",
    "party.legal_representative": "何某某",
    "party.phone": "130****0000",
    "officers": [
        {"name": "张某某", "certificate": "15020300001"},
        {"name": "赵某某", "certificate": "15020300002"},
    ],
    "finding.facts": "2026年10月12日，当事人在其经营场所货架上陈列待售标注保质期至2026年9月30日的黄油3盒，"
    "货值金额90元，未售出，没有违法所得。",
    "finding.evidence": [
        {"name": "现场笔录", "proves": "现场发现超过保质期的黄油3盒"},
        {"name": "询问笔录", "proves": "当事人承认未及时清理超过保质期的食品。"},
        {"name": "现场照片5张", "proves": "商品标签、陈列位置和数量"},
    ],
    "finding.violated": "《中华人民共和国食品安全法》第三十四条第十项",
    "finding.basis": "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
    "finding.discretion": "当事人系初次违法，货值金额小，积极配合调查并主动改正，属于从轻处罚情形。",
    "penalty.items": ["没收超过保质期的黄油3盒", "罚款人民币5000元"],
    "penalty.fine": Decimal("5000"),
    "payment.where": "中国某某银行包头分行（账户：市级财政专户）",
    "payment.days": 15,
    "remedy.review_organ": "包头市昆都仑区人民政府",
    "remedy.court": "包头市昆都仑区人民法院",
    "remedy.review_days": 60,
    "remedy.suit_months": 6,
    "remedy.review_first": False,
    "record.heading": "现场笔录",
    "goods": [
        {
            "name": "黄油",
            "model": "454g/盒",
            "quantity": "3盒",
            "maker": "某某乳业 20260401",
            "state": "已开封1盒",
        },
        {"name": "电子台秤", "model": "ACS-30", "quantity": "1台", "maker": "", "state": "完好"},
    ],
}

LONG_NAME = "内蒙古自治区包头市昆都仑区测试用超长名称综合农贸产品初加工与冷链仓储配送有限责任公司昆区第一百二十八分公司"
ODD = "<b>&#[]{}$\\ 䶮\"'*_`//@ref #let x=1"


def context(layout: Layout) -> dict[str, Any]:
    """Every field of the layout filled, optional ones too."""
    return _nested({name: sample(spec) for name, spec in layout.fields.items() if name != "number"})


def long_context(layout: Layout) -> dict[str, Any]:
    """Every text long, every list of many rows."""
    return _nested({name: _long(spec) for name, spec in layout.fields.items() if name != "number"})


def least_context(layout: Layout) -> dict[str, Any]:
    """Only what is required."""
    return _nested({name: sample(f) for name, f in layout.fields.items() if f.required})


def odd_context(layout: Layout) -> dict[str, Any]:
    """Every text full of characters that mean something to somebody."""
    return _nested({name: _odd(spec) for name, spec in layout.fields.items() if name != "number"})


def sample(spec: Field, within: str = "") -> Any:
    if not within and spec.name in KNOWN:
        return KNOWN[spec.name]
    match spec.type:
        case "date":
            return date(2026, 11, 2)
        case "datetime":
            return AT
        case "money":
            return Decimal("1234.50")
        case "integer":
            return 5
        case "bool":
            return True
        case "list":
            row: Any = (
                {name: sample(f, spec.name) for name, f in spec.of.items()}
                if spec.of
                else f"{spec.meaning}示例"
            )
            return [row, row]
    return f"{spec.meaning}示例"


def _long(spec: Field) -> Any:
    match spec.type:
        case "text":
            return LONG_NAME
        case "longtext":
            return "\n".join(
                f"第{n}段。" + (f"{spec.meaning}，" + "经依法查明有关情况，" * 12) + "以上属实。"
                for n in range(1, 6)
            )
        case "list":
            rows = 12 if spec.of else 4
            return [
                {name: _long(f) for name, f in spec.of.items()} if spec.of else LONG_NAME for _ in range(rows)
            ]
    return sample(spec)


def _odd(spec: Field) -> Any:
    match spec.type:
        case "text" | "longtext":
            return ODD
        case "list":
            return [{name: _odd(f) for name, f in spec.of.items()} if spec.of else ODD]
    return sample(spec)


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        *steps, last = path.split(".")
        node = tree
        for step in steps:
            node = node.setdefault(step, {})
        node[last] = value
    return tree
