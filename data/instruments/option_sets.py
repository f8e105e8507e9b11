"""Sets of answer options that items share: agreement, 0–10, yes–maybe–no, …"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.instruments.model import Option
from data.instruments.options import normalise_label
from data.schema import Missing
from data.settings import LANGUAGES, Settings

__all__ = ["option_sets"]


def option_sets(top: Settings) -> Mapping[str, tuple[Option, ...]]:
    """Every set of the file by name; problems are noted in `top`."""
    raw = {name: list(top.tables(name)) for name in top.values}
    sets = {name: tuple(option for table in tables for option in _options(table, raw)) for name, tables in raw.items()}
    for name, options in sets.items():
        _check_labels(top, name, options)
    return sets


def _options(table: Settings, raw: Mapping[str, list[Settings]]) -> tuple[Option, ...]:
    ends = table.values.get("numbers")
    if isinstance(ends, list):
        low, high = ends
        return tuple(_number(value) for value in range(low, high + 1))
    same = table.text("same_as", "")
    labels = raw[same][0] if same in raw else table
    option = Option(
        id=table.text("id"),
        labels={language: labels.texts(language) for language in LANGUAGES},
        value=table.optional_number("value"),
        missing=table.choice("missing", Missing) if "missing" in table.values else None,
    )
    return (option,)


def _number(value: int) -> Option:
    return Option(str(value), dict.fromkeys(LANGUAGES, (str(value),)), float(value))


def _check_labels(top: Settings, name: str, options: Iterable[Option]) -> None:
    """A label of two points would be read as whichever came first."""
    owner: dict[str, str] = {}
    for option in options:
        for language in LANGUAGES:
            if not option.labels[language]:
                top.problem("instruments.no_label", name, option=option.id, language=language)
            for label in option.labels[language]:
                if owner.setdefault(normalise_label(label), option.id) != option.id:
                    top.problem("instruments.ambiguous_label", name, label=label)
