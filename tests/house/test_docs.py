"""The documents tell the truth: every command, variable, model and article is in them, and none that is not."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from scripts import command_pages, glossary, legal_index
from tests.house.sources import HOUSE, ROOT, calls, kept, named, python, tree

SETTINGS = ROOT / "docs" / "dev" / "settings.md"
ENV = HOUSE / "config" / "env.py"


def read_variables(module: ast.Module) -> Iterator[str]:
    """Names of environment variables that a module reads."""
    for call, name in calls(module):
        reads = name.endswith(("environ.get", "os.getenv")) or name == "flag"
        if reads and call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Subscript)
            and ast.unparse(node.value).endswith("environ")
            and isinstance(node.ctx, ast.Load)
            and isinstance(node.slice, ast.Constant)
        ):
            yield str(node.slice.value)


def variables() -> set[str]:
    """Every variable that the platform or its scripts read."""
    found = {name for path in [*python(), *python(ROOT / "scripts")] for name in read_variables(tree(path))}
    shell = (ROOT / "scripts" / "bootstrap.sh").read_text() + (ROOT / "Makefile").read_text()
    return found | set(re.findall(r"\b(FAZHI_[A-Z]+)\b", shell)) | {"PORT", "ARGS"}


def test_every_variable_is_in_the_documents() -> None:
    told = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == variables(), f"docs/dev/settings.md 与代码不符：{told ^ variables()}"


def test_the_platform_reads_its_variables_in_one_place() -> None:
    # What is handed out with an exported dossier runs without the platform.
    inside = [p for p in python() if p != ENV and "standalone" not in p.parts]
    others = {named(p): set(read_variables(tree(p))) for p in inside}
    found = {place: names for place, names in others.items() if names}
    assert not found, f"Read and type these in config/env.py: {found}"


def test_every_command_is_in_the_documents() -> None:
    page = command_pages.PAGE.read_text(encoding="utf-8")
    for noun, verbs in command_pages.commands().items():
        assert verbs, noun
        for verb in verbs:
            assert f"### `fazhi {noun} {verb}`" in page, f"Run `make docs`: fazhi {noun} {verb} is missing"
    assert page == command_pages.render(), (
        "docs/dev/commands.md is not what the commands say; run `make docs`"
    )


def test_every_command_says_in_chinese_what_it_does() -> None:
    page = command_pages.render()
    for title, told in re.findall(r"^### `(.+)`\n\n(.*)$", page, re.MULTILINE):
        assert re.search(r"[一-鿿]", told), f"{title} has no Chinese help"


def test_the_legal_index_is_up_to_date() -> None:
    page = legal_index.PAGE.read_text(encoding="utf-8")
    assert page == legal_index.render(), "docs/legal-index.md is out of date; run `make docs`"


@pytest.mark.parametrize("law", ["行政处罚法"])
def test_the_legal_index_names_the_laws_we_apply(law: str) -> None:
    assert f"\n## {law}\n" in legal_index.render()


def glossary_words() -> tuple[set[str], set[str]]:
    """The identifiers of the glossary, and those that are not to be used."""
    page = glossary.PAGE.read_text(encoding="utf-8").partition(glossary.MARK)[0]
    words: set[str] = set()
    bans: set[str] = set()
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[1] != "标识":
            words |= {word.strip() for word in cells[1].split(",")}
            bans |= {word.strip() for word in cells[3].split(",")}
    return words - {"", "---"}, bans - {"", "---"}


def test_every_model_is_in_the_glossary() -> None:
    words, _ = glossary_words()
    ours = {m.__name__ for m in apps.get_models() if m.__module__.startswith("fazhi.")}
    assert ours <= words, f"docs/glossary.md does not hold {sorted(ours - words)}"


def test_no_model_stage_or_action_has_a_name_that_the_glossary_refuses() -> None:
    _, bans = glossary_words()
    assert bans
    used = {m.__name__ for m in apps.get_models() if m.__module__.startswith("fazhi.")}
    for definition in glossary.definitions().values():
        used |= {name for _, name, _ in glossary.words(definition)}
    assert not used & bans, f"docs/glossary.md has another word for {sorted(used & bans)}"


def test_the_words_of_the_procedures_are_up_to_date() -> None:
    assert glossary.PAGE.read_text(encoding="utf-8") == glossary.page(), "Run `make docs`"


# Spelled so that this file does not offend against itself.
_NOT_OF_THE_PRODUCT = re.compile(
    r"\bissue[ ]#?\d|/wor[k]/|/tm[p]/plan|\bLL[M]\b|\bClaud[e]|\bChatGP[T]|sub-?agen[t]|language mode[l]"
    r"|\bTOD[O]\b|\bFIXM[E]\b|pypi[.]or[g]|npmjs[.](?:org|com)"
)
_SPOKEN = {".py", ".md", ".yaml", ".toml", ".html", ".js", ".css", ".sh", ".txt", ""}


def test_the_house_speaks_of_the_product_only() -> None:
    found = [
        f"{named(path)}:{number}: {hit[0]}"
        for path in kept()
        if path.suffix in _SPOKEN and not {"vendor", "data"} & set(path.parts)
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if (hit := _NOT_OF_THE_PRODUCT.search(line))
    ]
    assert not found, found
