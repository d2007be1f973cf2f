"""References of a text to itself: 本办法第九条, 前款, 附件3. Articles of other laws are the citation check's work."""

import re
from collections.abc import Iterator

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.specs import made
from fazhi.kernel.numerals import article_label, from_chinese, to_chinese
from fazhi.kernel.structure import Kind, Node, Structure
from fazhi.kernel.structure.renumber import own_references

_N = "[一二三四五六七八九十百千零〇0-9]{1,6}"
_TAIL = re.compile(rf"(?:第(?P<p>{_N})款)?(?:第[（(]?(?P<i>{_N})[）)]?项)?")
_BARE = re.compile(
    rf"(?:违反|依照|按照|根据|符合|适用|具有|有|执行|参照|属于|前述|上述|由|除)(?P<ref>第(?P<n>{_N})条(?:之[一二三四五六七八九十]+)?)"
)
_OTHER_LAW = re.compile(r"《|[法典例]第|该法|同法|上述法律|所列法|原")
_BEFORE = re.compile(
    r"(?P<what>前款|前条|前项|前两款|前三款|前两条|前三条)(?=规定|所列|行为|情形|所称|的|第|、|，|和|所述|中)"
)
_ANNEX = re.compile(
    r"(?:见|按照?|依照|详见|参照|填写|提交|附)?[（(《]?(?P<ref>附件\s?(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3}))(?![0-9：:])"
)
_CHAPTER = re.compile(
    rf"本(?:办法|规定|细则|条例|法|规则|制度|措施|方案|意见)(?P<ref>第(?P<n>{_N})(?P<unit>[章编节]))"
)
_THIS = re.compile(
    rf"本条(?P<ref>第(?P<p>{_N})款|第[（(]?(?P<i>{_N})[）)]?项)(?P<more>第[（(]?(?P<i2>{_N})[）)]?项)?"
)
_SUBJECT = re.compile(
    r"(?:规定|所列|明确)的(?P<what>[一-鿿]{2,10}?)(?=的|，|。|；|、|进行|执行|办理|实施|确定|予以|处理|给予|处以|计算|缴纳|提交|申请|和|或|后|时)"
)
# Words so general that any article may be said to provide them.
_GENERAL = re.compile(
    r"行为|情形|条件|程序|要求|规定|事项|义务|职责|范围|内容|方式|原则|措施|期限|处罚|标准|材料|权限|时间|人员|单位|活动|任务|方法|制度|其他|以外|有关|相关|情况|机关|部门|组织|企业|种类|对象|项目|产品|物品|区域|资料|文件|责任|办法"
)


def check(structure: Structure) -> Iterator[Finding]:
    """References that lead nowhere, to themselves, or to an article that says nothing of the kind."""
    homes = [_articles(division) for division in structure.divisions()]
    taken: set[int] = set()
    for start, end, number, division in own_references(structure):
        home = homes[division] if division < len(homes) else {}
        home = home or next((one for one in homes if one), {})
        if not home:
            continue
        taken.add(start)
        yield from _article(structure, home, start, end, number)
    yield from _bare(structure, homes, taken)
    yield from _near(structure)
    yield from _chapters(structure)
    yield from _annexes(structure)


def _articles(division: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in division:
        if node.kind is Kind.ARTICLE:
            found.setdefault(node.number, node)
    return found


def _is_whole(home: dict[str, Node]) -> bool:
    """Whether the division is a whole text: an extract cannot tell what is missing."""
    return "1" in home


def _article(
    structure: Structure, home: dict[str, Node], start: int, end: int, number: str
) -> Iterator[Finding]:
    if not _is_whole(home):
        return
    tail = _TAIL.match(structure.text, end)
    assert tail is not None
    article = home.get(number)
    if article is None:
        yield made(structure, "reference.dangling", start, end, f"本文没有{article_label(number)}。")
        return
    missing = _missing_part(structure, article, tail["p"], tail["i"])
    if missing:
        yield made(
            structure, "reference.dangling", start, tail.end(), f"{article_label(number)}没有{missing}。"
        )
        return
    node = structure.at(start)
    here = structure.article_of(node) if node else None
    if here is not None and here.index == article.index and not (tail["p"] or tail["i"]):
        yield made(structure, "reference.self", start, end)
        return
    yield from _contradiction(structure, article, start, tail.end())


def _missing_part(structure: Structure, article: Node, paragraph: str | None, item: str | None) -> str:
    paragraphs = [node for node in structure.children(article) if node.kind is Kind.PARAGRAPH]
    items = [node for node in structure.below(article) if node.kind is Kind.ITEM]
    if paragraph:
        n = _read(paragraph)
        if n > len(paragraphs):
            return f"第{to_chinese(n)}款"
        items = [node for node in items if node.parent == paragraphs[n - 1].index] if n else items
    if item:
        n = _read(item)
        inline = re.search(rf"[（(](?:{to_chinese(n)}|{n})[）)]", structure.whole(article))
        if n and not any(node.ordinal == n for node in items) and not inline:
            return f"第{to_chinese(n)}项"
    return ""


def _read(printed: str) -> int:
    try:
        return from_chinese(printed)
    except ValueError:
        return 0


def _contradiction(structure: Structure, article: Node, start: int, end: int) -> Iterator[Finding]:
    """第七条规定的听证期限, where the seventh article says nothing of any hearing."""
    match = _SUBJECT.match(structure.text, end)
    if match is None:
        return
    core = _GENERAL.sub("", match["what"])
    whole = structure.whole(article)
    if (
        len(core) >= 3
        and not re.search("[不由之除]", core)
        and not any(core[i : i + 2] in whole for i in range(len(core) - 1))
    ):
        yield made(
            structure, "reference.contradictory", start, match.end(),
            f"{article_label(article.number)}没有关于“{match['what']}”的内容。",
        )  # fmt: skip


def _bare(structure: Structure, homes: list[dict[str, Node]], taken: set[int]) -> Iterator[Finding]:
    text = structure.text
    for match in _BARE.finditer(text):
        start, end = match.span("ref")
        if start in taken:
            continue
        left = max(text.rfind(mark, max(0, start - 200), start) for mark in "。\n")
        if _OTHER_LAW.search(text[max(left, start - 200, 0) : start]):
            continue
        node = structure.at(start)
        home = homes[node.division] if node and node.division < len(homes) else {}
        number = str(_read(match["n"]))
        if home and _is_whole(home) and "之" not in match["ref"] and number not in home and number != "0":
            yield made(structure, "reference.dangling", start, end, f"本文没有{match['ref']}。")


def _near(structure: Structure) -> Iterator[Finding]:
    for node in structure.nodes:
        if node.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        article = structure.article_of(node)
        if article is None:
            continue
        body = structure.words(node)
        for match in _BEFORE.finditer(body):
            if _leads_nowhere(structure, node, article, match["what"]):
                start = node.body + match.start("what")
                yield made(
                    structure,
                    "reference.dangling",
                    start,
                    start + len(match["what"]),
                    f"此处没有{match['what']}。",
                )
        for match in _THIS.finditer(body):
            missing = _missing_part(structure, article, match["p"], match["i"] or match["i2"])
            if missing:
                start = node.body + match.start()
                yield made(
                    structure, "reference.dangling", start, node.body + match.end(), f"本条没有{missing}。"
                )


def _leads_nowhere(structure: Structure, node: Node, article: Node, what: str) -> bool:
    paragraph = node
    while paragraph.kind is not Kind.PARAGRAPH and paragraph.parent >= 0:
        paragraph = structure.nodes[paragraph.parent]
    if what.endswith("款"):
        needed = {"前款": 1, "前两款": 2, "前三款": 3}[what]
        # An item may speak of the paragraph it hangs on.
        return node.kind is Kind.PARAGRAPH and paragraph.ordinal <= needed
    if what.endswith("条"):
        return article.ordinal <= {"前条": 1, "前两条": 2, "前三条": 3}[what]
    return node.kind is Kind.ITEM and node.ordinal == 1


def _chapters(structure: Structure) -> Iterator[Finding]:
    units = {"章": Kind.CHAPTER, "编": Kind.PART, "节": Kind.SECTION}
    held = {unit: {node.ordinal for node in structure.of_kind(kind)} for unit, kind in units.items()}
    for match in _CHAPTER.finditer(structure.text):
        numbers = held[match["unit"]]
        if 1 in numbers and _read(match["n"]) not in numbers:
            yield made(structure, "reference.dangling", *match.span("ref"), f"本文没有{match['ref']}。")


def _annexes(structure: Structure) -> Iterator[Finding]:
    held = {node.ordinal for node in structure.of_kind(Kind.ANNEX)}
    for node in structure.of_kind(Kind.ANNEX_NOTE):
        held.update(int(n) for n in re.findall(r"(?<![0-9])([0-9]{1,2})[.．、]", structure.own(node)))
        held.add(1)
        # The names of further annexes stand on lines of their own.
        for later in structure.nodes[node.index + 1 : node.index + 30]:
            if later.kind not in (Kind.HEADING, Kind.ITEM, Kind.SUB_ITEM) or later.level < 3:
                break
            held.add(later.ordinal)
    if not held:
        return
    unnumbered = held == {0}
    for match in _ANNEX.finditer(structure.text):
        here = structure.at(match.start("ref"))
        if here is None or here.kind in (Kind.ANNEX, Kind.ANNEX_NOTE, Kind.TITLE):
            continue
        n = _read(match["n"])
        if n and n not in held and not (unnumbered and n == 1):
            yield made(structure, "reference.dangling", *match.span("ref"), f"没有附件{n}。")
