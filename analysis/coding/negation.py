"""Who denies what: a negator turns its whole part of the sentence, in both directions."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.coding.cleaning import Word
from analysis.coding.wordlists import wordlist

__all__ = ["is_negated", "negators", "segments"]

_NEGATORS = wordlist("negators")
_WITHOUT = wordlist("without")
# After these a negator denies nothing: "not only".
_ONLY = wordlist("only")
_JOINTS = wordlist("joints")


def negators(words: Sequence[Word]) -> list[int]:
    """Indexes of the words that deny."""
    found = [index for index, word in enumerate(words) if word.form in _NEGATORS]
    return [index for index in found if not any(word.form in _ONLY for word in words[index + 1 : index + 4])]


def is_negated(words: Sequence[Word], ignored: frozenset[int] = frozenset()) -> bool:
    """Whether the part is denied: "ilman mentoria en olisi" denies twice, and so says yes.

    >>> from analysis.coding.cleaning import words as cut
    >>> [is_negated(cut(text)) for text in ("en saanut mitään", "ilman mentoria en olisi uskaltanut")]
    [True, False]
    """
    found = [words[index].form for index in negators(words) if index not in ignored]
    without = any(form in _WITHOUT for form in found)
    denied = any(form not in _WITHOUT for form in found)
    return denied != without


def segments(words: Sequence[Word]) -> list[range]:
    """The parts of an answer that are denied or judged as one: its clauses, cut once more where "ja" joins them."""
    starts = [
        index
        for index, word in enumerate(words)
        if index == 0 or word.clause != words[index - 1].clause or word.form in _JOINTS
    ]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
