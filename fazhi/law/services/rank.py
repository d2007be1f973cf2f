"""What kind of text a file holds, who made it and for which place, from its folder, title and head."""

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
    re.compile(
        r"[一-鿿]{2,12}?(?:省|自治区|市|自治州|自治县|自治旗|县)(?:人民代表大会常务委员会|人大常委会)"
    ),
    re.compile(r"[一-鿿]{2,12}?(?:省|自治区|市|自治州|自治县|自治旗|县)人民代表大会"),
    re.compile(r"[一-鿿]{2,12}?(?:省|自治区|市|自治州)人民政府"),
    re.compile(
        r"[一-鿿]{2,16}(?:部|委员会|总局|国家[一-鿿]{2,6}局|总署|银行|办公室)(?=令|公告|发布|公布|公安部)"
    ),
    re.compile(r"国务院"),
)
_BEFORE = re.compile(r"^(?:并?[经由]|报)(?!济(?!南|宁|源))")
_APPROVED = re.compile(r"(?:并?经)?(?:\d{4}年\d{1,2}月\d{1,2}日)?[^，。（）日]*?批准")
_SELF_GOVERNING = re.compile(r"^[一-鿿]{2,14}?(?:自治州|自治县|自治旗)(?=[一-鿿])")
_CITY = re.compile(
    r"^[一-鿿]{2,12}?(?:自治州|自治县|自治旗|地区|盟|市|县|旗)(?=人民代表大会|人民政府|人大常委会)"
)
_ZONE = re.compile(r"^(?:深圳|珠海|汕头|厦门)(?=经济特区)")
PROVINCES = {
    "北京": "北京市",
    "天津": "天津市",
    "河北": "河北省",
    "山西": "山西省",
    "内蒙古": "内蒙古自治区",
    "辽宁": "辽宁省",
    "吉林": "吉林省",
    "黑龙江": "黑龙江省",
    "上海": "上海市",
    "江苏": "江苏省",
    "浙江": "浙江省",
    "安徽": "安徽省",
    "福建": "福建省",
    "江西": "江西省",
    "山东": "山东省",
    "河南": "河南省",
    "湖北": "湖北省",
    "湖南": "湖南省",
    "广东": "广东省",
    "广西": "广西壮族自治区",
    "海南": "海南省",
    "重庆": "重庆市",
    "四川": "四川省",
    "贵州": "贵州省",
    "云南": "云南省",
    "西藏": "西藏自治区",
    "陕西": "陕西省",
    "甘肃": "甘肃省",
    "青海": "青海省",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
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
    """The maker named in the head, newest line first; empty when none is recognised.

    Who only approved a text did not make it.
    Basis: 《立法法》第八十一条
    """
    lines = [*reversed(history), title]
    found = _maker([_APPROVED.sub("", line) for line in lines]) or _maker(lines)
    return found.removeprefix("中华人民共和国").replace("人大常委会", "人民代表大会常务委员会")


def _maker(lines: list[str]) -> str:
    for line in lines:
        # Congress lines read 第八届全国人民代表大会常务委员会第十次会议; amending decisions in 《》 are no makers.
        bare = _CONGRESS.sub("", re.sub(r"《[^》]*》", "", line))
        for pattern in _ISSUERS:
            if match := pattern.search(re.sub(r"^.*日\s*", "", bare)):
                return _BEFORE.sub("", match[0])
    return ""


def region_of(path: Path, title: str, history: list[str], level: Level) -> str:
    """The place a local text is for: 浙江省, 浙江省杭州市; empty for texts of the state."""
    if level not in (Level.LOCAL_REGULATION, Level.LOCAL_RULE):
        return ""
    head = "".join([title, *history])
    provinces = [name for part in path.parts for short, name in PROVINCES.items() if part.startswith(short)]
    province = provinces[0] if provinces else next((name for name in PROVINCES.values() if name in head), "")
    own = title.removeprefix(province)
    place = next(
        (
            m[0]
            for m in (_SELF_GOVERNING.match(own), _CITY.match(issuer_of(title, history)), _ZONE.match(own))
            if m
        ),
        "",
    )
    return province if not place or place == province else province + place.removeprefix(province)
