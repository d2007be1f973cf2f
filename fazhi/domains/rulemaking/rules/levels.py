"""What a text is, told by its head, its names for itself and its numbers."""

import re

from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import Kind, Structure

_HEAD = 3000
_LAW = re.compile(
    r"(?:主席令|全国人民代表大会(?:常务委员会)?[^。\n]{0,40}(?:通过|修正|修订)|全国人大常委会[^。\n]{0,30}通过)"
)
_COURT = re.compile(r"最高人民(?:法院|检察院)")
_STATE = re.compile(
    r"国务院令|国令第|国务院[^。\n]{0,30}(?:常务会议)?(?:通过|公布|批准)|(?:^|\s)国(?:办)?(?:发|函)(?:明电)?〔|国务院关于|国务院办公厅关于"
)
_LOCAL = re.compile(
    r"[省市区州县旗][^。\n]{0,30}人民代表大会(?:常务委员会|及其常务委员会)?[^。\n]{0,40}(?:通过|批准|修正|修订|公布)|人民代表大会常务委员会公告|人大常委会[^。\n]{0,30}(?:通过|公告)"
)
_RULE = re.compile(
    r"(?:部|委员会|总局|局|署|行|政府|厅|会)令[^。\n]{0,6}(?:第|〔)?\s*[0-9一二三四五六七八九十百]+|令第\s*[0-9一二三四五六七八九十百]+\s*号|(?:部门|政府)规章|(?:部|总局|署)[^。\n]{0,16}(?:部务|局务|委务|署务)会议[^。\n]{0,10}通过"
)
_NUMBER = re.compile(r"[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\])）】]\s*\d+\s*号")
_PLACE = re.compile(r"^[一-鿿]{1,12}?(?:省|自治区|自治州|市|州|盟|县|区|旗|镇|乡|街道|开发区|高新区)")
_SELF = re.compile(
    r"本(法|条例|解释|办法|规定|细则|通知|意见|措施|方案|规则|通告|公告|决定|政策|标准|制度)(?!律|定|院|人|官|规(?!定)|系|治)"
)
_PLACE_SELF = re.compile(r"本(?:省|自治区|市|州|盟|县|区|旗|镇|乡)(?!级|长|政)|我(?:省|市|县|区|旗|镇|州)")
_NATIONWIDE = re.compile(
    r"国务院[^。，]{0,16}部门|公安部|公安机关交通管理部门|全国统一|各省、自治区、直辖市|国家[^。，]{0,12}(?:总局|部|局)|全国范围|县级以上(?:地方)?(?:各级)?(?:人民政府|[^。，]{0,12}部门)|设区的市级以上"
)


def level_of(structure: Structure) -> Level:
    """The kind of a text. A text that shows nothing is taken for the lowest kind, which may order least."""
    head = structure.text[:_HEAD]
    titles = [structure.own(node) for node in structure.of_kind(Kind.TITLE)][:6]
    title = "".join(titles[:1])
    if _COURT.search(head[:600]) and re.search(r"解释|规定|批复|意见|决定|纪要|通知", title or head[:400]):
        return Level.LAW
    if any(_NUMBER.search(structure.own(node)) for node in structure.of_kind(Kind.DOCUMENT_NUMBER)):
        return Level.REGULATION if _STATE.search(head) else Level.DOCUMENT
    if any("关于印发" in one or one.endswith(("的通知", "的通告", "的公告")) for one in titles):
        return Level.REGULATION if re.match(r"国务院", title) else Level.DOCUMENT
    return _by_history(head, title) or _by_itself(structure.text, title)


def _by_history(head: str, title: str) -> Level | None:
    if _LAW.search(head) and not _PLACE.match(title):
        return Level.LAW
    if _LOCAL.search(head[:1500]):
        return Level.LOCAL_REGULATION
    if _STATE.search(head[:1500]):
        return Level.REGULATION
    if _RULE.search(head[:1500]):
        return Level.RULE
    return None


def _by_itself(text: str, title: str) -> Level:
    counts: dict[str, int] = {}
    for match in _SELF.finditer(text[:200_000]):
        counts[match[1]] = counts.get(match[1], 0) + 1
    name = max(counts, key=lambda one: counts[one]) if counts else ""
    local = bool(_PLACE.match(title)) or bool(_PLACE_SELF.search(text[:20_000]))
    bare = re.sub(r"[（(][^）)]*[）)]$", "", title)
    if name == "法" or (re.search(r"(?:法|法典)$", bare) and not bare.endswith(("办法", "方法"))):
        return Level.LAW
    if name == "解释" and bare.endswith("解释"):
        return Level.LAW
    if name == "条例" or bare.endswith("条例"):
        return Level.LOCAL_REGULATION if local else Level.REGULATION
    if re.search(r"实施《[^》]*(?:法|条例)》(?:的)?办法|实施[^，。]{2,20}法办法", title):
        return Level.LOCAL_REGULATION
    if not local and name in ("办法", "规定", "细则", "规则") and _NATIONWIDE.search(text[:60_000]):
        return Level.RULE
    return Level.DOCUMENT
