"""How good the coding is on answers that people coded: `python -m analysis.coding.quality` (make quality).

Cross-validated wherever anything is learnt. Compares ways of reading words, so that the costly ones earn their place.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.coding.agreement import per_code_agreement
from analysis.coding.analyser import analyse, backend
from analysis.coding.cleaning import words
from analysis.coding.codebook import Code, Codebook, default_codebook, label_seeds
from analysis.coding.coder import code_answers
from analysis.coding.keywords import ENOUGH, rules_of, scores_of
from analysis.coding.language import LANGUAGES, language_of
from analysis.coding.matching import Matcher

__all__ = ["Counts", "count", "macro_f1", "report"]

CODED = Path("tests/coding/feedback_coded.jsonl")
_FOLDS = 5
_SNOWBALL = {"fi": "finnish", "sv": "swedish", "en": "english"}

Sets = Sequence[frozenset[str]]
Keys = Callable[[str, str], Iterable[str]]  # (form, language) → what it is compared by


@dataclass(frozen=True, slots=True)
class Counts:
    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


class Comparison:
    """A vocabulary that compares a form with the codebook's words by one kind of key alone."""

    def __init__(self, elements: Iterable[frozenset[str]], language: str, keys: Keys) -> None:
        self._keys, self._language = keys, language
        self._ids: dict[str, set[int]] = {}
        for number, listed in enumerate(elements):
            for word in listed:
                for key in keys(word.strip("*=~"), language):
                    self._ids.setdefault(key, set()).add(number)

    def ids(self, form: str) -> frozenset[int]:
        return frozenset(number for key in self._keys(form, self._language) for number in self._ids.get(key, ()))


def count(code: str, truths: Sets, given: Sets) -> Counts:
    pairs = [(code in truth, code in codes) for truth, codes in zip(truths, given, strict=True)]
    return Counts(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def macro_f1(codes: Iterable[str], truths: Sets, given: Sets) -> float:
    """The mean F1 of the codes that anybody gave."""
    values = [count(code, truths, given).f1 for code in codes if any(code in truth for truth in truths)]
    return sum(values) / len(values)


def cross_validated(texts: Sequence[str], truths: Sets, codebook: Codebook) -> Sets:
    """Codes by codebook and learner, each answer by a learner that has not seen it."""
    given: list[frozenset[str]] = [frozenset()] * len(texts)
    for fold in range(_FOLDS):
        inside = [index for index in range(len(texts)) if index % _FOLDS != fold]
        outside = [index for index in range(len(texts)) if index % _FOLDS == fold]
        examples = [(texts[index], truths[index]) for index in inside]
        codings = code_answers([texts[index] for index in outside], codebook, examples=examples)
        for index, coding in zip(outside, codings, strict=True):
            given[index] = coding.codes
    return given


def read_by(keys: Keys, texts: Sequence[str], codebook: Codebook) -> Sets:
    """Codes by the codebook alone, its words compared by `keys`."""
    matchers = {
        language: Matcher(rules_of(codebook, language), language, lambda e, lang: Comparison(e, lang, keys))
        for language in LANGUAGES
    }
    return [_codes_by(matchers, text) for text in texts]


def _codes_by(matchers: dict[str, Matcher], text: str) -> frozenset[str]:
    found = words(text)
    hits = matchers[language_of(word.form for word in found)].hits(found)
    return frozenset(code for code, score in scores_of(hits).items() if score >= ENOUGH)


def _stem_keys() -> Keys:
    from nltk.stem.snowball import SnowballStemmer

    stemmers = {language: SnowballStemmer(name) for language, name in _SNOWBALL.items()}
    return lambda form, language: (str(stemmers[language].stem(form)),)


def report(path: Path = CODED) -> str:
    """The whole report, as Markdown."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    a, b = ([frozenset(row[coder]) for row in rows] for coder in ("coder_a", "coder_b"))
    book = default_codebook()
    codes = [code.id for code in book.active]
    codings = code_answers(texts, book)
    alone = [coding.codes for coding in codings]
    fused = cross_validated(texts, a, book)
    names = names_only(book)
    ways = {
        "names of the codes alone, exact form": read_by(lambda form, _: (form,), texts, names),
        "names, Snowball stem": read_by(_stem_keys(), texts, names),
        "names, lemma": read_by(lambda form, lang: analyse(form, lang).lemmas, texts, names),
        "names, lemma + parts": read_by(_lemmas_and_parts, texts, names),
        "names, lemma + parts + edges (as a stranger's codebook is read)": _codes(texts, names),
        "shipped codebook": alone,
        "shipped codebook and learner (5 folds)": fused,
        "the second reading": b,
    }
    valence = [coding.valence == row["valence_a"] for coding, row in zip(codings, rows, strict=True)]
    language = [coding.language == row["lang"] for coding, row in zip(codings, rows, strict=True)]
    lines = [
        f"{len(rows)} answers, first reading as truth; codebook {book.id} {book.version}; {backend()}.",
        f"Valence right {_share(valence)}, language right {_share(language)}.",
        "",
        "| words read by | macro-F1 |",
        "|---|---|",
        *(f"| {way} | {macro_f1(codes, a, given):.3f} |" for way, given in ways.items()),
        "",
        "| code | n | precision | recall | F1 | F1 with learner | readings agree (alpha, 95 %) |",
        "|---|---|---|---|---|---|---|",
        *_per_code(codes, a, b, alone, fused),
    ]
    return "\n".join(lines) + "\n"


def _per_code(codes: Sequence[str], a: Sets, b: Sets, alone: Sets, fused: Sets) -> Iterable[str]:
    agreement = per_code_agreement(a, b)
    for code in codes:
        counts, agreed = count(code, a, alone), agreement[code]
        given, wanted = counts.right + counts.wrong, counts.right + counts.missed
        interval = f"{agreed.alpha_interval.low:.2f}–{agreed.alpha_interval.high:.2f}"
        yield (
            f"| {code} | {wanted} | {counts.right / max(given, 1):.2f} | {counts.right / max(wanted, 1):.2f}"
            f" | {counts.f1:.2f} | {count(code, a, fused).f1:.2f} | {agreed.alpha:.2f} ({interval}) |"
        )


def _codes(texts: Sequence[str], codebook: Codebook) -> Sets:
    return [coding.codes for coding in code_answers(texts, codebook)]


def _lemmas_and_parts(form: str, language: str) -> tuple[str, ...]:
    analysis = analyse(form, language)
    return (*analysis.lemmas, *analysis.parts)


def names_only(codebook: Codebook) -> Codebook:
    """The codebook as if it had no seeds: what two or three words of a name are worth."""
    return replace(
        codebook, codes=tuple(Code(code.id, code.name, seeds=label_seeds(code.name)) for code in codebook.active)
    )


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.3f}"


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1]) if len(sys.argv) > 1 else CODED))
