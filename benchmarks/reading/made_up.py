"""Paragraphs of the genre with known answers: figures, relations that hold, and some that are spoilt on purpose."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal


@dataclass
class Made:
    """A paragraph: what it counts (decimal strings in order), and its relations as kind, values and whether they hold."""

    text: str = ""
    figures: list[str] = field(default_factory=list)
    relations: list[tuple[str, frozenset[str], bool]] = field(default_factory=list)

    def say(self, words: str, *figures: object) -> "Made":
        """Go on with words; `figures` are those in them, in order."""
        self.text += words
        self.figures += [f"{Decimal(str(f)):f}" for f in figures]
        return self

    def tie(self, kind: str, holds: bool, *figures: object) -> "Made":
        """Note a relation between figures."""
        self.relations.append((kind, frozenset(f"{Decimal(str(f)):f}" for f in figures), holds))
        return self


def percent(part: int, whole: int, places: int) -> str:
    """A rate as people round it."""
    rate = Decimal(part) * 100 / whole
    text = f"{rate.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rate(r: random.Random, spoilt: bool) -> Made:
    acts = [
        ("受理群众诉求", "办结", "办结率"),
        ("调处矛盾纠纷", "调解成功", "调解成功率"),
        ("受理行政复议案件", "审结", "审结率"),
        ("发现问题隐患", "整改", "整改率"),
        ("排查矛盾纠纷", "成功化解", "化解率"),
        ("收到依申请公开", "答复", "答复率"),
    ]
    whole_act, part_act, rate_act = r.choice(acts)
    whole = r.randint(80, 60000)
    part = r.randint(whole * 6 // 10, whole - 1)
    rate = percent(part, whole, r.choice([0, 1, 2]))
    if spoilt:
        rate = f"{Decimal(rate) - 3 if Decimal(rate) > 60 else Decimal(rate) + 3:f}"
    unit = r.choice(["件", "起", "宗"])
    head = r.choice(["全年共", "2023年，全市共", "截至目前，累计", ""])
    text = f"{head}{whole_act}{whole}{unit}，{r.choice(['', '已', '其中'])}{part_act}{part}{unit}，{rate_act}{r.choice(['', '达', '达到', '为'])}{rate}%。"
    made = Made().say(text, whole, part, rate).tie("ratio", not spoilt, part, whole, rate)
    return made.tie("order", True, part, whole)


def _parts(r: random.Random, spoilt: bool) -> Made:
    kinds = [
        ("办理行政应诉案件", ["一审", "二审", "再审"], "件"),
        ("审结行政复议案件", ["维持", "驳回", "撤销", "终止"], "件"),
        ("清理规范性文件", ["继续有效", "修改", "废止"], "件"),
        (
            "建成人民调解组织",
            ["村（社区）调委会", "乡镇（街道）调委会", "企事业单位调委会", "行业性调委会"],
            "个",
        ),
        ("作出行政处罚决定", ["简易程序", "普通程序"], "件"),
        ("办理法律援助案件", ["民事案件", "刑事案件", "行政案件"], "件"),
        ("承办人大代表建议", ["主办", "协办"], "件"),
    ]
    whole_act, names, unit = r.choice(kinds)
    parts = [r.randint(3, 900) for _ in names]
    whole = sum(parts)
    if spoilt:
        whole -= r.randint(1, min(parts) - 1) if min(parts) > 1 else 1
    mark = r.choice(["其中", "其中，", "其中："])
    joint = r.choice(["、", "，"])
    listed = joint.join(f"{name}{part}{unit}" for name, part in zip(names, parts, strict=True))
    text = f"{r.choice(['全年', '共', '2024年'])}{whole_act}{whole}{unit}，{mark}{listed}。"
    return Made().say(text, whole, *parts).tie("sum", not spoilt, whole, *parts)


def _total(r: random.Random, spoilt: bool) -> Made:
    parts = [r.randint(20, 9000) for _ in range(r.choice([2, 3]))]
    names = ["行政许可案件", "行政强制案件", "行政检查"][: len(parts)]
    whole = sum(parts) + (r.randint(1, 15) if spoilt else 0)
    listed = "、".join(f"{name}{part}件" for name, part in zip(names, parts, strict=True))
    return Made().say(f"办理{listed}，合计{whole}件。", *parts, whole).tie("sum", not spoilt, whole, *parts)


def _change(r: random.Random, spoilt: bool) -> Made:
    old = r.randint(100, 9000)
    new = r.randint(old + 5, old * 2)
    rate = percent(new - old, old, 1)
    if spoilt:
        rate = f"{Decimal(rate) + 2:f}"
    what = r.choice(["行政执法人员", "人民调解员", "法律服务志愿者"])
    text = f"{what}由{old}名增加到{new}名，{r.choice(['增长', '增幅'])}{rate}%。"
    return Made().say(text, old, new, rate).tie("ratio", not spoilt, old, new, rate)


def _cut(r: random.Random, spoilt: bool) -> Made:
    old = r.randint(120, 900)
    new = r.randint(20, old - 20)
    step = old - new + (r.randint(1, 9) if spoilt else 0)
    return (
        Made()
        .say(f"市级行政许可事项从{old}项精简至{new}项，减少{step}项。", old, new, step)
        .tie("difference", not spoilt, old, new, step)
    )


def _years(r: random.Random, spoilt: bool) -> Made:
    old = r.randint(60, 900)
    new = r.randint(old + 3, old * 2)
    rate = percent(new - old, old, 1)
    if spoilt:
        rate = f"{Decimal(rate) + 2:f}"
    what = r.choice(["受理行政复议案件", "办理行政应诉案件", "办理法律援助案件"])
    return (
        Made()
        .say(f"2022年{what}{old}件，2023年{what}{new}件，同比增长{rate}%。", old, new, rate)
        .tie("ratio", not spoilt, old, new, rate)
    )


def _points(r: random.Random, spoilt: bool) -> Made:
    count = r.randint(3, 5)
    points = ["强化组织领导", "健全制度机制", "加强督促检查", "严格考核评价", "抓好宣传培训"][:count]
    claimed = count - 1 if spoilt else count
    listed = "；".join(f"{n}是{point}" for n, point in zip("一二三四五", points, strict=False))
    word = r.choice([str(claimed), "零一二三四五"[claimed]])
    return Made().say(f"重点抓了{word}项工作：{listed}。", claimed).tie("count", not spoilt, claimed)


def _books(r: random.Random, spoilt: bool) -> Made:
    count = r.randint(2, 4)
    books = "".join(f"《{name}管理办法》" for name in ["养犬", "燃气", "停车", "供水"][:count])
    claimed = count + 1 if spoilt else count
    return Made().say(f"制定政府规章{claimed}部：{books}。", claimed).tie("count", not spoilt, claimed)


def _quiet(r: random.Random, spoilt: bool) -> Made:
    """Figures that stand in no relation; a spoilt one only looks as if it did."""
    a, b, c = (r.randint(5, 5000) for _ in range(3))
    words: list[tuple[str, tuple[object, ...]]] = [
        (f"开展法治宣传活动{a}场次，发放资料{b}余份，接受咨询{c}人次。", (a, b, c)),
        (f"办理人大代表建议{a}件、政协提案{b}件，办复率100%。", (a, b, 100)),
        (f"抽查企业{a}户，归集信息{b}余条，列入异常名录{c}户。", (a, b, c)),
        (f"认真落实“八五”普法规划和“1+6+N”体系，审查合同{a}份，出具意见{b}条。", (a, b)),
        (f"根据《条例》第二十三条和国办发〔2023〕5号文件，2023年3月1日起开展专项行动，检查{a}家（次）。", (a,)),
        (f"“12345”热线接听来电{a}件，7×24小时服务，平均接通时间{r.randint(3, 30)}秒。", (a, None)),
        (f"培训干部{a}人，其中女性{a * 6 // 10}人，党员{a * 8 // 10}人。", (a, a * 6 // 10, a * 8 // 10)),
        (f"罚没款{a}.5万元，同比下降15.6%，挽回损失{b}万元。", (Decimal(f"{a}.5") * 10000, Decimal("15.6"), b * 10000)),
        (f"创建国家级示范村{a}个、省级{b}个，省级以上示范村占比全省第3位。", (a, b)),
    ]  # fmt: skip
    text, figures = r.choice(words)
    made = Made().say(text)
    made.figures = [f"{Decimal(str(f)):f}".removesuffix(".0") if f is not None else "*" for f in figures]
    return made


KINDS: tuple[Callable[[random.Random, bool], Made], ...] = (
    _rate,
    _parts,
    _total,
    _change,
    _cut,
    _years,
    _points,
    _books,
    _quiet,
    _quiet,
)


def paragraphs(count: int, seed: int) -> list[Made]:
    """So many paragraphs; one in four is spoilt."""
    r = random.Random(seed)
    return [r.choice(KINDS)(r, r.random() < 0.25) for _ in range(count)]
