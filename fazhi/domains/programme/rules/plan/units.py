"""Who has to do it: all the ways in which plans name units.

（牵头单位：…；责任单位：…）, （…牵头，…配合）, （…按职责分工负责）, （…负责，排在第一位的部门为牵头部门，下同）, and lines of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_DAN_WEI = r"[单単][ \u3000]?[位住伫佇]"
_BODY = rf"(?:{_DAN_WEI}|部[ ]?门|科[ ]?室|处[ ]?室|主[ ]?体|机[ ]?关)"
LEAD = (
    rf"(?:牵[ ]?头[ ]?(?:责[ ]?任[ ]?)?{_BODY}|主[ ]?[办责][ ]?{_BODY}|第一责任{_BODY}|牵头组织{_BODY}|组织{_BODY}|主要责任{_BODY}|"
    r"主管部门|牵[ ]?头)"
)
SHARE = (
    rf"(?:配[ ]?合[ ]?(?:责任)?{_BODY}|[责貴][ ]?[任仼][ ]?{_BODY}|协[ ]?[办同助][ ]?{_BODY}|参[ ]?[加与][ ]?{_BODY}|落[ ]?实[ ]?{_BODY}|"
    rf"承[ ]?办[ ]?{_BODY}|实[ ]?施[ ]?{_BODY}|完[ ]?成[ ]?{_BODY}|会[ ]?办[ ]?{_BODY}|相关{_BODY}|责[ ]?任|配[ ]?合|承[ ]?办)"
)
_LABEL = re.compile(rf"(?:(?P<lead>{LEAD})|(?P<share>{SHARE}))[ \u3000]*[:：]")
_LIST_ENDS = re.compile(r"[;；。\n】\]〕]|[:：]|完成时限|完成时间|时限|期限")
_CLAUSE_ENDS = re.compile(r"[。\n】\]〕]|[:：]|完成时限|完成时间|时限|期限")
_NEXT_LINE = re.compile(r"[ \u3000]*\n[ \u3000]*(?=[\u4e00-\u9fff])")
_ETC = re.compile(r"等(?:[\u4e00-\u9fff]{0,6}(?:部门|单位|地区|方面|机构))?(?=$|[、，,;；]|和|及|与)")
_EVERY_LEVEL = re.compile(
    r"各(?:自治区|直辖市|街道|[省市县区旗州乡镇委办局盟])(?:、(?:自治区|直辖市|街道|[省市县区旗州乡镇委办局盟])(?![\u4e00-\u9fff]{0,6}局))+"
)
_TOGETHER = "\u2060"
"""Holds 各市、县 together while a list is split."""
_LONE = re.compile(
    r"(?:自治区|国家|省|市|县|区|旗|镇)[\u4e00-\u9fff]{2,12}(?:局|委|办|厅|办公室|委员会|法院|检察院)"
)
_NO_UNIT = re.compile(r"完成$|年底|月底|\d|持续|长期")
_CLEAN = re.compile(r"(?:牵头(?:责任)?|主[办责]|配合(?:责任)?|责任|协[办同助]|参[加与]|落实|承办|实施|完成|会办|组织|相关|第一责任|牵头组织|主要责任)(?:单位|部门|科室|处室|主体|机关)?|主管部门|牵头")  # fmt: skip
_BRACKET = re.compile(
    r"[（(](?P<inside>[^（）()\n]{0,400}(?:[（(][^（）()\n]{0,60}[）)][^（）()\n]{0,400}){0,6})[）)]"
)
_LEADS = re.compile(r"(?:牵头负责|牵头落实|牵头组织|牵头抓总|牵头|主办|为牵头单位|为主)$")
_SHARES = re.compile(
    r"(?:按照?各自职责分工?(?:负责|落实)?|按照?职责分工(?:负责|落实|分别负责)?|按照?分工(?:负责|落实)|按职责(?:负责|落实)|分工负责|分别负责|共同负责|具体负责|"
    r"负责落实|负责实施|组织实施|负责|配合落实|配合|参加|参与|协办|协助|协同|落实|实施|承办)$"
)
_FIRST_LEADS = re.compile(
    r"(?:排|列)在?(?:第一位|首位|最前)[^，。）)]{0,12}牵头|第一(?:个|家)?(?:单位|部门)为牵头"
)
_SUFFIX = r"(?:局|委|办|部|院|署|厅|会|室|中心|政府|部门|公司|队|组|行|团|所|站|处|关|校|台|社|机关|单位|街道|乡镇|镇|乡|区|县|市|庭|联|协|馆|旗|盟|法工委|园)"
_ENDS_AS_UNIT = re.compile(rf"{_SUFFIX}$")


@dataclass
class Named:
    """Who is named in one stretch of text, and what was odd about it. `to` is where the last naming ends."""

    lead: list[str] = field(default_factory=list)
    share: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    odd: list[tuple[int, int, str, str]] = field(default_factory=list)
    open_lists: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, units: list[str], *, leads: bool) -> None:
        target = self.lead if leads else self.share
        target += [unit for unit in units if unit not in target]


def first_leads(text: str) -> bool:
    """Whether the plan says that the unit named first leads."""
    return bool(_FIRST_LEADS.search(text))


def named(text: str, start: int, end: int, *, first_is_lead: bool = False) -> Named:
    """All units named in `text[start:end]`."""
    found = Named()
    covered: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text, start, end):
        inside = bracket["inside"]
        at = bracket.start("inside")
        if _LABEL.search(inside):
            if not _labelled(text, at, bracket.end("inside"), found, ends=_CLAUSE_ENDS):
                continue
        elif _is_list(inside) and _closes(text, bracket.end()):
            found.add(split(inside), leads=False)
            _note_open(inside, at, found)
        elif not _spoken(inside, at, found, first_is_lead=first_is_lead):
            continue
        covered.append(bracket.span())
        found.spans.append(bracket.span())
    for a, b in _outside(start, end, covered):
        if spans := _labelled(text, a, b, found):
            found.spans += spans
    found.spans.sort()
    return found


_PROSE = re.compile(
    rf"(?:^|(?<=[。；;，,：:\n])|由)(?P<unit>[\u4e00-\u9fff]{{2,16}}?{_SUFFIX}(?:、[\u4e00-\u9fff]{{2,16}}?{_SUFFIX}){{0,8}})(?P<verb>牵头|负责|承担)"
)


def in_prose(text: str, start: int, end: int) -> Named:
    """Units that sentences name: 由联合采购办公室负责拟定, 国家医保局承担…职责. `odd` stays empty."""
    found = Named()
    for one in _PROSE.finditer(text, start, end):
        units = split(one["unit"].rpartition("由")[2])
        found.add(units, leads=one["verb"] == "牵头")
    return found


def _outside(start: int, end: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for a, b in covered:
        yield at, a
        at = b
    yield at, end


def _is_list(inside: str) -> bool:
    """Whether brackets hold nothing but names of units: （工信部、应急管理部）, （区司法局）."""
    if _LONE.fullmatch(inside.strip()):
        return True
    words = [re.sub("[（(][^（）()]*[）)]$", "", word.strip()) for word in re.split("[、，,]", inside)]
    return len(words) > 1 and all(2 < len(word) <= 16 and _ENDS_AS_UNIT.search(word) for word in words)


def _closes(text: str, at: int) -> bool:
    """Whether a paragraph ends here."""
    return not text[at : at + 40].split("\n", 1)[0].strip(" 。；;\u3000")


def _labelled(
    text: str, start: int, end: int, found: Named, *, ends: re.Pattern[str] = _LIST_ENDS
) -> list[tuple[int, int]]:
    """牵头单位：A、B；责任单位：C. Gives the stretches that were used."""
    labels = list(_LABEL.finditer(text, start, end))
    spans = []
    for n, label in enumerate(labels):
        word = label["lead"] or label["share"]
        if not _CLEAN.fullmatch(word):
            found.odd.append((label.start(), label.start() + len(word), word, _mended(word)))
        stop = labels[n + 1].start() if n + 1 < len(labels) else end
        # The names may stand on a line of their own.
        begin = label.end()
        if line := _NEXT_LINE.match(text, begin, stop):
            begin = line.end()
        cut = ends.search(text, begin, stop)
        to = cut.start() if cut else stop
        listed = text[begin:to]
        units = split(listed)
        if any(not _ENDS_AS_UNIT.search(u) and len(u) > 25 for u in units):
            continue
        found.add(units, leads=label["lead"] is not None)
        _note_open(listed, begin, found)
        spans.append((label.start(), to))
    return spans


def _mended(word: str) -> str:
    return (
        re.sub(r"[住伫佇]", "位", re.sub(r"\s", "", word))
        .replace("単", "单")
        .replace("仼", "任")
        .replace("貴", "责")
    )


def _spoken(inside: str, at: int, found: Named, *, first_is_lead: bool) -> bool:
    """A、B牵头，C配合; A、B按职责分工负责. Whether it named anybody."""
    clauses = [c for c in re.split(r"[，,；;。]", inside) if c.strip()]
    carried: list[str] = []
    done = False
    for clause in clauses:
        bare = re.sub(r"\s", "", clause).removeprefix("由").removeprefix("并由")
        leads = _LEADS.search(bare)
        shares = None if leads else _SHARES.search(bare)
        if not leads and not shares:
            if bare in {"下同", "以下同"} or _FIRST_LEADS.search(bare) or re.search(r"[。：:]", bare):
                continue
            carried.append(clause)
            continue
        body = bare[: (leads or shares).start()]  # type: ignore[union-attr]
        head, met, rest = body.partition("会同")
        units = [unit for part in carried for unit in split(part)] + split(head)
        carried = []
        if not units and not (met and rest):
            # （牵头负责） says nothing; （，会同B负责） goes on from the clause before.
            continue
        if any(len(unit) > 30 or re.search(r"[《》“”]|的$", unit) for unit in units):
            return done
        found.add(units, leads=bool(leads) or bool(met))
        if met:
            found.add(split(rest), leads=False)
        if not leads and not met and first_is_lead and units:
            found.add(units[:1], leads=True)
        _note_open(body, at, found)
        done = True
    return done


def _note_open(listed: str, at: int, found: Named) -> None:
    word = re.search(r"等(?:各)?(?:有关|相关)?(?:部门|单位|地区|方面|部门和单位)?\s?$", listed)
    if word and word[0].strip():
        found.open_lists.append((at + word.start(), at + word.end(), word[0].strip()))


def split(listed: str) -> list[str]:
    """The units of a list: 区发改委、区商务局和区司法局等有关部门 gives three; 文化和旅游局 stays one."""
    listed = _SHARES.sub("", listed.strip().rstrip("。"))
    listed = re.sub(r"等(?:各)?(?:有关|相关)?(?:部门|单位|地区|方面|部门和单位)?\s?$", "", listed.strip())
    listed = _EVERY_LEVEL.sub(lambda m: m[0].replace("、", _TOGETHER), _ETC.sub("", listed))
    units: list[str] = []
    for part in re.split(r"[、，,；;/\t]", listed):
        for piece in _by_blanks(part.strip(" \u3000：:。.")):
            units += _by_and(re.sub(r"(?<=.)等$", "", piece))
    units = [unit.replace(_TOGETHER, "、") for unit in units]
    return [unit for unit in units if len(unit) > 1 and not _NO_UNIT.search(unit)]


def _by_blanks(part: str) -> list[str]:
    """Split where a blank stands between two whole names; other blanks are faults of scanning and go."""
    words = part.split()
    joined: list[str] = []
    for word in words:
        if joined and not (
            _ENDS_AS_UNIT.search(joined[-1])
            and _ENDS_AS_UNIT.search(word)
            and len(word) > 2
            and len(joined[-1]) > 2
        ):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _by_and(piece: str) -> list[str]:
    units = [""]
    at = 0
    for word in re.finditer(r"以及|和|及|与", piece):
        left, right = units[-1] + piece[at : word.start()], piece[word.end() :]
        if _ENDS_AS_UNIT.search(left) and len(left) > 2 and _ENDS_AS_UNIT.search(right) and len(right) > 1:
            units[-1] = left
            units.append("")
        else:
            units[-1] = left + word[0]
        at = word.end()
    units[-1] += piece[at:]
    return [re.sub(r"\s", "", unit) for unit in units if unit.strip()]


def is_group(unit: str) -> bool:
    """Whether a name stands for several units: 区政府各部门, 各行政执法部门, 有关单位."""
    return bool(re.search(r"各|有关|相关|全体|所有|成员单位|执法部门|行业主管部门", unit))
