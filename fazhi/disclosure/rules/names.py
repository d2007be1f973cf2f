"""Names of natural persons: the surname stays and the rest becomes 某; some names go wholly.

Basis: 《最高人民法院关于人民法院在互联网公布裁判文书的规定》第八条、第九条（参照其隐名方法）
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from fazhi.disclosure.rules.drafts import NamedPerson
from fazhi.disclosure.rules.reading import Reading
from fazhi.disclosure.rules.spots import HIDDEN, MINORS, PERSONAL, Spot
from fazhi.disclosure.vocabulary import Part

# All of two characters, so that they can be written without gaps.
COMPOUND: Final = tuple(
    re.findall(
        "..",
        "欧阳司马上官诸葛司徒东方独孤南宫夏侯皇甫尉迟公孙慕容令狐宇文长孙鲜于闾丘申屠太史淳于单于公冶赫连澹台"
        "宗政濮阳端木公羊轩辕呼延钟离拓跋西门司空百里东郭万俟",
    )
)
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟"
    "卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊"
    "乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛岳柴耿关焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季成霍涂苗裴盛曲瞿路谷"
    "鄂云乌牧那赛蒲卓蔺褚项娄闫郎鲍晁边卞栾蒙阿"
)
WHOLLY: Final = {
    Part.MINOR: ("未成年人信息", MINORS),
    Part.INFORMANT: ("投诉举报人信息", PERSONAL),
    Part.WITNESS: ("证人信息", PERSONAL),
    Part.VICTIM: ("受害人信息", PERSONAL),
}
_LABELS: Final = (
    "法定代表人|主要负责人|负责人|经营者|业主|姓名|联系人|委托代理人|代理人|投诉人|举报人|证人|被询问人|当事人|见证人|监护人"
    "|家属|受害人|被害人|消费者|店主|驾驶员|司机|供货人|销售人|患者|送货人|收货人"
)
_NAME: Final = rf"(?:(?:{'|'.join(COMPOUND)})[一-鿿]{{1,2}}|[{''.join(sorted(SURNAMES))}][一-鿿]{{1,2}}?)"
_AFTER_LABEL: Final = re.compile(
    rf"(?:{_LABELS})\s*(?:[::]|名叫|叫|系|为)\s*({_NAME})(?=$|[^一-鿿]|的|于|在|系|同意|签|陈述|称|说|到场|将|与|和)"
)
_BEFORE_PROOF: Final = re.compile(
    rf"({_NAME})\s*[,(、]?\s*(?:[男女]\s*[,、]|(?:公民)?身份(?:证|证件)?(?:号码|号)?|先生|女士)"
)
# Words that begin with a surname and stand where a name could.
_NO_NAMES: Final = frozenset(
    re.findall(
        "..",
        "应当应该和谐常用成立任何任意许可经营安全马上明知明确白天项目方可方便于是解除单位单独左右申请申辩何人"
        "路边文件章程关于包装向其向本符合高于万元温度成年那里祝愿常住安装安排严重严格全部施工纪律",
    )
)
_MARKS: Final = "甲乙丙丁戊己庚辛壬癸"


def short(name: str) -> str:
    """The name as it may be shown: 张某, 欧阳某, 阿某; a name in Latin letters by its initials."""
    name = name.strip()
    if re.fullmatch(r"[A-Za-z .'\-]+", name):
        return "".join(f"{word[0].upper()}." for word in re.split(r"[ .\-]+", name) if word)
    surname = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    return f"{surname}某"


def shown_as(persons: Iterable[NamedPerson]) -> dict[str, str]:
    """How each named person appears: two whose names shorten alike are told apart as 张某甲, 张某乙."""
    shown: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for person in persons:
        name = person.name.strip()
        if not name or name in shown:
            continue
        if person.part in WHOLLY:
            shown[name] = HIDDEN
        else:
            shown[name] = short(name)
            alike.setdefault(shown[name], []).append(name)
    for names in alike.values():
        if len(names) > 1:
            for name, mark in zip(names, _marks(), strict=False):
                shown[name] += mark
    return shown


def _marks() -> Iterator[str]:
    yield from _MARKS
    yield from (a + b for a, b in product(_MARKS, _MARKS))


def known(reading: Reading, persons: Sequence[NamedPerson], shown: Mapping[str, str]) -> Iterator[Spot]:
    """Every occurrence of a named person, also with gaps between the characters."""
    for person in sorted(persons, key=lambda p: -len(p.name)):
        name = re.sub(r"\s+", "", person.name)
        if len(name) < 2:
            continue
        # Letters may be written in either case; a Latin name inside a longer word is another word.
        edge = r"(?<![A-Za-z])", r"(?![A-Za-z])"
        body = r"[\s·•・.]*".join(re.escape(c) for c in re.sub(r"[·•・.]", "", name))
        pattern = f"{edge[0]}{body}{edge[1]}" if name.isascii() else body
        what, basis = WHOLLY.get(person.part, ("自然人姓名", PERSONAL))
        for match in re.finditer(pattern, reading.plain, re.IGNORECASE):
            yield Spot(*reading.span(*match.span()), what, basis, shown[person.name.strip()])


def guessed(reading: Reading) -> Iterator[Spot]:
    """Names that nobody listed: behind a label such as 联系人, or before a sex, a card number or a form of address."""
    for pattern in (_AFTER_LABEL, _BEFORE_PROOF):
        for match in pattern.finditer(reading.plain):
            name = match[1]
            if name[-1] == "某" or "某" in name or name[:2] in _NO_NAMES:
                continue
            yield Spot(*reading.span(*match.span(1)), "自然人姓名", PERSONAL, short(name))
