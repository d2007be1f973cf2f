"""What excuses a sentence that looks like a fault: it forbids it, quotes it, defines it, repeats a statute."""

import re
from functools import cache

from fazhi.domains.rulemaking.rules.lexicon import expression
from fazhi.domains.rulemaking.rules.sentences import Sentence

_LISTS_FORBIDDEN = re.compile(
    r"(?:不得|不准|不允许|禁止|严禁|不能|不应|杜绝|防止|纠正|清理|取消|避免|整治|查处|打击|废止|重点审查|审查)[^。]{0,60}"
    r"(?:下列|以下|如下|下述)|(?:下列|以下|如下)[^。]{0,30}(?:不得|禁止|严禁|无效|不予|应当(?:停止|清理|纠正|修改|废止))"
)
_LISTS_OFFENCES = re.compile(
    r"(?:下列|以下|如下)[^。]{0,16}(?:情形|行为|情况|问题)[^。]{0,10}(?:之一)?[^。]{0,80}"
    r"(?:责令|处分|处罚|追究|问责|罚款|给予|依法|处理|约谈|通报|查处|纠正|举报|投诉)"
)
# The condition of a liability: 行政机关限定……的，由……责令改正 tells of an offence and orders nothing of the kind.
_OFFENCE_AFTER = re.compile(r"[^，。；]{0,40}的，(?:由|责令|依法|给予|处|依照|对|视|移送|应当承担|追究|予以)")
_OFFICIAL = re.compile(
    r"行政机关|政府|部门|起草单位|工作人员|采购人|招标人|采购单位|任何单位|制定机关|代理机构|机关"
)
_DEFINES = re.compile(r"(?:所称|所指|本办法中|以下统?简?称)[^。；]{0,60}(?:是指|包括|系指|指|统称|简称)|是指")
_ASKS = re.compile(r"(?:举报|投诉|受理|调查|查实|反映|核查|审查|检查)[^。；]{0,40}$")
_DOUBLE = re.compile(r"(?:限制|排斥|歧视|拒绝|阻碍|排除|强制|要求|限定|指定|设置|设定|收取|以)")


@cache
def _negators() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return expression("{否}"), expression("{不断}"), expression("{依法}")


def is_negated(sentence: Sentence, start: int) -> bool:
    """Whether what begins at `start` is forbidden, undone or denied rather than ordered.

    A negation reaches to the end of its sentence unless something new begins before: 否则, 违者, 应当, 由 ….
    """
    no, breaks, _ = _negators()
    head = sentence.words[:start]
    for match in no.finditer(head):
        between = head[match.end() :]
        broken = breaks.search(between)
        if broken is None or (_DOUBLE.match(between) and (broken.start() < 3 or "，" not in between)):
            return True
    inner = sentence.before.rpartition("：")[0]
    for lead in (sentence.lead, inner + "：" if inner else ""):
        if lead and _LISTS_FORBIDDEN.search(lead):
            return True
    return False


def is_offence(sentence: Sentence, end: int) -> bool:
    """Whether the words up to `end` only describe what is punished."""
    if sentence.lead and _LISTS_OFFENCES.search(sentence.lead):
        return True
    inner = sentence.before.rpartition("：")[0]
    if inner and _LISTS_OFFENCES.search(inner):
        return True
    return bool(_OFFENCE_AFTER.match(sentence.words, end) and _OFFICIAL.search(sentence.words[:end]))


def is_quoted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words stand within quotation marks."""
    return any((a < start and end < b) or (a <= start and end <= b) for a, b in sentence.quotes)


def is_definition(sentence: Sentence, start: int) -> bool:
    """Whether a definition leads to the words."""
    return bool(_DEFINES.search(sentence.words[:start]))


def is_lawful(sentence: Sentence) -> bool:
    """Whether the full sentence rests on a named law, or on 依法, 依照."""
    _, _, lawful = _negators()
    return bool(lawful.search(sentence.context))
