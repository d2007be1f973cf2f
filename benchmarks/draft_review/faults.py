"""Faults by template: wordings with slots, and faults of structure that are made by altering a real text."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.draft_review.hosts import SEED, hosts, planted

_SLOTS = {
    "县": ["本县", "我县", "本市", "东河区", "本区", "清水县", "本旗"],
    "局": ["县住房城乡建设局", "区市场监管局", "县城市管理局", "县交通运输局", "镇人民政府", "县农业农村局", "区商务局"],
    "公司": ["县城投公司", "宏达商贸有限公司", "县供销集团", "恒通运输公司", "市水务集团"],
    "品": ["混凝土", "白酒", "水泥", "桶装水", "校服", "砂石", "生猪", "农药", "校车", "液化气"],
    "品牌": ["清泉", "金河", "塞上"],
    "行": ["再生资源回收", "家政服务", "砂石加工", "房屋中介", "餐饮服务", "网络预约车", "农资销售"],
    "店": ["洗车店", "民宿", "培训机构", "药店", "加油站", "搅拌站"],
    "业务": ["污水处理", "垃圾清运", "共享单车", "公交客运", "停车管理", "砂石开采"],
    "小钱": ["20元", "五十元", "100元", "2元"],
    "钱": ["500元", "二百元", "1000元", "三千元"],
    "钱高": ["5000元", "一万元", "2万元"],
    "中钱": ["5000元", "1万元", "三万元"],
    "大钱": ["500万元", "一百万元", "1000万元", "50万元"],
    "年": ["20年", "三十年", "10年", "五年"],
}  # fmt: skip
_WORDINGS = Path(__file__).with_name("wordings.yaml")


@dataclass(frozen=True, slots=True)
class Case:
    """A text with one fault: the rule that should see it, and where the fault stands."""

    rule: str
    group: str
    text: str
    start: int
    end: int


def _filled(wording: str, rng: random.Random) -> str:
    return re.sub(r"\{(.+?)\}", lambda m: rng.choice(_SLOTS[m[1]]), wording)


def worded() -> Iterator[Case]:
    """Every wording once, each in a host of its own."""
    rng = random.Random(SEED)
    with _WORDINGS.open(encoding="utf-8") as source:
        rules = yaml.safe_load(source)
    carriers = hosts(60)
    n = 0
    for rule, groups in rules.items():
        for group in ("seen", "unseen"):
            for wording in groups[group]:
                fault = _filled(str(wording), rng)
                text, start = planted(carriers[n % len(carriers)], fault, rng)
                n += 1
                yield Case(rule, group, text, start, start + len(fault))


def written(group: str) -> Iterator[Case]:
    """The groups `later` and `last`: as written, without slots."""
    rng = random.Random(SEED + 11)
    with Path(__file__).with_name(f"{group}.yaml").open(encoding="utf-8") as source:
        rules = yaml.safe_load(source)
    carriers = hosts(60)
    for rule, wordings in rules.items():
        for n, wording in enumerate(wordings):
            text, start = planted(carriers[n % len(carriers)], str(wording), rng)
            yield Case(rule, group, text, start, start + len(str(wording)))


_DOCUMENT = """{place}人民政府办公室关于印发《{place}{matter}管理办法》的通知
{sign}〔2025〕{n}号
各乡镇人民政府，县直各部门：
《{place}{matter}管理办法》已经县人民政府同意，现印发给你们，请遵照执行。
{place}人民政府办公室
2025年3月10日
{place}{matter}管理办法
{body}
第{last}条 本办法自2025年4月10日起施行，有效期五年。
"""
_NUMERALS = "零一二三四五六七八九十"


def _document(rng: random.Random, articles: list[str]) -> str:
    body = "\n".join(f"第{_cn(i)}条 {text}" for i, text in enumerate(articles, start=1))
    return _DOCUMENT.format(
        place=rng.choice(["清水县", "东河区", "平川县"]), matter=rng.choice(["城区停车", "公共租赁住房", "农村公路", "社区养老"]),
        sign="清政办发", n=rng.randrange(3, 80), body=body, last=_cn(len(articles) + 1),
    )  # fmt: skip


def _cn(n: int) -> str:
    if n <= 10:
        return _NUMERALS[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def _bodies(count: int) -> list[list[str]]:
    """Real articles of some hosts, made lines without references, so that only the seeded fault is one."""
    found = []
    for host in hosts(count * 2):
        lines = [" ".join(a.split()) for a in re.split(r"(?m)^第[一二三四五六七八九十百]+条\s", host)[1:]]
        lines = [
            line
            for line in lines
            if not re.search(
                r"条例|本法|第.{1,4}[条款项]|前款|《|罚|自治区|（[一二三]）|批准|许可|征收|收费|查封|强制|停产|拆除|收回|划拨|不得|必须|费用|审批|登记|关闭|定金|专卖",
                line,
            )
            and len(line) < 260
        ]
        if len(lines) >= 4:
            found.append(lines)
    return found[:count]


def structural(group: str) -> Iterator[Case]:
    """Faults of number, reference, date, amount, validity and issuer in real articles put into a document's frame."""
    rng = random.Random(SEED + (0 if group == "seen" else 7))
    bodies = _bodies(24)
    half = bodies[::2] if group == "seen" else bodies[1::2]
    for lines in half[:8]:
        clean = _document(rng, lines)
        for rule, change in _CHANGES[group]:
            made = change(clean, rng)
            if made is not None:
                yield Case(rule, group, *made)


def clean_documents() -> list[str]:
    """The same frames without a fault."""
    rng = random.Random(SEED + 3)
    return [_document(rng, lines) for lines in _bodies(24)]


_Made = tuple[str, int, int] | None


def _skip(text: str, rng: random.Random) -> _Made:
    found = list(re.finditer(r"(?m)^第(\S+?)条 ", text))
    at = found[rng.randrange(1, len(found) - 1)]
    stop = text.index("\n", at.start()) + 1
    text = text[: at.start()] + text[stop:]
    return text, at.start(), at.start() + 10


def _double(text: str, rng: random.Random) -> _Made:
    found = list(re.finditer(r"(?m)^第(\S+?)条 ", text))
    n = rng.randrange(1, len(found) - 1)
    before, at = found[n - 1], found[n]
    text = text[: at.start(1)] + before[1] + text[at.end(1) :]
    return text, at.start(), at.start() + 10


def _append(words: str) -> object:
    def change(text: str, rng: random.Random) -> _Made:
        found = [m.start() for m in re.finditer(r"\n第\S+?条 ", text)][1:]
        place = rng.choice(found)
        return text[:place] + "\n" + words + text[place:], place + 1, place + 1 + len(words)

    return change


def _replace(old: str, new: str, mark: str = "") -> object:
    def change(text: str, rng: random.Random) -> _Made:
        place = text.find(old)
        if place < 0:
            return None
        made = text[:place] + new + text[place + len(old) :]
        start = made.find(mark) if mark else place
        return made, start, start + len(mark or new or "一")

    return change


def _issuer(name: str) -> object:
    def change(text: str, rng: random.Random) -> _Made:
        made = re.sub(r"^\S+?人民政府办公室", name, text).replace("\n清水县人民政府办公室\n", f"\n{name}\n")
        return made, 0, len(name)

    return change


def _title(text: str, rng: random.Random) -> tuple[int, int]:
    place = text.rindex("\n", 0, text.index("\n第一条")) + 1
    return place, text.index("\n", place)


def _without(words: str) -> object:
    def change(text: str, rng: random.Random) -> _Made:
        made = text.replace(words, "")
        return made, *_title(made, rng)

    return change


_END = "本办法自2025年4月10日起施行，有效期五年。"
_CHANGES: dict[str, list] = {
    "seen": [
        ("numbering.skipped", _skip),
        ("numbering.doubled", _double),
        ("numbering.skipped", _append("符合下列条件的可以申请：\n（一）具有本地户口；\n（三）年满十八周岁。")),
        ("reference.dangling", _append("按照本办法第四十条的规定办理。")),
        ("reference.dangling", _append("具体标准见附件5。\n附件1\n标准表")),
        ("validity.missing", _without("，有效期五年")),
        ("effective.missing", _without("自2025年4月10日起施行，")),
        ("validity.too-long", _replace("有效期五年", "有效期十年")),
        ("dates.clash", _replace("有效期五年", "有效期至2024年12月31日")),
        ("dates.impossible", _append("申报工作于2025年2月30日前完成。")),
        ("amounts.clash", _append("给予5000元以上2000元以下补助。")),
        ("amounts.clash", _append("申请人应当在收到通知之日起十日内提交材料。\n申请人应当在收到通知之日起十五日内提交材料。")),
        ("issuer.no-power", _issuer("清水县城市管理工作领导小组办公室")),
    ],
    "unseen": [
        ("numbering.skipped", _skip),
        ("numbering.doubled", _double),
        ("numbering.doubled", _append("有下列情形之一的，终止服务：\n（一）本人申请终止的；\n（二）户籍迁出的；\n（二）死亡的。")),
        ("reference.dangling", _append("违反第五十条规定的，按照本办法第三十八条第二款处理。")),
        ("reference.dangling", _append("申请人填写附件3。\n附件1\n申请表")),
        ("validity.missing", _without("，有效期五年")),
        ("validity.too-long", _replace("，有效期五年", "，长期有效")),
        ("validity.too-long", _replace("有效期五年", "有效期至2035年12月31日")),
        ("dates.clash", _append("本办法自2025年6月1日起施行。")),
        ("dates.impossible", _append("受理时间截至2025年11月31日。")),
        ("amounts.clash", _append("补助标准不低于800元、不超过500元。")),
        ("amounts.clash", _append("项目总投资1000万元，其中财政资金800万元，自筹资金400万元。")),
        ("issuer.no-power", _issuer("清水县安全生产委员会办公室")),
    ],
}  # fmt: skip
