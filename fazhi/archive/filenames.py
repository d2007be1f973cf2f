"""Names of files as they come from outside."""

import re
import unicodedata

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean(name: str) -> str:
    """The name without folders, control and direction marks or characters that a Windows disk refuses.

    At most 120 characters, the ending kept. A name of which nothing remains becomes 未命名.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc, Cf: control characters and marks such as U+202E, with which "fdp.exe" is shown as "exe.pdf". Cs, Co: no text.
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    name = _FORBIDDEN.sub("_", name).strip().strip(".").strip()
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    if len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    stem = stem[: LONGEST - len(dot + suffix)].rstrip()
    return f"{stem or '未命名'}{dot}{suffix}"


def suffix(name: str) -> str:
    """The ending in small letters without the dot; empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
