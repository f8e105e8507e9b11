"""What a page is to show: the material of the open store as the reader has chosen to see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.disclosure import Gate
from analysis.rounds import reworded
from data.instruments.model import ItemKind, Scale, Topic
from data.schema import Role, Wave
from data.selection import Selection
from pages.ui.figure_card import Guide
from pages.ui.labels import Labels
from pages.ui.material import Material
from pages.ui.session import current_material, current_selection, current_text
from pages.ui.text import Text

__all__ = ["View", "current_view", "guide"]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    text: Text
    material: Material
    selection: Selection
    labels: Labels
    roles: Mapping[Role, str]

    @classmethod
    def of(cls, text: Text, material: Material, selection: Selection) -> View:
        rounds = {r.id: r.name for r in material.rounds}
        labels = Labels.of(material.instruments, rounds, text.language)
        return cls(text, material, selection, labels, {role: text(f"frame.role_{role}") for role in Role})

    @property
    def gate(self) -> Gate:
        return self.material.gate

    @property
    def rounds(self) -> tuple[str, ...]:
        return self.selection.rounds

    @property
    def reference(self) -> tuple[str, ...]:
        """The round to compare with, or none."""
        return (self.selection.reference,) if self.selection.reference else ()

    @property
    def rounds_and_reference(self) -> tuple[str, ...]:
        """The rounds chosen and the one to compare with, as they followed each other."""
        return tuple(r for r in self.labels.rounds if r in (*self.rounds, *self.reference))

    @property
    def benefit(self) -> Scale:
        """The scale of what people gained."""
        return next(scale for scale in self.material.instruments.scales.values() if scale.topic is Topic.BENEFIT)

    @property
    def benefit_items(self) -> list[str]:
        """The scale's items, and those beside it that are no gain (trust, would recommend)."""
        return self._items(Topic.BENEFIT)

    @property
    def wellbeing(self) -> list[Scale]:
        """The scales of well-being that were asked at the end of these rounds."""
        scales = [s for s in self.material.instruments.scales.values() if s.topic is Topic.WELLBEING]
        return [s for s in scales if self.gate.was_asked(s.id, Wave.END, self.rounds_and_reference)]

    @property
    def self_reported(self) -> list[str]:
        """The questions, asked at the end, on what people say has changed."""
        return [i for i in self._items(Topic.SELF_REPORTED) if self.gate.was_asked(i, Wave.END, self.rounds)]

    @property
    def mentor_bank(self) -> list[str]:
        """The questions of who would be a mentor in a coming round."""
        return self._items(Topic.MENTOR_BANK)

    @property
    def coaching_day(self) -> list[str]:
        """The questions with points of the feedback on a coaching day."""
        items = self.material.instruments.items
        return [i for i in self._items(Topic.EVENT) if items[i].kind is ItemKind.SCALE]

    @property
    def coaching_day_ends(self) -> tuple[float, float]:
        """The lowest and the highest point of these questions."""
        items = [self.material.instruments.items[i] for i in self.coaching_day]
        return min(i.low or 0.0 for i in items), max(i.high or 0.0 for i in items)

    def options(self, item: str) -> tuple[tuple[float, ...], tuple[str, ...]]:
        """The points of an item and what they are called, from the lowest."""
        options = self.material.instruments.items[item].options
        points = sorted((o.value, o) for o in options if o.value is not None)
        names = tuple(o.labels.get(self.text.language, (o.id,))[0] for _, o in points)
        return tuple(value for value, _ in points), names

    def _items(self, topic: Topic) -> list[str]:
        return [item.id for item in self.material.instruments.items.values() if item.topic is topic]

    def reworded(self, item: str) -> frozenset[str]:
        return reworded(self.material.wordings, item, self.rounds_and_reference)


def current_view() -> View:
    """The open store as this reader has chosen to see it now."""
    return View.of(current_text(), current_material(), current_selection())


def guide(name: str, text: Text) -> Guide:
    """How to read one kind of figure."""
    parts = (text(f"guide.{name}_{part}") for part in ("briefly", "shows", "interpret", "act"))
    return Guide(*parts)
