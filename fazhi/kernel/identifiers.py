"""Check digits and structure of codes: unified social credit codes, identity cards, administrative regions.

Basis: GB 32100-2015（法人和其他组织统一社会信用代码编码规则）
Basis: GB 11643-1999（公民身份号码）
Basis: GB/T 2260（中华人民共和国行政区划代码）
"""

import re
from datetime import date
from typing import Literal

from fazhi.kernel.verdicts import Allowed, Refused, Verdict

USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_BASIS = "GB 32100-2015"
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
ID_BASIS = "GB 11643-1999"
REGION_BASIS = "GB/T 2260"
ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
    "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区",
    "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
    "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}  # fmt: skip

Sex = Literal["male", "female"]


def check_uscc(code: str) -> Verdict:
    """Whether an 18-character unified social credit code is well formed, by both of its check characters."""
    if len(code) != 18:
        return Refused(f"统一社会信用代码应为18位，现为{len(code)}位。", USCC_BASIS)
    if strange := sorted({c for c in code if c not in USCC_CHARS}):
        cure = "不使用字母 I、O、S、V、Z，字母一律大写。"
        return Refused(f"统一社会信用代码含有不应出现的字符：{'、'.join(strange)}。", USCC_BASIS, cure)
    region = code[2:8]
    # 100000 is used for bodies of the whole nation.
    if not region.isdigit() or (region[:2] not in PROVINCES and region != "100000"):
        return Refused(f"统一社会信用代码第3至8位“{region}”不是行政区划代码。", USCC_BASIS)
    if _organ_check(code[8:16]) != code[16]:
        return Refused("统一社会信用代码的主体标识码校验不通过（第17位），请核对是否录错。", USCC_BASIS)
    if _uscc_check(code[:17]) != code[17]:
        return Refused("统一社会信用代码校验不通过（第18位），请核对是否录错。", USCC_BASIS)
    return Allowed(USCC_BASIS)


def make_uscc(body: str) -> str:
    """A code with right check characters, from its first 16 or 17 characters (the 17th is set anew).

    For examples and tests. Raises ValueError when characters or length are wrong.
    """
    if len(body) not in {16, 17} or any(c not in USCC_CHARS for c in body):
        raise ValueError(f"not the beginning of a credit code: {body!r}")
    whole = body[:16] + _organ_check(body[8:16])
    return whole + _uscc_check(whole)


def _uscc_check(body: str) -> str:
    total = sum(USCC_CHARS.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return USCC_CHARS[-total % 31]


def _organ_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714): letters stand for 10 to 35, here with I, O, S, V and Z."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, ORGAN_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def check_resident_id(number: str, today: date) -> Verdict:
    """Whether an 18-digit citizen number is well formed and its birthday not later than `today`."""
    if len(number) == 15 and number.isdigit():
        return Refused("15位的旧身份证号码不再受理，请填写18位公民身份号码。", ID_BASIS)
    if len(number) != 18:
        return Refused(f"公民身份号码应为18位，现为{len(number)}位。", ID_BASIS)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Refused("公民身份号码前17位应为数字，末位应为数字或大写字母X。", ID_BASIS)
    # 83 stands on the residence permits of Taiwan residents.
    if number[:2] not in PROVINCES and number[:2] != "83":
        return Refused(f"公民身份号码的地址码“{number[:6]}”不存在。", ID_BASIS)
    try:
        born = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return Refused(f"公民身份号码中的出生日期“{number[6:14]}”不存在。", ID_BASIS)
    if born > today:
        return Refused("公民身份号码中的出生日期晚于今天。", ID_BASIS)
    if _id_check(number[:17]) != number[17]:
        return Refused("公民身份号码校验不通过，请核对是否录错。", ID_BASIS)
    return Allowed(ID_BASIS)


def sex_and_birth(number: str) -> tuple[Sex, date]:
    """Sex and day of birth by a well-formed citizen number. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise ValueError("not a citizen number")
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return ("male" if int(number[16]) % 2 else "female"), born


def make_resident_id(body: str) -> str:
    """A number with its right check character, from its first 17 digits. For examples and tests. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{17}", body):
        raise ValueError(f"not the beginning of a citizen number: {body!r}")
    return body + _id_check(body)


def _id_check(body: str) -> str:
    return ID_CHECKS[sum(int(c) * w for c, w in zip(body, ID_WEIGHTS, strict=True)) % 11]


def check_region_code(code: str) -> Verdict:
    """Whether a region code is well formed: six digits, or nine (township) or twelve (village), of a known province.

    A code says nothing certain about level or parent: 东莞 (441900) has no counties, 省直管县 have codes of their own.
    """
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", code):
        return Refused("行政区划代码应为6位数字（乡镇9位，村居12位）。", REGION_BASIS)
    if code[:2] not in PROVINCES:
        return Refused(f"行政区划代码的前两位“{code[:2]}”不是省级行政区。", REGION_BASIS)
    if code[2:4] == "00" and code[4:6] != "00":
        return Refused("行政区划代码的中间两位为00时，后两位也应为00。", REGION_BASIS)
    if len(code) > 6 and code[6:9] == "000" and code[9:] not in {"", "000"}:
        return Refused("行政区划代码的乡级三位为000时，村级三位也应为000。", REGION_BASIS)
    return Allowed(REGION_BASIS)
