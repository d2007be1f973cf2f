"""Which text governed an act done on one day and decided on another: both texts, side by side; the officer decides.

As a rule the text in force when the act was done governs (从旧). For penalties the text in force at the decision governs
instead when it is milder or no longer holds the act unlawful (从轻), and a text works back only where it better protects
the rights of those concerned. Which of two texts is milder is a judgement that is not made here.

Basis: 《行政处罚法》第三十七条
Basis: 《立法法》第一百零四条
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.law import cite, library
from fazhi.law.cite import ArticleText
from fazhi.law.comparing import compare_editions
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.marking import Stretch, marked
from fazhi.law.reference import Ref, as_ref, label, point_label
from fazhi.law.vocabulary import Change, EditionStatus

RULES = ("行政处罚法#37", "立法法#104")


@dataclass(frozen=True, slots=True)
class Side:
    """One day of the question: the edition that applied and the article in it, or a sentence on why there is none."""

    day: date
    edition: EditionFacts | None
    article: ArticleText | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Governing:
    """Both texts. `is_one_text`: the question does not arise, the words are the same on both days.

    `numbered_by` is the day ("act" or "decided") whose numbering the citation follows; `between` are editions that
    began after the act and ended before the decision.
    """

    ref: Ref
    act: Side
    decided: Side
    is_one_text: bool
    numbered_by: str
    between: tuple[EditionFacts, ...] = ()
    stretches: list[Stretch] = field(default_factory=list)
    rules: tuple[ArticleText, ...] = ()

    @property
    def sentence(self) -> str:
        """What follows, as far as it follows without judgement."""
        if self.act.article is None or self.decided.article is None:
            return "有一日没有可以对照的条文，不能从法规库得出结论。" + self.act.why + self.decided.why
        if EditionStatus.DOUBTFUL in (self.act.article.status, self.decided.article.status):
            return "有一日的文本效力待核，请先核对正式文本，再按下列规则判断。"
        if self.is_one_text:
            return "行为时和决定时的条文相同，适用该条文。"
        return (
            "行为时和决定时的条文不同：原则上适用行为时的规定；作出行政处罚决定时规定已经修改或者废止，"
            "且新规定处罚较轻或者不认为是违法的，适用新规定。孰轻孰重由承办人判断。"
        )

    def as_json(self) -> dict[str, Any]:
        """The answer for other software; `choice` is always null: it is the officer's."""
        return {
            "ref": str(self.ref),
            "citation": label(self.ref),
            "numbered_by": self.numbered_by,
            "act": _side_json(self.act),
            "decided": _side_json(self.decided),
            "is_one_text": self.is_one_text,
            "between": [
                {"adopted_on": e.adopted_on.isoformat(), "starts_on": e.starts_on.isoformat()}
                for e in self.between
            ],
            "stretches": [{"same": s.is_same, "act": s.old, "decided": s.new} for s in self.stretches],
            "sentence": self.sentence,
            "choice": None,
            "rules": [{"ref": str(rule.ref), "text": rule.text} for rule in self.rules],
        }


def _side_json(side: Side) -> dict[str, Any]:
    article, edition = side.article, side.edition
    return {
        "day": side.day.isoformat(),
        "edition": edition.adopted_on.isoformat() if edition else None,
        "starts_on": edition.starts_on.isoformat() if edition else None,
        "status": edition.status(side.day).value if edition else None,
        "article": article.number if article else None,
        "citation": article.printed if article else None,
        "text": article.text if article else None,
        "url": article.url if article else None,
        "doubt": article.doubt if article else "",
        "why": side.why,
    }


def governing(ref: str | Ref, act: date, decided: date, *, numbered_by: str = "act") -> Governing:
    """Both texts of a citation, on the day of the act and on the day of the decision.

    The number is read in the text of the day that `numbered_by` names ("act" or "decided"); where that text has no
    such article, in the other. In the other text the article is found by its words when it was renumbered.
    Raises UnreadableCitation.
    """
    ref = as_ref(ref)
    law = library.current().law(ref.law)
    then, now = _edition(law, act), _edition(law, decided)
    rules = tuple(found for rule in RULES if (found := cite.resolve(rule, decided)))
    if law is None:
        why = f"法规库没有收入《{ref.law}》。"
        return Governing(
            ref, Side(act, None, None, why), Side(decided, None, None), False, "act", rules=rules
        )
    if then and now and not (then if numbered_by == "act" else now).has(ref.number):
        numbered_by = "decided" if numbered_by == "act" else "act"
    refs = {"act": ref, "decided": ref}
    if then and now and then.id != now.id:
        other = _renumbered(then, now, ref, numbered_by)
        refs["decided" if numbered_by == "act" else "act"] = other
    old = _side(law, then, refs["act"], act)
    new = _side(law, now, refs["decided"], decided)
    texts = [side.article.text if side.article else "" for side in (old, new)]
    is_one = bool(old.article and new.article) and texts[0] == texts[1]
    between = tuple(
        e for e in law.editions if act < e.starts_on <= decided and e not in (then, now) and then is not None
    )
    return Governing(ref, old, new, is_one, numbered_by, between, marked(*texts), rules)


def _edition(law: LawFacts | None, day: date) -> EditionFacts | None:
    return law.edition_on(day) if law else None


def _renumbered(then: EditionFacts, now: EditionFacts, ref: Ref, numbered_by: str) -> Ref:
    """The same place in the other edition; the paragraph is kept, for its words are shown beside each other."""
    for pair in compare_editions(then.id, now.id):
        here, there = (pair.old, pair.new) if numbered_by == "act" else (pair.new, pair.old)
        if here is not None and here.number == ref.number:
            if there is None:
                return Ref(ref.law, "")
            if pair.change is Change.SAME or there.number == ref.number:
                return ref
            return Ref(ref.law, there.number, ref.paragraph, ref.item, ref.sub)
    return ref


def _side(law: LawFacts, edition: EditionFacts | None, ref: Ref, day: date) -> Side:
    when = f"{day.year}年{day.month}月{day.day}日"
    if edition is None:
        ended = next((e for e in reversed(law.editions) if e.repealed_on and e.repealed_on <= day), None)
        why = (
            f"《{law.key}》在{when}已经废止。" if ended else f"法规库没有收入《{law.key}》{when}有效的文本。"
        )
        return Side(day, None, None, why)
    if not ref.number:
        return Side(day, edition, None, f"{when}有效的文本中没有与之对应的条文。")
    article = cite.resolve(ref, day)
    why = "" if article else f"{when}有效的文本中没有{point_label(ref)}。"
    return Side(day, edition, article, why)
