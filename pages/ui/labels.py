"""What items, scales and rounds are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.scores import option_item
from data.instruments.model import Instruments, ItemKind
from pages.ui.text import Text

__all__ = ["Labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    items: Mapping[str, str]  # item, scale or option of several (`option_item`) → its words
    rounds: Mapping[str, str]  # round id → its name, in the order of the rounds

    @classmethod
    def of(cls, instruments: Instruments, rounds: Mapping[str, str], language: str) -> Labels:
        items = {i.id: i.texts.get(language, i.id) for i in instruments.items.values()}
        scales = {s.id: s.names.get(language, s.id) for s in instruments.scales.values()}
        options = {
            option_item(i.id, o.id): o.labels.get(language, (o.id,))[0]
            for i in instruments.items.values()
            if i.kind is ItemKind.MULTI
            for o in i.options
        }
        return cls(items | scales | options, rounds)

    def some_rounds(self, rounds: Sequence[str], text: Text) -> str:
        """The rounds in words: one by its name, neighbours by the first and the last, others one by one."""
        names = [self.rounds[r] for r in rounds]
        if len(names) == 1:
            return names[0]
        every = list(self.rounds)
        places = [every.index(r) for r in rounds]
        if len(names) > 2 and places == list(range(places[0], places[0] + len(places))):
            return f"{names[0]}–{names[-1]}"
        return text.words(names)
