"""`fazhi law doubts|governing|compare|editions`: what is uncertain, which text governed, what an amendment changed."""

import argparse
import json
from collections import Counter
from datetime import date
from typing import Any

from django.utils import timezone

from fazhi.law import selectors
from fazhi.law.comparing import Pair, compare_editions
from fazhi.law.editions import day_of, law_named, two_editions
from fazhi.law.governing import Governing, Side, governing
from fazhi.law.library import EditionFacts
from fazhi.law.marking import Stretch
from fazhi.law.vocabulary import Change, DoubtKind


def build(verbs: Any) -> None:
    """Add the verbs on editions to `fazhi law`."""
    doubts = verbs.add_parser("doubts", help="列出法规库中的疑点：日期、效力、缺条、来源之间不一致")
    doubts.add_argument("law", nargs="?", default="", metavar="法规", help="只列这一部的")
    doubts.add_argument("--kind", choices=DoubtKind.values, default="", metavar="类别")
    doubts.add_argument("--json", action="store_true")
    doubts.set_defaults(run=_doubts)

    held = verbs.add_parser("editions", help="列出一部法规收入的各个文本和起止日期")
    held.add_argument("law", metavar="法规")
    held.add_argument("--json", action="store_true")
    held.set_defaults(run=_editions)

    which = verbs.add_parser(
        "governing", help="行为发生在一日、处理决定在另一日时，两日的条文对照（从旧兼从轻由承办人判断）"
    )
    which.add_argument("ref", metavar="引用")
    which.add_argument("--act", type=date.fromisoformat, required=True, metavar="日期", help="行为发生之日")
    which.add_argument(
        "--decided", type=date.fromisoformat, required=True, metavar="日期", help="作出决定之日"
    )
    which.add_argument(
        "--numbered-by",
        choices=("act", "decided"),
        default="act",
        help="引用的条号是哪一日文本的：act 行为时（默认），decided 决定时",
    )
    which.add_argument("--json", action="store_true")
    which.set_defaults(run=_governing)

    against = verbs.add_parser("compare", help="两个文本逐条对照；移位的条文按文字对应")
    against.add_argument("law", metavar="法规")
    against.add_argument(
        "--from", dest="older", default="", metavar="文本", help="通过或者公布日，默认前一个"
    )
    against.add_argument("--to", dest="newer", default="", metavar="文本", help="默认最新一个")
    against.add_argument("--all", action="store_true", help="未变的条文也列出")
    against.add_argument("--json", action="store_true")
    against.set_defaults(run=_compare)


def _doubts(args: argparse.Namespace) -> int:
    law = law_named(args.law).id if args.law else None
    rows = selectors.doubts(law=law, kind=args.kind)
    if args.json:
        for row in rows:
            told = {
                "law": row.edition.law.title,
                "edition": row.edition.adopted_on.isoformat(),
                "kind": row.kind,
                "label": row.get_kind_display(),
                "sentence": row.sentence,
                "source": row.edition.source,
                "place": row.edition.source_ref,
            }
            print(json.dumps(told, ensure_ascii=False))
        return 0
    counts: Counter[str] = Counter()
    shown = ""
    for row in rows:
        if row.kind != shown:
            shown = row.kind
            print(f"【{row.get_kind_display()}】")
        counts[row.kind] += 1
        print(f"  《{row.edition.law.key}》{row.edition.adopted_on.isoformat()}文本：{row.sentence}")
    print(f"共{counts.total()}项。" if counts else "没有疑点。")
    return 0


def _editions(args: argparse.Namespace) -> int:
    law = law_named(args.law)
    today = timezone.localdate()
    told = [_edition_json(edition, today) for edition in law.editions]
    if args.json:
        print(json.dumps({"law": law.title, "key": law.key, "editions": told}, ensure_ascii=False))
        return 0
    print(f"{law.title}")
    for edition in law.editions:
        until = edition.repealed_on or edition.next_starts_on
        end = f"，至{until.isoformat()}" if until else ""
        numbers = f"　{'、'.join(edition.document_numbers)}" if edition.document_numbers else ""
        print(
            f"  {day_of(edition)}　自{edition.starts_on.isoformat()}起适用{end}　{edition.status(today).label}{numbers}"
        )
    return 0


def _edition_json(edition: EditionFacts, today: date) -> dict[str, Any]:
    return {
        "edition": day_of(edition),
        "starts_on": edition.starts_on.isoformat(),
        "effective_on": edition.effective_on.isoformat() if edition.effective_on else None,
        "next_starts_on": edition.next_starts_on.isoformat() if edition.next_starts_on else None,
        "repealed_on": edition.repealed_on.isoformat() if edition.repealed_on else None,
        "unsure_from": edition.unsure_from.isoformat() if edition.unsure_from else None,
        "status": edition.status(today).value,
        "document_numbers": list(edition.document_numbers),
        "articles": edition.extent,
        "doubt": edition.doubt,
    }


def _governing(args: argparse.Namespace) -> int:
    found = governing(args.ref, args.act, args.decided, numbered_by=args.numbered_by)
    if args.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        _tell_governing(found)
    return 0 if found.act.article and found.decided.article else 1


def _tell_governing(found: Governing) -> None:
    for title, side, is_old in (("行为时", found.act, True), ("决定时", found.decided, False)):
        print(f"── {title}（{side.day.isoformat()}）{_of(side)}")
        print(_marked(found.stretches, is_old) if side.article else side.why)
    for edition in found.between:
        print(f"其间另有{day_of(edition)}文本，自{edition.starts_on.isoformat()}起适用。")
    print(found.sentence)
    for rule in found.rules:
        print(f"依据 {rule.printed}：{rule.text}")


def _of(side: Side) -> str:
    if side.article is None or side.edition is None:
        return ""
    return f"{side.article.printed}　{day_of(side.edition)}文本　{side.article.status.label}"


def _marked(stretches: list[Stretch], is_old: bool) -> str:
    """One side's text with the words that the other does not have in 【】."""
    made = []
    for stretch in stretches:
        text = stretch.old if is_old else stretch.new
        made.append(text if stretch.is_same or not text else f"【{text}】")
    return "".join(made)


def _compare(args: argparse.Namespace) -> int:
    law = law_named(args.law)
    old, new = two_editions(law, args.older, args.newer)
    pairs = compare_editions(old.id, new.id)
    counts = Counter(pair.change for pair in pairs)
    if args.json:
        told = {
            "law": law.title,
            "from": day_of(old),
            "to": day_of(new),
            "counts": {change.value: counts[change] for change in Change},
            "articles": [_pair_json(pair) for pair in pairs],
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(f"{law.title}：{day_of(old)}文本与{day_of(new)}文本")
    print("，".join(f"{change.label}{counts[change]}条" for change in Change))
    for pair in pairs:
        if pair.change is Change.SAME and not args.all:
            continue
        print(f"〔{_named(pair)}〕")
        if pair.is_changed:
            if pair.old:
                print(f"  旧 {_marked(pair.stretches, True)}")
            if pair.new:
                print(f"  新 {_marked(pair.stretches, False)}")
    return 0


def _named(pair: Pair) -> str:
    if pair.change is Change.RENUMBERED and pair.old and pair.new:
        return f"{pair.old.label}→{pair.new.label}，{'移位并修改' if pair.is_changed else '移位'}"
    row = pair.new or pair.old
    return f"{row.label if row else ''} {pair.change.label}"


def _pair_json(pair: Pair) -> dict[str, Any]:
    return {
        "change": pair.change.value,
        "is_changed": pair.is_changed,
        "likeness": round(pair.likeness, 3),
        "from": {"article": pair.old.number, "text": pair.old.text} if pair.old else None,
        "to": {"article": pair.new.number, "text": pair.new.text} if pair.new else None,
        "stretches": [{"same": s.is_same, "from": s.old, "to": s.new} for s in pair.stretches]
        if pair.is_changed and pair.old and pair.new
        else [],
    }
