"""The words around citations: which kinds of text there are, what may stand before and after a name."""

import re

from fazhi.law.citing.characters import NUMERAL

KINDS = "法典|法|条例|办法|规定|细则|规则|解释|决定|规程|准则|章程|规范|通则|意见|通知|批复|公约"

# Titles that name a norm or an official paper; certificates, forms, newspapers and contracts do not.
NORM = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|规则|解释|决定|决议|规程|准则|规范|通则|总则|修正案|安排|批复|意见|通知|公告|通告|纲要|方案|公约|协定|条约|议定书"
    r"|章程|令|标准|要求|指引|制度|基准|规划|复函|答复|会议纪要)(?:\([^()]{1,30}\))*$"
)
NOT_A_NORM = re.compile(
    r"(?:方法|做法|看法|说法|想法|书法|手法|用法|语法|算法|疗法|魔法|决定书|通知书|合同法学|规划图)$"
)

# What turns the end of a name into the middle of another word: 公司法人, 刑法学, 合同法律.
LONGER = re.compile(
    r" ?的?(?:实施|施行)(?:条例|细则|办法|规定|意见)(?:\([^()]{1,4}\))?"
    r"|(?:若干问题的?)?(?:司法|立法)?解释(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十](?![条款项]))?|修正案(?:\([一二三四五六七八九十]{1,3}\))?"
    r"|\((?:草案|征求意见稿|送审稿|修订草案)[^()]{0,8}\)|(?:修订)?草案|征求意见稿|暂行条例|释义"
)
_GOOD_BEFORE = frozenset(
    "依照据按反用合于成犯和与及或的是对为由在以守行施从即如除将给向就到自旧新原现了过引见经使让涉违订参遵循执履本并有无非据凭靠触以"
)
_FOREIGN_BEFORE = re.compile(
    r"(?:外国|国外|德国|美国|英国|法国|日本|韩国|俄罗斯|台湾地区|台湾|香港|澳门|国际|比较|罗马|古代|军事)$"
)
PLACE_MARKS = "省区市州盟县旗"
PLACE_BEFORE = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:省|自治区|市|自治州|州|盟|县|旗|区))$")

# Words that may stand right before a name or a document number and are no part of it.
LEADING = re.compile(
    r"^.*(?:依照|依据|根据|按照|遵照|遵守|参照|比照|对照|适用|援引|引用|违反|符合|属于|构成|触犯|执行|贯彻|落实|印发|下发|转发|修改|废止|制定|公布|发布"
    r"|以及|或者|并且|关于|对于|其中|包括|除了|认为|规定的|适用的|作出的|所称|由于|因为|认定为|视为|作为|当事人以|现行|我国|有关|相关|[年月日]|的)(?=.)",
    re.DOTALL,
)
_LEADING_ONE = "以按依据和与及或在由为即如对将用是见经从且又了后前上中下新原旧、，"

FILL = re.compile(
    rf" ?(?:中的|里的|规定的|[的中之内里])? ?(?:(?:总则|分则|附则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?(?:第{NUMERAL}(?:分编|章|节))?(?:中的|的|中)?)?"
    rf"(?:第{NUMERAL}(?:分编|编|章|节)[^第，。；、！？\n《》〈〉()“”]{{0,16}}+){{0,4}}(?:[、和](?=第{NUMERAL}条))? ?”? ?"
)


def inside_longer_word(text: str, start: int, end: int) -> bool:
    """Whether a name found without book marks only begins or ends another word there."""
    if text[end - 1] == "法" and (after := text[end : end + 2]):
        if after[0] in "律学院庭官令则医师务系盲宝警器子例案治":
            return True
        if (
            after[0] in "规制定人理条"
            and after not in ("规定", "规范", "制定", "人民", "理应", "定义")
            and not (after[0] == "条" and after[1:] == "第")
        ):
            return True
    return bool(_FOREIGN_BEFORE.search(text, max(0, start - 4), start))


def stands_free(text: str, start: int) -> bool:
    """Whether what comes before lets a name begin here: the line's start, a mark, or a word that takes a law."""
    if start == 0:
        return True
    before = text[start - 1]
    return before in _GOOD_BEFORE or not ("\u4e00" <= before <= "\u9fff" or before.isalnum())


def without_lead(text: str) -> str:
    """A run of characters before a mark, without the function words at its head: 根据国办发 gives 国办发."""
    if (state := text.rfind("中华人民共和国")) >= 0:
        return text[state:]
    if found := LEADING.match(text):
        text = text[found.end() :]
    return text.lstrip(_LEADING_ONE) or text
