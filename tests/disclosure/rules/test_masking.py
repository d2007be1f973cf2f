"""Nothing that names, numbers or locates a person survives masking, however it is written."""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.calendars.calendar import StatutoryCalendar
from fazhi.disclosure.rules import addresses, items, names, sums
from fazhi.disclosure.rules.drafts import NamedPerson, PublicFact
from fazhi.disclosure.rules.items import Issuer, Marks
from fazhi.disclosure.rules.masking import Masker
from fazhi.disclosure.rules.terms import TERMS
from fazhi.disclosure.vocabulary import FactKind, Gravity, Lasts, Part
from fazhi.kernel.identifiers import make_resident_id, make_uscc
from tests.disclosure.board import content

ISSUER = Issuer("包头市昆都仑区市场监督管理局", "150203", "昆都仑区")
FULL = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def bare(text: str) -> str:
    """Letters and figures only, as a reader who joins them would have them."""
    plain = unicodedata.normalize("NFKC", text).translate(
        str.maketrans("〇零一二三四五六七八九", "00123456789")
    )
    return re.sub(r"[^0-9A-Za-z]", "", plain).upper()


@st.composite
def cards(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["150203", "110101", "320507", "830000"]))
    born = draw(st.dates(date(1930, 1, 1), date(2025, 12, 31)))
    return make_resident_id(f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}")


phones = st.builds(lambda a, b: f"1{a}{b:09d}", st.sampled_from("3456789"), st.integers(0, 999_999_999))
accounts = st.integers(10**15, 10**19 - 1).map(str)
GAPS = ["", " ", "-", "－", "  ", "\u3000", "\u200b", "–", "·"]
WORDS = [
    "",
    "电话",
    "身份证号码为",
    "（",
    "，联系",
    "卡号：",
    "共计3次，",
    "2026年9月8日",
    "第12号",
    "罚款50,000.00元，",
    "。另",
]


@st.composite
def written(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> tuple[str, str]:
    """A number, and the way somebody wrote it."""
    number = draw(numbers)
    pieces = [number]
    if draw(st.booleans()):
        cuts = sorted(draw(st.sets(st.integers(1, len(number) - 1), max_size=5)))
        pieces = [number[a:b] for a, b in zip([0, *cuts], [*cuts, len(number)], strict=True)]
    text = draw(st.sampled_from(GAPS)).join(pieces)
    style = draw(st.sampled_from(["plain", "full", "chinese"]))
    text = (
        text.translate(FULL) if style == "full" else text.translate(CHINESE) if style == "chinese" else text
    )
    return number, text


@settings(max_examples=400, deadline=None)
@given(written(st.one_of(cards(), phones, accounts)), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_no_number_survives_however_it_is_written(pair: tuple[str, str], before: str, after: str) -> None:
    number, text = pair
    masker = Masker()
    masked = masker.mask(before + text + after)
    assert number not in bare(masked.text), masked.text
    assert masker.left(masked.text) == ()
    assert masked.masks


@settings(max_examples=150, deadline=None)
@given(st.lists(written(st.one_of(cards(), phones)), min_size=1, max_size=4), st.text(max_size=30))
def test_no_number_survives_in_a_whole_item_its_attachments_or_its_json(
    pairs: list[tuple[str, str]], noise: str
) -> None:
    noise = noise.encode("utf-8", "ignore").decode()
    text = "，".join(t for _, t in pairs)
    draft = replace(
        content.DRAFT,
        party=f"样例商店{text}",
        cause=noise,
        facts=(PublicFact("违法事实", f"{text}{noise}"), PublicFact("住所", text, FactKind.ADDRESS)),
        attachments=((f"附件{text}", f"{noise}\n{text}"),),
    )
    body = items.masked(draft, Marks(), "test", ISSUER)
    for piece in items.strings(body):
        for number, _ in pairs:
            assert number not in bare(piece)
    assert not [n for n, t in pairs if t in json.dumps(body, ensure_ascii=False)]
    assert items.left_open(body, draft.kept) == ()
    assert items.agrees(body, items.digest_of(body))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_masking_ends_and_finds_nothing_more_in_its_own_work(text: str) -> None:
    masker = Masker(persons=[NamedPerson("张三"), NamedPerson("李小小", Part.MINOR)], secrets=["配方"])
    once = masker.mask(text)
    assert masker.left(once.text) == ()
    assert masker.mask(once.text).text == once.text


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["张三", "欧阳明明", "何样样", "阿古拉·巴特尔", "Smith John"]),
    st.sampled_from(["", " ", "　", "\u200b"]),
    st.sampled_from(list(Part)),
    st.sampled_from(["经", "，", "（", "由", "与他人", ""]),
)
def test_no_name_survives(name: str, gap: str, part: Part, around: str) -> None:
    masker = Masker(persons=[NamedPerson(name, part)])
    text = masker.mask(f"{around}{gap.join(name)}{around}").text
    squeezed = re.sub(r"[\s\u200b·]", "", text)
    assert re.sub(r"[\s·]", "", name) not in squeezed
    if part in names.WHOLLY:
        assert name[0] not in squeezed
        assert "〔已隐去〕" in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某"),
        ("欧阳明", "欧阳某"),
        ("欧阳", "欧某"),
        ("阿古拉·巴特尔", "阿某"),
        ("John Smith", "J.S."),
        ("司马相如", "司马某"),
    ],
)
def test_how_a_name_is_shortened(name: str, shown: str) -> None:
    assert names.short(name) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人：王建国，已到场", "联系人：王某，已到场"),
        ("李小明，男，汉族", "李某，男，汉族"),
        ("欧阳晓晓（身份证号码", "欧阳某（身份证号码"),
        ("负责人：应当到场", "负责人：应当到场"),
        ("当事人陈述申辩，应当在十五日内", "当事人陈述申辩，应当在十五日内"),
        ("依据《食品安全法》第一百二十四条第一款第五项", "依据《食品安全法》第一百二十四条第一款第五项"),
        ("包昆市监罚〔2026〕97号", "包昆市监罚〔2026〕97号"),
        ("2026-11-18 至 2026-11-19", "2026-11-18 至 2026-11-19"),
        ("货值金额1,260.00元，违法所得320.00元", "货值金额1,260.00元，违法所得320.00元"),
        ("车牌蒙B·12345", "车牌蒙B█████"),
        ("新能源蒙BD12345", "新能源蒙B██████"),
        ("邮箱zhang.san＠example.com", "邮箱" + "█" * 18),
        ("微信号：wx_zhang88", "微信号：〔已隐去〕"),
        ("电话0472-5351234", "电话███████████"),
        ("住昆都仑区样例街道钢铁大街12号3号楼2单元301室", "住昆都仑区样例街道〔已隐去〕"),
        ("白云鄂博矿区通阳道8号", "白云鄂博矿区〔已隐去〕"),
    ],
)
def test_text_by_text(text: str, shown: str) -> None:
    assert Masker().mask(text).text == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("包头市昆都仑区样例街道钢铁大街12号", "包头市昆都仑区样例街道〔已隐去〕"),
        ("包头市土默特右旗萨拉齐镇某村", "包头市土默特右旗萨拉齐镇〔已隐去〕"),
        ("包头市青山区幸福小区3栋", "包头市青山区〔已隐去〕"),
        ("达尔罕茂明安联合旗百灵庙镇", "达尔罕茂明安联合旗百灵庙镇"),
        ("钢铁大街12号", "〔已隐去〕"),
        ("", ""),
    ],
)
def test_an_address_is_cut_below_its_town(address: str, shown: str) -> None:
    assert addresses.cut(address) == shown


def test_codes_of_bodies_stay_and_those_of_a_trading_person_go() -> None:
    body, trader = make_uscc("91150203MA0000981"), make_uscc("92150203MA0000982")
    text = Masker().mask(f"代码{body}，个体代码{trader}").text
    assert body in text
    assert trader not in text
    assert text.endswith(trader[-4:])


def test_nobody_can_keep_a_person_s_number_by_listing_it() -> None:
    masker = Masker(kept=[content.ID_NO, content.PHONE], organisations=[f"{content.PHONE}商店"])
    text = masker.mask(f"{content.ID_NO}，{content.PHONE}商店").text
    assert content.ID_NO not in text
    assert content.PHONE not in text


def test_a_shop_keeps_its_name_but_not_a_child_s() -> None:
    kept = Masker(persons=[NamedPerson("何样样", Part.OWNER)], organisations=["何样样面馆"])
    assert kept.mask("何样样面馆的何样样").text == "何样样面馆的何某"
    child = Masker(persons=[NamedPerson("何样样", Part.MINOR)], organisations=["何样样面馆"])
    assert "何样样" not in child.mask("何样样面馆的何样样").text


def test_a_marked_secret_is_hidden_and_a_slip_of_the_pen_is_noticed() -> None:
    masker = Masker(secrets=["北方 供货商", "配方A-12"])
    masked = masker.mask("由北方供货商供货，使用配方Ａ－12。")
    assert masked.text == "由〔已隐去〕供货，使用〔已隐去〕。"
    assert [m.basis for m in masked.masks] == ["《行政处罚法》第五十条"]
    assert masker.occurs("北方供货商", ["由北方 供货商"])
    assert not masker.occurs("南方供货商", ["由北方供货商"])


def test_nothing_of_what_was_hidden_is_kept_with_the_body() -> None:
    body = items.masked(content.DRAFT, Marks(secrets=("北方示例商贸行",)), "test", ISSUER)
    assert set(body) == {
        "format", "kind", "organ", "region", "party", "cause", "number", "decided_on", "domain", "facts",
        "attachments", "remedies", "masks",
    }  # fmt: skip
    assert all(set(mask) == {"what", "basis"} for mask in body["masks"])


@pytest.mark.parametrize(
    ("lasts", "actual", "until"),
    [
        (Lasts.LONG, None, date(2029, 11, 17)),
        (Lasts.SHORT, None, date(2027, 2, 17)),
        (Lasts.ACTUAL, date(2031, 1, 1), date(2031, 1, 1)),
        (Lasts.ACTUAL, date(2027, 1, 1), date(2029, 11, 17)),
    ],
)
def test_how_long_an_item_is_shown(lasts: Lasts, actual: date | None, until: date) -> None:
    assert sums.shown_until(lasts, date(2026, 11, 17), actual, TERMS, StatutoryCalendar()) == until


@pytest.mark.parametrize(
    ("gravity", "until"),
    [
        (Gravity.SLIGHT, date(2027, 2, 6)),
        (Gravity.ORDINARY, date(2027, 11, 6)),
        (Gravity.SERIOUS, date(2029, 11, 6)),
    ],
)
def test_how_long_a_credit_record_lasts(gravity: Gravity, until: date) -> None:
    assert sums.credit_until(gravity, date(2026, 11, 6), TERMS, StatutoryCalendar()) == until
