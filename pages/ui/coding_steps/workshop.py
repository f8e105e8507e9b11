"""The questions that need dictionaries or learners, answered in a child process: plain rows in, plain rows out.

`python -m pages.ui.coding_steps.workshop` reads one question a line and writes one answer a line, both JSON. It ends
when its input does, so it cannot outlive the server that asks.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from analysis.coding.cleaning import words
from analysis.coding.codebook import Codebook, read_codebook
from analysis.coding.coder import code_answers
from analysis.coding.language import language_of
from analysis.coding.matching import Matcher, Rule
from analysis.coding.pattern import parse_pattern

__all__ = ["QUESTIONS", "agreement", "codebook_of", "difference", "missing", "probe", "serve"]

Report = Callable[[float], None]
_COMMON = 0.02  # share of the other answers: a word said oftener would find anything as a seed
_FEWEST_WORDS = 2  # a single word is no theme; it may still stand out in the list of words
_SHORTEST = 4  # letters: shorter words are mostly particles
_BATCH = 50  # answers between two reports of progress: a fraction of a second


def probe(told: Mapping[str, Any], report: Report) -> dict[str, object]:
    """Every form that a word or phrase catches in the answers of its language, and which answers those are."""
    language: str = told["language"]
    try:
        pattern = parse_pattern(told["pattern"], told["groups"])
    except (KeyError, ValueError):
        return {"readable": False, "forms": [], "answers": []}
    matcher = Matcher([Rule("", "seeds", pattern)], language)
    caught = [_caught(text, matcher, language) for text in told["texts"]]
    forms = Counter(form for found in caught for form in found)
    return {
        "readable": True,
        "forms": sorted(forms.items(), key=lambda one: (-one[1], one[0])),
        "answers": [place for place, found in enumerate(caught) if found],
    }


def difference(told: Mapping[str, Any], report: Report) -> list[list[list[str]]]:
    """Codes of each answer under the codebook in use and under the new one."""
    old, new = codebook_of(told["old"]), codebook_of(told["new"])
    texts: Sequence[str] = told["texts"]
    found: list[list[list[str]]] = []
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        before, after = ([coding.codes for coding in code_answers(batch, book)] for book in (old, new))
        found += [[sorted(a), sorted(b)] for a, b in zip(before, after, strict=True)]
        report((start + len(batch)) / len(texts))
    return found


def agreement(told: Mapping[str, Any], report: Report) -> list[dict[str, object]]:
    """Agreement of two coders on each code; alpha is null where it cannot be said."""
    from analysis.coding.agreement import per_code_agreement

    found = per_code_agreement(told["first"], told["second"])
    return [
        {
            "code": one.code,
            "n": one.n,
            "both": one.both,
            "only_first": one.only_a,
            "only_second": one.only_b,
            "alpha": _number(one.alpha),
            "low": _number(one.alpha_interval.low),
            "high": _number(one.alpha_interval.high),
        }
        for one in found.values()
    ]


def missing(told: Mapping[str, Any], report: Report) -> dict[str, object]:
    """Groups among the answers that no code explains, and the words that stand out in them.

    Of a group only those words are told that could name it: not said all over the other answers too.
    """
    from analysis.coding.discovery import keyness, suggest_themes
    from analysis.coding.learner import tokens

    uncoded, coded = told["uncoded"], told["coded"]
    elsewhere = Counter(word for text in coded for word in set(tokens(text)))
    most = _COMMON * max(len(coded), 1)
    named = [
        ([word for word in one.words if len(word) >= _SHORTEST and elsewhere[word] <= most], one.answers)
        for one in suggest_themes(uncoded)
    ]
    groups = [{"words": tellers, "answers": list(at)} for tellers, at in named if len(tellers) >= _FEWEST_WORDS]
    standing_out = [[one.word, one.here, one.elsewhere] for one in keyness(uncoded, coded)]
    return {"groups": groups, "words": standing_out[: told["most"]]}


QUESTIONS: Mapping[str, Callable[[Mapping[str, Any], Report], object]] = {
    "probe": probe,
    "difference": difference,
    "agreement": agreement,
    "missing": missing,
}


def codebook_of(toml: str) -> Codebook:
    """The codebook that a text describes. Raises CodebookError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.toml"
        path.write_text(toml, encoding="utf-8")
        return read_codebook(path)


def serve(questions: TextIO, answers: TextIO) -> None:
    """Answer until no more is asked. What a library prints does not reach the answers."""

    def say(line: object) -> None:
        answers.write(json.dumps(line) + "\n")
        answers.flush()

    with redirect_stdout(sys.stderr):
        for line in questions:
            told = json.loads(line)
            found = QUESTIONS[told["question"]](told, lambda share: say({"progress": share}))
            say({"answer": found})


def _caught(text: str, matcher: Matcher, language: str) -> set[str]:
    found = words(text)
    if language_of(word.form for word in found) != language:
        return set()
    return {found[place].form for hit in matcher.hits(found) for place in hit.words}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
