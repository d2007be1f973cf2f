"""What kind of text a file holds and who made it, from its folder, title and head."""

import re
from pathlib import Path

from fazhi.law.vocabulary import Level

_FOLDERS = {
    "行政法规": Level.ADMINISTRATIVE_REGULATION,
    "监察法规": Level.SUPERVISORY_REGULATION,
    "部门规章": Level.DEPARTMENTAL_RULE,
    "地方政府规章": Level.LOCAL_RULE,
    "地方性法规": Level.LOCAL_REGULATION,
    "地方法规": Level.LOCAL_REGULATION,
    "司法解释": Level.JUDICIAL_INTERPRETATION,
    "宪法": Level.CONSTITUTION,
    "宪法相关法": Level.LAW,
    "刑法": Level.LAW,
    "民法典": Level.LAW,
    "民法商法": Level.LAW,
    "社会法": Level.LAW,
    "经济法": Level.LAW,
    "行政法": Level.LAW,
    "诉讼与非诉讼程序法": Level.LAW,
}
_ISSUERS = (
    re.compile(r"全国人民代表大会常务委员会"),
    re.compile(r"全国人民代表大会"),
    re.compile(r"最高人民法院"),
    re.compile(r"最高人民检察院"),
    re.compile(r"[一-鿿]{2,12}?(?:省|自治区|市|自治州|自治县|自治旗|县)人民代表大会常务委员会"),
    re.compile(r"[一-鿿]{2,12}?(?:省|自治区|市|自治州)人民政府"),
    re.compile(r"国务院"),
)
_BEFORE = re.compile(r"^(?:并?[经由]|报)(?!济)")
_CONGRESS = re.compile(
    r"第[一二三四五六七八九十]+届(?=全国|[一-鿿]*人民代表大会)|第[一二三四五六七八九十]+次会议"
)


def level_of(path: Path, title: str, history: list[str]) -> Level:
    """Rank by the nearest folder that names one; else by what title and head say; else OTHER."""
    level = next((_FOLDERS[part] for part in reversed(path.parts[:-1]) if part in _FOLDERS), None)
    head = "".join(history)
    if level in (Level.LAW, Level.CONSTITUTION) and "修正案" in title:
        return Level.AMENDMENT
    if level is Level.LAW and title.endswith("的解释"):
        return Level.INTERPRETATION
    if level is Level.LAW and title.endswith("的决定"):
        return Level.DECISION
    if level is not None:
        return level
    if title.startswith("最高人民"):
        return Level.JUDICIAL_INTERPRETATION
    if "国务院令" in head or "国务院第" in head:
        return Level.ADMINISTRATIVE_REGULATION
    if "全国人民代表大会" in head and title.endswith(("法", "法典")):
        return Level.LAW
    if "人民代表大会常务委员会" in head and "全国" not in head:
        return Level.LOCAL_REGULATION
    return Level.OTHER


def issuer_of(title: str, history: list[str]) -> str:
    """The maker named in the head, newest line first; empty when none is recognised."""
    for line in [*reversed(history), title]:
        # Congress lines read 第八届全国人民代表大会常务委员会第十次会议; amending decisions in 《》 are no makers.
        bare = _CONGRESS.sub("", re.sub(r"《[^》]*》", "", line))
        for pattern in _ISSUERS:
            if match := pattern.search(re.sub(r"^.*日\s*", "", bare)):
                return _BEFORE.sub("", match[0])
    return ""
