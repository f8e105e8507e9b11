"""Seeds and phrases found in an answer: an index leads from its words to the few patterns worth checking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from analysis.coding.cleaning import Word
from analysis.coding.pattern import Element, Pattern
from analysis.coding.vocabulary import Vocabulary

__all__ = ["Hit", "Matcher", "Rule"]

_Places = Mapping[int, Sequence[int]]  # element → indexes of the words that fill it


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    kind: str  # seeds | phrases | hints | not
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Hit:
    rule: Rule
    words: tuple[int, ...]  # indexes into the answer's words, ascending


class Lookup(Protocol):
    """Which elements a form fills; another than Vocabulary only to compare ways of reading words (quality.py)."""

    def ids(self, form: str) -> frozenset[int]: ...


class Matcher:
    """The rules of one language, ready to be searched for."""

    def __init__(
        self,
        rules: Iterable[Rule],
        language: str,
        vocabulary: Callable[[Iterable[frozenset[str]], str], Lookup] = Vocabulary,
    ) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        compiled = [(rule, tuple(self._number(element) for element in rule.pattern.elements)) for rule in rules]
        used = Counter(number for _, numbers in compiled for number in numbers)
        self._anchored: defaultdict[int, list[tuple[Rule, tuple[int, ...]]]] = defaultdict(list)
        for rule, numbers in compiled:
            present = [n for n, element in zip(numbers, rule.pattern.elements, strict=True) if not element.absent]
            self._anchored[min(present, key=lambda number: used[number])].append((rule, numbers))
        self._vocabulary = vocabulary(self._numbers, language)

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Every rule found, once for each place; words inside a "not" phrase count for none of its code's others."""
        found: list[Hit] = []
        indexed = list(enumerate(words))
        for _, sentence in groupby(indexed, key=lambda pair: pair[1].sentence):
            places: defaultdict[int, list[int]] = defaultdict(list)
            for index, word in sentence:
                for number in self._vocabulary.ids(word.form):
                    places[number].append(index)
            found.extend(self._in_sentence(places, words))
        return _without_vetoed(found)

    def _number(self, element: Element) -> int:
        return self._numbers.setdefault(element.words, len(self._numbers))

    def _in_sentence(self, places: _Places, words: Sequence[Word]) -> Iterator[Hit]:
        for number in places:
            for rule, numbers in self._anchored.get(number, ()):
                yield from _found(rule, numbers, places, words)


def _found(rule: Rule, numbers: Sequence[int], places: _Places, words: Sequence[Word]) -> Iterator[Hit]:
    pattern = rule.pattern
    wanted = [n for n, element in zip(numbers, pattern.elements, strict=True) if not element.absent]
    if any(number not in places for number in wanted):
        return
    unwanted = [n for n, element in zip(numbers, pattern.elements, strict=True) if element.absent]
    seen: set[tuple[int, ...]] = set()
    for start in places[wanted[0]]:
        chosen = _nearest(start, wanted[1:], places, pattern)
        if chosen and chosen not in seen and not _forbidden(chosen, unwanted, places, words):
            seen.add(chosen)
            yield Hit(rule, chosen)


def _nearest(start: int, others: Sequence[int], places: _Places, pattern: Pattern) -> tuple[int, ...] | None:
    """The words of a phrase around its first one, each the nearest still free; None where they stand too far apart."""
    chosen = [start]
    for number in others:
        free = [at for at in places[number] if at not in chosen and (not pattern.ordered or at > chosen[-1])]
        if not free:
            return None
        chosen.append(min(free, key=lambda at: abs(at - start)))
    return tuple(sorted(chosen)) if max(chosen) - min(chosen) <= pattern.window else None


def _forbidden(chosen: tuple[int, ...], unwanted: Sequence[int], places: _Places, words: Sequence[Word]) -> bool:
    clauses = {words[index].clause for index in chosen}
    return any(words[at].clause in clauses for number in unwanted for at in places.get(number, ()) if at not in chosen)


def _without_vetoed(found: Sequence[Hit]) -> list[Hit]:
    vetoed = {(hit.rule.code, at) for hit in found if hit.rule.kind == "not" for at in hit.words}
    return [
        hit for hit in found if hit.rule.kind != "not" and not any((hit.rule.code, at) in vetoed for at in hit.words)
    ]
