"""Sentences whose citations are known because they are made from the library, in many forms, with falsehoods among them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.numerals import to_chinese
from fazhi.law import library
from fazhi.law.citing import elsewhere
from fazhi.law.library import LawFacts
from fazhi.law.vocabulary import EditionStatus

# (law without the state's name, article) and whether there is such an article in force.
Answer = tuple[str, str, bool]
_STATE = "中华人民共和国"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ALIASES = {
    "民事诉讼法": "民诉法",
    "刑事诉讼法": "刑诉法",
    "行政诉讼法": "行诉法",
    "消费者权益保护法": "消保法",
    "个人信息保护法": "个保法",
    "道路交通安全法": "道交法",
    "企业破产法": "破产法",
    "网络安全法": "网安法",
    "未成年人保护法": "未保法",
    "食品安全法": "食安法",
}
_INVENTED = (
    "彩票管理法",
    "行政执法程序法",
    "虚假宣传防治法",
    "城市犬只管理法",
    "公共停车法",
    "民间金融促进法",
    "行政裁决法",
    "数字政府法",
)
_NOTHING = (
    "会议研究了三项工作，提出五条措施，办法总比困难多。",
    "他讲授刑法学和公司法人治理，合同法律关系是其中的重点。",
    "双方依照合同第三条的约定履行，协议第五条另有安排。",
    "请持《营业执照》和《居民身份证》到第二项目部办理。",
    "按照有关规定和办案方法，执法人员应当依法、依规办理。",
    "《人民日报》第三版报道了第一条轨道交通线路开通的消息。",
)
_LEADS = ("依照", "根据", "违反", "当事人的行为符合", "人民法院认为，依据", "执法机关按照")
_TAILS = ("的规定", "作出决定", "处理", "，应当承担责任", "之规定")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its form, and the articles it cites."""

    form: str
    text: str
    answers: frozenset[Answer]


def cases(count: int, day: date, *, seed: int = 20261122) -> list[Case]:
    """`count` sentences, every form equally often, the same at every run."""
    draw = random.Random(seed)
    makers = _Makers(draw, day)
    return [makers.make(n) for n in range(count)]


class _Makers:
    def __init__(self, draw: random.Random, day: date) -> None:
        self.draw = draw
        held = {law.id: law for law in library.current().laws.values()}
        self.laws: list[tuple[LawFacts, list[str]]] = []
        for law in held.values():
            edition = law.edition_on(day)
            if edition is None or law.level != "law":
                continue
            if edition.status(day) is not EditionStatus.IN_FORCE and law.key != "刑法":
                continue
            numbers = sorted(n for n in edition.numbers if n.isdecimal() or ("-" in n and n[0].isdigit()))
            if len(numbers) >= 20 and "〈" not in law.key:
                self.laws.append((law, numbers))
        self.laws.sort(key=lambda one: one[0].key)
        self.named = {law.key: (law, numbers) for law, numbers in self.laws}
        # 工会法 of 1950 was repealed by the law of the same name that is in force.
        in_force = {law.key for law in held.values() if law.edition_on(day)}
        self.repealed = sorted(
            name
            for name, one in elsewhere.current().repeals.items()
            if name.endswith("法") and one.day <= day and name not in in_force
        )
        self.forms: dict[str, Callable[[], tuple[str, set[Answer]]]] = {
            "全称": lambda: self._one(lambda law: f"《{law.title}》"),
            "简称": lambda: self._one(lambda law: f"《{law.key}》"),
            "无书名号": lambda: self._one(lambda law: law.key),
            "无书名号全称": lambda: self._one(lambda law: law.title),
            "阿拉伯数字": lambda: self._one(lambda law: f"《{law.key}》", str),
            "全角数字": lambda: self._one(
                lambda law: f"《{law.key}》", lambda n: str(n).translate(_FULL_WIDTH)
            ),
            "列举": self._list,
            "范围": self._range,
            "多部法律": self._several,
            "俗称": self._alias,
            "文中简称": self._given,
            "该法同法": self._same,
            "带版本": lambda: self._one(lambda law: f"《{law.key}》（{self._year(law, day)}年修订）"),
            "条文之款项": self._deep,
            "之一": self._inserted,
            "没有的条": self._false_article,
            "没有的法律": self._false_law,
            "已废止的法律": self._repealed,
            "没有引用": lambda: (self.draw.choice(_NOTHING), set()),
        }

    def make(self, n: int) -> Case:
        forms = list(self.forms)
        form = forms[n % len(forms)]
        text, answers = self.forms[form]()
        if answers:
            text = f"{self.draw.choice(_LEADS)}{text}{self.draw.choice(_TAILS)}。"
        return Case(form, text, frozenset(answers))

    def _law(self) -> tuple[LawFacts, list[str]]:
        return self.draw.choice(self.laws)

    def _whole(self) -> tuple[LawFacts, int]:
        law, numbers = self._law()
        return law, int(self.draw.choice([n for n in numbers if n.isdecimal()]))

    def _one(
        self, name: Callable[[LawFacts], str], say: Callable[[int], str] = to_chinese
    ) -> tuple[str, set[Answer]]:
        law, number = self._whole()
        return f"{name(law)}第{say(number)}条", {(law.key, str(number), True)}

    def _year(self, law: LawFacts, day: date) -> int:
        edition = law.edition_on(day)
        return edition.adopted_on.year if edition else day.year

    def _list(self) -> tuple[str, set[Answer]]:
        law, numbers = self._law()
        those = self.draw.sample([int(n) for n in numbers if n.isdecimal()], 3)
        first, second, third = (f"第{to_chinese(n)}条" for n in those)
        return f"《{law.key}》{first}、{second}和{third}", {(law.key, str(n), True) for n in those}

    def _range(self) -> tuple[str, set[Answer]]:
        law, numbers = self._law()
        start = self.draw.randrange(1, len([n for n in numbers if n.isdecimal()]) - 6)
        end = start + self.draw.randrange(2, 5)
        held = {
            n for n in numbers if start <= int(n.partition("-")[0]) <= end and not (n.startswith(f"{end}-"))
        }
        return f"《{law.key}》第{to_chinese(start)}条至第{to_chinese(end)}条", {
            (law.key, n, True) for n in held | {str(start), str(end)}
        }

    def _several(self) -> tuple[str, set[Answer]]:
        (law, first), (other, second) = self._whole(), self._whole()
        return f"《{law.title}》第{to_chinese(first)}条和{other.key}第{to_chinese(second)}条", {
            (law.key, str(first), True),
            (other.key, str(second), True),
        }

    def _alias(self) -> tuple[str, set[Answer]]:
        key = self.draw.choice([key for key in sorted(_ALIASES) if key in self.named])
        number = int(self.draw.choice([n for n in self.named[key][1] if n.isdecimal()]))
        marks = self.draw.choice(("《{}》", "{}"))
        return f"{marks.format(_ALIASES[key])}第{to_chinese(number)}条", {(key, str(number), True)}

    def _given(self) -> tuple[str, set[Answer]]:
        law, first = self._whole()
        return f"《{law.title}》（以下简称《新规》）的精神，《新规》第{to_chinese(first)}条", {
            (law.key, str(first), True)
        }

    def _same(self) -> tuple[str, set[Answer]]:
        law, numbers = self._law()
        first, second = self.draw.sample([int(n) for n in numbers if n.isdecimal()], 2)
        word = self.draw.choice(("该法", "同法"))
        return f"《{law.key}》第{to_chinese(first)}条、{word}第{to_chinese(second)}条", {
            (law.key, str(n), True) for n in (first, second)
        }

    def _deep(self) -> tuple[str, set[Answer]]:
        law, number = self._whole()
        return f"{law.key}第{to_chinese(number)}条第一款", {(law.key, str(number), True)}

    def _inserted(self) -> tuple[str, set[Answer]]:
        law, numbers = self.named["刑法"]
        root, _, nth = self.draw.choice([n for n in numbers if n.count("-") == 1]).partition("-")
        text = f"《刑法》第{to_chinese(int(root))}条之{to_chinese(int(nth))}"
        return text, {(law.key, f"{root}-{nth}", True)}

    def _false_article(self) -> tuple[str, set[Answer]]:
        law, numbers = self._law()
        number = max(int(n.partition("-")[0]) for n in numbers) + self.draw.randrange(1, 60)
        return f"《{law.key}》第{to_chinese(number)}条", {(law.key, str(number), False)}

    def _false_law(self) -> tuple[str, set[Answer]]:
        name, number = self.draw.choice(_INVENTED), self.draw.randrange(1, 80)
        return f"《{_STATE}{name}》第{to_chinese(number)}条", {(name, str(number), False)}

    def _repealed(self) -> tuple[str, set[Answer]]:
        name, number = self.draw.choice(self.repealed), self.draw.randrange(1, 30)
        return f"《{name}》第{to_chinese(number)}条", {(name, str(number), False)}
