"""The title of a task: its first sentence, or what can be told of it when the stop is missing."""

import re

_LONG = 30
"""Characters beyond which a first sentence is no title."""
_SHORTEST = 6
_STOP = re.compile(r"[。；;：:\n（(]")
_BEGINS = re.compile(
    r"全面|深入|严格|健全|完善|加强|推进|推动|建立|落实|加快|积极|进一步|继续|持续|切实|坚持|充分|大力|统筹|开展|强化|规范|认真|按照|着力|不断|扎实|结合|围绕|"
    r"组织|制定|编制|严禁|实行|实施|依法"
)
_JOINING = tuple("的和与及、，以并在对将为了把向")


def title_of(words: str) -> tuple[str, bool]:
    """The title out of the words behind a task's number; and whether the stop behind it is missing."""
    words = words.lstrip(" \u3000")
    stop = _STOP.search(words)
    sentence = words[: stop.start()] if stop else words
    if len(sentence) <= _LONG and not ("，" in sentence and len(sentence) > _LONG // 2):
        return _neat(sentence), False
    clause = re.split(r"[，,]", sentence, maxsplit=1)[0]
    for begin in _BEGINS.finditer(clause, _SHORTEST):
        if not clause[: begin.start()].endswith(_JOINING) and begin.start() <= _LONG:
            return _neat(clause[: begin.start()]), True
    return _neat(clause[:_LONG]), False


def heading_of(words: str) -> str:
    """The title of a section: its line, or its first sentence."""
    line = words.strip(" \u3000").split("\n", 1)[0]
    sentence = line.split("。", 1)[0]
    return _neat(sentence if len(sentence) <= 2 * _LONG else re.split(r"[，,]", sentence, maxsplit=1)[0])


def _neat(title: str) -> str:
    return re.sub(r"\s", "", title).strip("。，；：:、.")
