"""Title, organ and year of a report."""

import re
from collections import Counter

_FIRST = 1200
_LAST = 600
_SOURCE = re.compile(
    r"^\s*(?:source|来源|当前位置|首页|索引号|发布|时间|日期|欢迎|您现在|浏览|字体|作者|信息来源|发文|成文|文号)",
    re.IGNORECASE,
)
_ORGAN = r"[\u4e00-\u9fff（）()]{2,30}?(?:人民政府办公[室厅]|人民政府|管理委员会|管委会|委员会|街道办事处|办事处|办公室|厅|局|委|院|镇政府|乡政府|办)"
_SIGNED = re.compile(rf"(?:中共)?{_ORGAN}")
_OF_TITLE = re.compile(
    rf"(?P<organ>{_ORGAN}|[\u4e00-\u9fff]{{2,12}}?(?:省|市|县|区|州|旗|盟|镇|乡|街道))(?=关于|(?:19|20)\d\d|法治|依法|推进|落实|贯彻|年度|政府|[\u4e00-\u9fff]{{0,6}}(?:报告|总结|汇报))"
)
_OURS = re.compile(r"(?:我|本)([局委厅院镇乡办])")
_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|县|区|州|旗|盟|镇|乡|街道))"
)
_SAID = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,6}(?:省|市|县|区|旗|镇)(?:[\u4e00-\u9fff]{0,8}(?:局|委|厅|办))?)(?=坚持|认真|深入|在|以|严格|高度|紧紧|始终|全面|按照|入选|委|政府)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
_CHINESE_YEAR = re.compile(r"[二一][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_DIGIT = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_MOST_LINES = 12


def title(text: str) -> str:
    """The lines over the first sentence, put together: at most five."""
    kept: list[str] = []
    for line in text[:_FIRST].split("\n")[:_MOST_LINES]:
        bare = line.strip()
        if not bare or _SOURCE.match(bare):
            continue
        if (
            re.search(r"[。；;]", bare)
            or len(bare) > 60
            or re.fullmatch(r"[^：:]{2,24}[：:]", bare)
            or re.match(r"[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]", bare)
        ):
            break
        if re.fullmatch(r"[（(]?(?:19|20)\d\d\s?年\d{1,2}月\d{1,2}日[）)]?", bare):
            break
        kept.append(bare)
        if len(kept) == 5 or re.search(r"(?:报告|总结|汇报|情况|通报|[）)])$", bare):
            break
    return re.sub(r"\s+", " ", " ".join(kept)) if len(kept) > 1 else "".join(kept)


def source_title(text: str) -> str:
    """The title that a first line of provenance gives, if there is one: “source: …; 2026年政府工作报告; …”."""
    first = text.split("\n", 1)[0]
    if not re.match(r"\s*(?:source|来源)\s*[:：]", first, re.IGNORECASE):
        return ""
    parts = [part.strip() for part in re.split(r"[;；]", first)]
    return next((part for part in parts if re.search(r"(?:报告|总结|汇报)$", part)), "")


def organ(text: str, heading: str) -> str:
    """Who reports: the signature, else what the title or the first lines say."""
    lines = [line.strip() for line in text[-_LAST:].split("\n") if line.strip()]
    for line in reversed(lines[-8:]):
        if _SIGNED.fullmatch(line):
            return line
    if found := _OF_TITLE.search(re.sub(r"^\s*(?:19|20)\d\d年(?:度)?|^聚焦", "", heading)):
        return found["organ"]
    if named := _own_name(text):
        return named
    if found := _SAID.search(text, 0, _FIRST):
        return found["organ"]
    if found := _PLACE.search(re.sub(r"^聚焦", "", heading)):
        return found["place"]
    return ""


def _own_name(text: str) -> str:
    """The name that stands most often for 我局, 我镇: the organ of that kind with its place before it."""
    kinds = Counter(_OURS.findall(text))
    if not kinds:
        return ""
    kind = kinds.most_common(1)[0][0]
    names = Counter(
        re.findall(
            rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,4}}[省市县区旗][\u4e00-\u9fff]{{0,8}}?{kind}(?![\u4e00-\u9fff]?长)",
            text,
        )
    )
    return names.most_common(1)[0][0] if names else ""


def years_in(text: str) -> list[str]:
    """All years named, in order."""
    return _YEAR.findall(text) + ["".join(_DIGIT[c] for c in y) for y in _CHINESE_YEAR.findall(text)]


def year(text: str, heading: str) -> str:
    """The year of which is reported: that of the title, else that of the first words, else the one named most."""
    if named := years_in(heading):
        told = named[0]
        # 2026年政府工作报告 tells of the year before; a yearly report of law-based government tells of its own.
        return str(int(told) - 1) if "政府工作报告" in heading and "法治" not in heading else told
    if found := re.search(
        r"((?:19|20)\d\d)年(?:度)?(?:[^，。\n]{0,30}(?:报告|汇报)如下|，|,)", text[:_FIRST]
    ):
        return found[1]
    counted = Counter(_YEAR.findall(text))
    often = counted.most_common(1)
    return often[0][0] if often and often[0][1] * 2 > counted.total() else ""
