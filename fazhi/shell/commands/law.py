"""`fazhi law impact`: what an amendment touches."""

import argparse
import json
import sys
from typing import Any

from django.utils import timezone

from fazhi.law.editions import law_named
from fazhi.law.reference import Ref, point_label
from fazhi.law.vocabulary import Change
from fazhi.shell.law.impact import Amended, Impact, Touched, impact, step

_SHOWN = 60


def build(verbs: Any) -> None:
    """Add the verb."""
    touched = verbs.add_parser(
        "impact", help="法规修改影响到哪些程序、期限、条件、文书、清单和其他法规，逐处列明"
    )
    touched.add_argument("law", metavar="法规")
    touched.add_argument(
        "--from",
        dest="start",
        required=True,
        metavar="文本",
        help="从哪个文本算起，写通过或者公布的日期；写最新的文本，就与它的前一个文本比",
    )
    touched.add_argument("--to", dest="end", default="", metavar="文本", help="到哪个文本为止，默认最新的")
    touched.add_argument("--all", action="store_true", help="没有被引用的修改也列出")
    touched.add_argument("--json", action="store_true", help="以 JSON 输出")
    touched.set_defaults(run=_impact)


def _impact(args: argparse.Namespace) -> int:
    law = law_named(args.law)
    found = impact(law, *step(law, args.start, args.end), on=timezone.localdate())
    if args.json:
        json.dump(as_json(found), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _tell(found, every=args.all)
    return 0


def as_json(found: Impact) -> dict[str, Any]:
    """The impact as plain values."""
    return {
        "law": found.law.key,
        "old": found.old.adopted_on.isoformat(),
        "new": found.new.adopted_on.isoformat(),
        "new_effective_on": found.new.effective_on.isoformat() if found.new.effective_on else None,
        "counts": found.counts(),
        "articles": [
            {
                "change": one.pair.change.value,
                "is_reworded": one.pair.is_changed,
                "old_article": one.pair.old.number if one.pair.old else None,
                "new_article": one.pair.new.number if one.pair.new else None,
                "old_text": one.pair.old.text if one.pair.old else None,
                "new_text": one.pair.new.text if one.pair.new else None,
                "places": [_place(touched) for touched in one.touched],
            }
            for one in found.amended
        ],
        "whole": [_place(touched) for touched in found.whole],
    }


def _place(touched: Touched) -> dict[str, Any]:
    place = touched.place
    return {
        "kind": touched.kind,
        "name": place.name,
        "file": place.file or None,
        "line": place.line or None,
        "url": place.url or None,
        "cites": str(place.ref),
        "touch": touched.touch.value,
        "old_text": touched.old_text or None,
        "new_text": touched.new_text or None,
        "now_at": touched.now_at or None,
    }


def _tell(found: Impact, *, every: bool) -> None:
    counts = found.counts()
    begins = (
        f"，自{found.new.effective_on.isoformat()}起施行" if found.new.effective_on else "，施行日来源未载"
    )
    print(
        f"《{found.law.key}》{found.old.adopted_on.isoformat()}文本 → {found.new.adopted_on.isoformat()}文本{begins}"
    )
    print(
        f"修改{counts['changed']}条，移位{counts['renumbered']}条，新增{counts['added']}条，删去{counts['removed']}条；"
        f"涉及{len(found.touched)}处引用。"
    )
    for one in found.amended:
        if one.touched or every:
            _tell_article(found.law.key, one)
    if found.whole:
        print(f"\n引用整部法规、需要通读的{len(found.whole)}处：")
        for touched in found.whole:
            print(f"  {touched.kind_title}　{touched.place.name}　{touched.place.where}")


def _tell_article(law: str, one: Amended) -> None:
    pair = one.pair
    heads = [point_label(Ref(law, row.number)) for row in (pair.old, pair.new) if row]
    also = "，文字也有改动" if pair.change is Change.RENUMBERED and pair.is_changed else ""
    print(f"\n{' → '.join(dict.fromkeys(heads))}　{pair.change.label}{also}")
    if pair.old and pair.is_changed:
        print(f"  原：{_short(pair.old.text)}")
    if pair.new and pair.is_changed:
        print(f"  新：{_short(pair.new.text)}")
    for touched in one.touched:
        print(f"  - {touched.kind_title}　{touched.place.name}　{touched.place.point}　{touched.place.where}")
        to = f"（现{point_label(Ref(law, touched.now_at))}）" if touched.now_at else ""
        print(f"    {touched.touch.label}{to}")


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
