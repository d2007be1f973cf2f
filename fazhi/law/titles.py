"""Titles of laws: the short form that people cite, and the key by which one law is one law."""

import re

_STATE = "中华人民共和国"
_EDITION_NOTE = re.compile(
    r"（\d{4}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:第[一二三四五六七八九十]+次)?(?:修订|修正|修改|公布|版)?(?:本|版)?）$"
)
_MARKS = re.compile(r"[^\w]+")
_SPACES = re.compile(r"\s+")
# A slash would part the address of the law's page.
_BRACKETS = str.maketrans("()[]【】《》/", "（）（）（）〈〉／")


def full_title(title: str) -> str:
    """A title without outer book marks and stray spaces; brackets full width, book marks inside it single."""
    title = _SPACES.sub("", title)
    if (title.startswith("《") and title.endswith("》") and title.find("》") == len(title) - 1) or (
        title.startswith("《") and title.endswith("》") and title.find("《", 1) < title.find("》")
    ):
        title = title[1:-1]
    return title.translate(_BRACKETS)


def short_title(title: str) -> str:
    """The form used in citations: without the state's name at its head.

    中华人民共和国行政处罚法 becomes 行政处罚法; 全国人民代表大会常务委员会关于… stays.
    """
    title = full_title(title)
    return title.removeprefix(_STATE) if len(title) > len(_STATE) + 1 else title


def identity(title: str) -> str:
    """What makes a title the same title: letters only, without the state's name wherever it stands.

    最高人民法院 最高人民检察院关于… and 最高人民法院、最高人民检察院关于… are one.
    """
    return _MARKS.sub("", title.replace(_STATE, "") if len(title) > len(_STATE) + 1 else title)


def without_edition_note(title: str) -> str:
    """The title without a note of the edition at its end: 行政处罚法（2021修订） becomes 行政处罚法.

    宪法修正案（1988年） is a law of its own, so a look-up tries the title as given first.
    """
    return _EDITION_NOTE.sub("", title)


def other_titles(key: str) -> list[str]:
    """Further forms under which a law of this short title is cited.

    The state's name is left out inside the title too: 关于适用〈刑事诉讼法〉的解释.
    """
    shorter = key.replace(f"〈{_STATE}", "〈")
    return [shorter] if shorter != key else []
