"""What excuses a sentence that looks like a fault: it forbids it, quotes it, defines it, repeats a statute."""

import re
from functools import cache
from itertools import pairwise

from fazhi.domains.rulemaking.rules.lexicon import expression
from fazhi.domains.rulemaking.rules.sentences import Sentence, segment

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
# 限制外地经营者的做法: a name for what is looked for elsewhere.
_NAMED_AFTER = re.compile(
    r"[^，。；]{0,10}(?:的|等)(?:各类|各种|相关|有关|一切|不合理)?(?:政策|措施|做法|行为|规定|问题|内容|情形|情况|现象|文件|条款|壁垒|案件|线索)(?!执行|办理)"
)
_DEFINES = re.compile(r"(?:所称|所指|本办法中|以下统?简?称)[^。；]{0,60}(?:是指|包括|系指|指|统称|简称)|是指")
_DOUBLE = re.compile(
    r"(?:限制|排斥|歧视|拒绝|阻碍|排除|强制|要求|限定|指定|设置|设定|收取|以|对|向|将|把|因)"
)


@cache
def _words(slot: str) -> re.Pattern[str]:
    return expression(f"{{{slot}}}")


def is_negated(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is forbidden, undone or denied rather than ordered.

    不得, 禁止 reach over commas to the end of the sentence, unless something new begins: 否则, 违者, or a part of the
    sentence that has a modal of its own. 清理, 防止, 规范 and the like reach within their part only.
    """
    words = sentence.words
    left, _ = segment(words, start, start)
    if _words("弱否").search(words, left, start) and not _words("不断").search(words, left, start):
        return True
    for match in _words("否").finditer(words, 0, start):
        between = words[match.end() : start]
        if match.start() >= left:
            if _words("不断").search(between) is None or _DOUBLE.match(between):
                return True
        elif not _words("不断").search(between) and not _words("情态").search(words, left, end):
            return True
    inner = sentence.before.rpartition("：")[0]
    return any(
        _LISTS_FORBIDDEN.search(lead) for lead in (sentence.lead, inner + "：" if inner else "") if lead
    )


def is_forbidden_within(sentence: Sentence, parts: tuple[tuple[int, int], ...]) -> bool:
    """Whether a prohibition stands between two parts of a match and belongs to none: 协会不得组织企业统一价格."""
    words = sentence.words
    for (_, end), (start, _) in pairwise(parts):
        for match in _words("否").finditer(words, end, start):
            between = words[match.end() : start]
            if "，" not in between and not _words("不断").search(between):
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


def is_named(sentence: Sentence, end: int) -> bool:
    """Whether the words are only a name: 限制外地经营者的政策措施."""
    return bool(_NAMED_AFTER.match(sentence.words, end))


def is_quoted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words stand within quotation marks."""
    return any((a < start and end < b) or (a <= start and end <= b) for a, b in sentence.quotes)


def is_definition(sentence: Sentence, start: int) -> bool:
    """Whether a definition leads to the words."""
    return bool(_DEFINES.search(sentence.words[:start]))


def is_lawful(sentence: Sentence) -> bool:
    """Whether the full sentence rests on a named law, or on 依法, 依照."""
    return bool(_words("依法").search(sentence.context))
