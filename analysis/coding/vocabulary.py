"""From a word to the places of phrases that it may fill: found once a type, by look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from analysis.coding.analyser import Analysis, analyse

__all__ = ["Vocabulary"]

_EDGE = 4  # letters: a seed this long may begin or end a word that the dictionary does not know
_SPELLED = 7  # letters: from here one slip of the pen is forgiven
_LONGEST = 40

_Index = defaultdict[str, set[int]]


class Vocabulary:
    """The words of one language's patterns. `ids(form)` are the elements that the form fills."""

    def __init__(self, elements: Iterable[frozenset[str]], language: str) -> None:
        self.language = language
        self._whole, self._part, self._begin, self._end, self._edge, self._slips = (
            defaultdict[str, set[int]](set) for _ in range(6)
        )
        self._cache: dict[str, frozenset[int]] = {}
        for number, words in enumerate(elements):
            for word in words:
                self._add(word, number)

    def ids(self, form: str) -> frozenset[int]:
        found = self._cache.get(form)
        if found is None:
            found = self._cache[form] = frozenset(self._find(form, analyse(form, self.language)))
        return found

    def _add(self, word: str, number: int) -> None:
        core = word.strip("*=~")
        if word.startswith("~"):
            self._add_name(core, number)
        elif word.startswith("="):
            self._whole[core].add(number)
        elif word.endswith("*") or word.startswith("*"):
            (self._begin if word.endswith("*") else self._end)[core].add(number)
        else:
            self._add_word(core, number)
        if len(core) >= _SPELLED and not word.startswith("*"):
            for slip in _slips(core):
                self._slips[slip].add(number)

    def _add_word(self, core: str, number: int) -> None:
        self._whole[core].add(number)
        self._part[core].add(number)
        if len(core) >= _EDGE:
            self._edge[core].add(number)

    def _add_name(self, core: str, number: int) -> None:
        """A word of a name may be inflected ("verkostot") and is all that a theme has: it matches widely."""
        analysis = analyse(core, self.language)
        for part in analysis.parts:
            if len(part) >= _EDGE:
                self._whole[part].add(number)
                self._part[part].add(number)
        for form in {core, analysis.lemmas[0]}:
            self._add_word(form, number)
            if len(form) >= _EDGE:
                self._begin[form].add(number)
                self._end[form].add(number)

    def _find(self, form: str, analysis: Analysis) -> Iterator[int]:
        whole = {form, *analysis.lemmas}
        for word in whole:
            yield from self._whole.get(word, ())
            yield from self._at_edges(word, loose=not analysis.known)
        for part in (*whole, *analysis.parts):
            yield from self._part.get(part, ())
        if not analysis.known and len(form) >= _SPELLED:
            yield from self._misspelt(form)

    def _at_edges(self, word: str, *, loose: bool) -> Iterator[int]:
        for length in range(2, min(len(word), _LONGEST) + 1):
            head, tail = word[:length], word[-length:]
            yield from self._begin.get(head, ())
            yield from self._end.get(tail, ())
            if loose and length >= _EDGE:
                yield from self._edge.get(head, ())
                yield from self._edge.get(tail, ())

    def _misspelt(self, form: str) -> Iterator[int]:
        """Elements whose word begins this one but for one letter missing, added or changed."""
        for length in range(_SPELLED - 1, min(len(form), _LONGEST) + 1):
            for slip in _slips(form[:length]):
                yield from self._slips.get(slip, ())


def _slips(word: str) -> set[str]:
    """The word and all it becomes by losing one letter but the first two."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(2, len(word)))}
