"""Mermaid state diagrams."""

from fazhi.procedures.definition import Definition
from fazhi.procedures.proof.paths import edges, entries


def export(d: Definition) -> str:
    """The procedure as a mermaid state diagram."""
    lines = ["stateDiagram-v2", f"  %% {d.title}（{d.key}）"]
    lines += [f'  state "{stage.title}" as {key}' for key, stage in d.stages.items()]
    lines += [f"  [*] --> {key} : {d.opening.title}" for key in sorted(entries(d))]
    lines += [f"  {e.source} --> {e.target} : {e.title}" for e in edges(d) if e.source != e.target]
    lines += [f"  {stage.key} --> [*]" for stage in d.finals()]
    return "\n".join(lines)
