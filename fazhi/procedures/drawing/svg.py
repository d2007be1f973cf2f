"""The diagram on a matter's page: left to right, done filled, current outlined, ahead faint, lawful exits below."""

from collections.abc import Collection
from itertools import pairwise
from xml.sax.saxutils import escape

from fazhi.procedures.definition import Definition, Stage
from fazhi.procedures.proof.paths import edges

BOX_W, BOX_H, GAP, ROW, PER_ROW = 132, 44, 28, 96, 6


def draw(d: Definition, current: str = "", visited: Collection[str] = ()) -> str:
    """The procedure as SVG with the current stage marked; every stage has a title that tells its state in words."""
    line = list(d.main_line())
    exits = [stage for stage in d.stages.values() if stage.exit]
    places: dict[str, tuple[int, int]] = {}
    for n, stage in enumerate(line):
        places[stage.key] = (n % PER_ROW * (BOX_W + GAP) + 8, n // PER_ROW * ROW + 8)
    top = (len(line) - 1) // PER_ROW * ROW + ROW + 40
    for n, stage in enumerate(exits):
        places[stage.key] = (n % PER_ROW * (BOX_W + GAP) + 8, top + n // PER_ROW * ROW)
    height = (top + ((len(exits) - 1) // PER_ROW + 1) * ROW if exits else top) - 24
    width = PER_ROW * (BOX_W + GAP) - GAP + 16
    said = (
        f"{d.title}流程图，现在{d.stages[current].title}阶段" if current in d.stages else f"{d.title}流程图"
    )
    parts = [
        f'<svg class="fz-diagram" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(said)}">',
        _TIP,
    ]
    parts += [_arrow(places[a.key], places[b.key]) for a, b in pairwise(line)]
    if exits:
        parts.append(f'<text x="8" y="{top - 14}" class="fz-diagram-note">依法可以转出</text>')
    leads = {
        stage.key: sorted({d.stages[e.source].title for e in edges(d) if e.target == stage.key})
        for stage in exits
    }
    for stage in [*line, *exits]:
        state = "now" if stage.key == current else "done" if stage.key in visited else "ahead"
        note = f"由{'、'.join(leads[stage.key])}转出" if leads.get(stage.key) else ""
        parts.append(_box(stage, places[stage.key], state, note))
    return "".join([*parts, "</svg>"])


_TIP = (
    '<defs><marker id="fz-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 8 4 0 8z" fill="#868e9a"/></marker></defs>'
)
_FILL = {"done": "#dfe6f2", "now": "#ffffff", "ahead": "#ffffff"}
_EDGE = {"done": "#dfe6f2", "now": "#1257b3", "ahead": "#e3e6ea"}
_INK = {"done": "#171c24", "now": "#171c24", "ahead": "#5d6673"}
_WORD = {"done": "已经过", "now": "现在", "ahead": "未到"}


def _box(stage: Stage, at: tuple[int, int], state: str, note: str) -> str:
    x, y = at
    wide = 2 if state == "now" else 1
    dash = ' stroke-dasharray="4 3"' if stage.when else ""
    title = (
        f"{stage.title}：{_WORD[state]}"
        + ("；符合条件时进入" if stage.when else "")
        + (f"；{note}" if note else "")
    )
    weight = ' font-weight="600"' if state == "now" else ""
    return (
        f"<g><title>{escape(title)}</title>"
        f'<rect x="{x}" y="{y}" width="{BOX_W}" height="{BOX_H}" fill="{_FILL[state]}" stroke="{_EDGE[state]}"'
        f' stroke-width="{wide}"{dash}/>'
        f'<text x="{x + BOX_W // 2}" y="{y + BOX_H // 2 + 5}" text-anchor="middle" font-size="14"'
        f' fill="{_INK[state]}"{weight}>{escape(stage.title[:9])}</text></g>'
    )


def _arrow(a: tuple[int, int], b: tuple[int, int]) -> str:
    middle = BOX_H // 2
    if a[1] == b[1]:
        way = f"M{a[0] + BOX_W} {a[1] + middle}H{b[0] - 2}"
    else:
        half = a[1] + BOX_H + (b[1] - a[1] - BOX_H) // 2
        way = f"M{a[0] + BOX_W // 2} {a[1] + BOX_H}V{half}H{b[0] + BOX_W // 2}V{b[1] - 2}"
    return f'<path d="{way}" fill="none" stroke="#868e9a" marker-end="url(#fz-tip)"/>'
