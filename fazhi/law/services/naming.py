"""The names under which laws are cited, worked out anew after every import.

1. The title, the short title, and other ways of writing them.
2. Short titles that texts define: 《中华人民共和国行政诉讼法》（以下简称行政诉讼法）.
3. What practice makes of a title by rule: 行诉法, 行诉法解释, 民法典担保制度解释, 全国人大组织法.

A name that several laws would bear is kept for each of them; the look-up then does not choose.
"""

import re
from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from fazhi.law.models import Article, Law, Name
from fazhi.law.titles import full_title, identity, other_titles, short_title
from fazhi.law.vocabulary import NameKind

_BATCH = 1000
_MOST = 255
_DEFINITION = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){2,120})》[^《》（）。；\n]{0,12}（以下(?:统一)?(?:简称|称)(?:为)?[：:]?(?P<name>[^（）\n]{2,60})）"
)
_KINDS = r"(?:法典|法|条例|规定|办法|细则|规则|解释|决定|准则|规程|意见|通知|批复|公约|规范)"
_CALLED = re.compile(
    rf"^[《“〈]?(?P<name>(?!.*〉、?〈)[一-鿿、〈〉（）]{{2,40}}?{_KINDS}(?:（[一二三四五六七八九十]+）)?)[》”〉]?$"
)
# Names that say only what kind of text it is; a text uses them for one law, another text for another.
_GENERIC = re.compile(
    rf"^(?:本|该|原|新|旧|上述|前述|现行)?(?:(?:地方|行政|部门|管理|实施|暂行|试行|若干|有关|司法|具体|执行|补充|组织|工作)*){_KINDS}$"
)

_COURT = r"(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部|全国人大常委会法制工作委员会|、)*"
_PART = r"(?P<part>（[一二三四五六七八九十]+）)?"
_ISSUED = re.compile(r"^(?:(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部)、?)+(?P<rest>关于.{6,})$")
_APPLYING = re.compile(
    rf"^{_COURT}关于(?:适用|执行|贯彻执行|审理)〈(?P<law>[^〈〉]+)〉(?P<topic>[^〈〉]*?)(?:的|若干问题的)*解释{_PART}(?:（试行）)?$"
)
_TRYING = re.compile(
    rf"^{_COURT}关于(?:审理|办理)(?P<topic>[^〈〉]+?)案件(?:具体)?(?:适用|应用)法律(?:若干)?问题的(?P<kind>解释|规定){_PART}$"
)
_ABOUT = re.compile(
    rf"^{_COURT}关于(?P<topic>[^〈〉]+?)(?:的)?若干(?:问题的)?(?P<kind>规定|解释|意见){_PART}$"
)
_TOPIC = re.compile(r"^有关|若干问题$|问题$|的$")
_TRIAL = re.compile(r"（(?:试行|暂行)）$")
_WORDS = (
    ("全国人民代表大会常务委员会", "全国人大常委会"),
    ("全国人民代表大会", "全国人大"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("最高人民法院", "最高法"),
    ("最高人民检察院", "最高检"),
    ("特别行政区", "特区"),
)
_PROCEDURE = re.compile(r"^(?P<kind>[一-鿿]{2})诉讼(?:特别程序)?法$")


def name_laws() -> None:
    """Work out every law's names anew. May be run again at any time."""
    laws = list(Law.objects.values_list("id", "key", "title", "identity"))
    made: dict[tuple[int, str], Name] = {}

    def add(law: int, name: str, kind: NameKind, basis: str, uses: int = 0) -> None:
        if 2 <= len(name) <= _MOST:
            made.setdefault((law, name), Name(law_id=law, name=name, kind=kind, basis=basis[:400], uses=uses))

    by_identity: dict[str, int] = {}
    for law, key, title, known_as in laws:
        add(law, key, NameKind.KEY, "")
        add(law, title, NameKind.TITLE, "")
        for form in other_titles(key):
            add(law, form, NameKind.FORM, "")
        by_identity[known_as or identity(title)] = law
    for (law, name), (uses, basis) in _defined(by_identity).items():
        add(law, name, NameKind.DEFINED, basis, uses)
    for law, key, _, _ in laws:
        for name, basis in by_rule(key):
            add(law, name, NameKind.RULE, basis)
    Name.objects.all().delete()
    Name.objects.bulk_create(made.values(), batch_size=_BATCH)
    _keep_short_titles()


def _keep_short_titles() -> None:
    """The law's own list of further names, for readers that want no second table."""
    lists: dict[int, list[str]] = {}
    for one in Name.objects.exclude(kind=NameKind.KEY).order_by("law_id", "id"):
        lists.setdefault(one.law_id, []).append(one.name)
    changed = []
    for law in Law.objects.only("id", "short_titles"):
        if law.short_titles != (wanted := lists.get(law.pk, [])):
            law.short_titles = wanted
            changed.append(law)
    Law.objects.bulk_update(changed, ["short_titles"], batch_size=200)


def _defined(by_identity: dict[str, int]) -> dict[tuple[int, str], tuple[int, str]]:
    """Short titles that texts define, by law and name: how often, and in which text first."""
    counts: Counter[tuple[int, str]] = Counter()
    where: dict[tuple[int, str], str] = {}
    rows = (
        Article.objects.filter(Q(text__contains="以下简称") | Q(text__contains="以下称"))
        .order_by("id")
        .values_list("text", "label", "edition__law__key")
    )
    for text, label, key in rows.iterator(chunk_size=2000):
        for title, name in definitions(text):
            law = by_identity.get(identity(title))
            if law is None:
                continue
            counts[law, name] += 1
            where.setdefault((law, name), f"《{key}》{label}")
    return {place: (uses, where[place]) for place, uses in counts.items()}


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Titles and the short titles a text defines for them; those that only name the kind of text are left out."""
    for match in _DEFINITION.finditer(text):
        called = _CALLED.match(full_title(match["name"].strip('“”"')))
        if called and not _GENERIC.match(called["name"]) and called["name"] != short_title(match["title"]):
            yield full_title(match["title"]), called["name"]


def by_rule(key: str) -> Iterator[tuple[str, str]]:
    """Names that practice makes of a short title by rule, each with the rule in words."""
    if match := _PROCEDURE.match(key):
        yield f"{match['kind'][0]}诉法", "诉讼法的缩略"
    bare = _TRIAL.sub("", key)
    if bare != key:
        yield bare, "省去“（试行）”“（暂行）”"
    shorter = key
    for long, short in _WORDS:
        shorter = shorter.replace(long, short)
    if shorter != key:
        yield shorter, "机关名称的缩略"
    if match := _ISSUED.match(key):
        yield match["rest"], "省去制定机关"
    if match := _APPLYING.match(key):
        law = short_title(match["law"])
        topic = _TOPIC.sub("", _TOPIC.sub("", _TOPIC.sub("", match["topic"])))
        part = match["part"] or ""
        for name in dict.fromkeys([law, *(name for name, _ in by_rule(law))]):
            yield f"{name}{topic}解释{part}", "适用某法的解释"
            yield f"{name}{topic}司法解释{part}", "适用某法的解释"
            if name.endswith("诉法"):
                yield f"{name[:-1]}{topic}解释{part}", "适用某法的解释"
        if topic:
            yield f"{topic}解释{part}", "适用某法的解释，省去法名"
    elif match := _TRYING.match(key):
        part = match["part"] or ""
        yield f"{match['topic']}{match['kind']}{part}", "审理某类案件的解释"
        yield f"{match['topic']}案件{match['kind']}{part}", "审理某类案件的解释"
        if match["kind"] == "解释":
            yield f"{match['topic']}司法解释{part}", "审理某类案件的解释"
    elif match := _ABOUT.match(key):
        part = match["part"] or ""
        yield f"{match['topic']}{match['kind']}{part}", "某事项的若干规定"
        yield f"{match['topic']}若干{match['kind']}{part}", "某事项的若干规定"
