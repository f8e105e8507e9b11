"""The catalogues agree with each other and with the code; no word for people stands in the code."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.ui.text import LANGUAGES, LOCALE_FOLDER, Text, catalogue

ROOT = Path(__file__).parents[1]
CODE = [ROOT / "dashboard.py", *(p for name in ("pages", "analysis", "data") for p in (ROOT / name).rglob("*.py"))]
DOMAINS = {path.stem for path in (LOCALE_FOLDER / "fi").glob("*.po")}
KEY = re.compile(rf"^({'|'.join(sorted(DOMAINS))})\.(?!toml$|py$|csv$)[a-z0-9_.]+$")
FINNISH = re.compile("[äöåÄÖÅ]")


def holes(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def literals(path: Path) -> Iterator[str]:
    """Strings of a module that may be keys; an f-string as a pattern, with .+ where a value comes in."""
    inside = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            parts = (re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z0-9_]+" for p in node.values)
            yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield re.escape(node.value)


PATTERNS = {
    pattern
    for path in CODE
    for pattern in literals(path)
    if KEY.match(pattern.replace("\\", "").replace("[a-z0-9_]+", "x"))
}
WHOLE = {pattern.replace("\\", "") for pattern in PATTERNS if "[a-z0-9_]+" not in pattern}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_same_keys_and_holes_as_in_finnish(language):
    finnish, other = catalogue(LANGUAGES[0]), catalogue(language)
    assert finnish.keys() ^ other.keys() == set()
    differing = [
        key for key, forms in finnish.items() if set().union(*map(holes, forms)) != set().union(*map(holes, other[key]))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language):
    assert [key for key, forms in catalogue(language).items() if not forms or not all(forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_tells_its_number_in_every_form(language):
    plurals = {key: forms for key, forms in catalogue(language).items() if len(forms) > 1}
    assert [key for key, forms in plurals.items() if not all("n" in holes(form) for form in forms[1:])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_stands_in_the_file_of_its_domain_and_once(language):
    seen: list[str] = []
    for path in (LOCALE_FOLDER / language).glob("*.po"):
        keys = re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert {key.split(".")[0] for key in keys} <= {path.stem}
        seen += keys
    assert sorted(seen) == sorted(set(seen))


def test_every_key_that_the_code_names_exists():
    assert sorted(WHOLE - catalogue("fi").keys()) == []


def test_every_pattern_of_keys_in_the_code_meets_some():
    patterns = [pattern for pattern in PATTERNS if "[a-z0-9_]+" in pattern]
    assert [p for p in patterns if not any(re.fullmatch(p, key) for key in catalogue("fi"))] == []


def test_every_key_is_used():
    unused = [key for key in catalogue("fi") if not any(re.fullmatch(pattern, key) for pattern in PATTERNS)]
    assert unused == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_finnish_sentence_in_the_code_of_pages(path):
    """A docstring may show one, and a pattern may look for a word; what a person reads stands in a catalogue."""
    if not path.is_relative_to(ROOT / "pages"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert [words for words in strings - docstrings if " " in words and FINNISH.search(words)] == []


def test_the_plural_follows_the_number():
    text = Text("fi")
    assert text("frame.minimum", n=1).endswith("1 vastaaja.")
    assert text("frame.minimum", n=10).endswith("10 vastaajaa.")
