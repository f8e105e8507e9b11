"""A file with its confirmed columns, as tidying reads it: cells by column, and problems that know their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from data.column_reading import ColumnReading
from data.errors import Place, Problem, Severity
from data.home import Pseudonyms
from data.instruments.model import Instruments
from data.loaders.base import Question, RawSurvey
from data.loaders.headings import readable_heading
from data.mapping import ColumnMap
from data.programme import Programme, Round
from data.schema import Field, Role, Wave

__all__ = ["Context", "Sheet"]

_HEADING_SHOWN = 80  # characters of a heading in a message
_ROWS_SHOWN = 10  # rows that a message lists

_AS_KNOWN = ColumnReading()

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Context:
    """What a file is tidied against."""

    import_id: str
    file: str
    round: Round
    wave: Wave | None  # None: a roster
    programme: Programme
    instruments: Instruments
    names: Pseudonyms
    roster: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)  # pseudonym → its row
    role: Role | None = None  # of everybody in the file: each role had a form of its own
    accept_invalid: bool = False  # a person said: answers that fit no option count as invalid


@dataclass(frozen=True)
class Sheet:
    raw: RawSurvey
    mapping: ColumnMap
    context: Context
    problems: list[Problem] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.raw.rows)

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        cells = zip(*self.raw.rows, strict=True) if self.raw.rows else [()] * len(self.raw.columns)
        return tuple(tuple(cell.strip() for cell in column) for column in cells)

    @cached_property
    def _fields(self) -> Mapping[str, Question]:
        return {
            target: question
            for question, target in zip(self.raw.questions, self.mapping.targets, strict=True)
            if target in set(Field) and target != Field.IGNORED
        }

    @cached_property
    def _readings(self) -> Mapping[tuple[int, ...], ColumnReading]:
        return {self.raw.questions[at].columns: one for at, one in self.mapping.readings.items()}

    def reading(self, question: Question) -> ColumnReading:
        """How a person said that the question is read."""
        return self._readings.get(question.columns, _AS_KNOWN)

    def question(self, name: Field) -> Question | None:
        return self._fields.get(name)

    def cells(self, name: Field) -> tuple[str, ...]:
        """The answers to a field; blanks where the file does not have it."""
        question = self.question(name)
        return self.columns[question.columns[0]] if question else ("",) * self.size

    def read(self, name: Field, meaning: Callable[[str], Meaning | None]) -> list[Meaning | None]:
        """What each cell of a field means; None for a blank. Each different text is read once."""
        cells = self.cells(name)
        known = {cell: meaning(cell) for cell in dict.fromkeys(cells) if cell}
        return [known.get(cell) for cell in cells]

    def tell(
        self, key: str, rows: Iterable[int], where: Question | Field | None, severity: Severity, **values: object
    ) -> None:
        """Note a problem met in some rows (positions in the file's answers), if there are any."""
        numbers = [self.raw.row_numbers[row] for row in rows]
        if numbers:
            shown = ", ".join(map(str, numbers[:_ROWS_SHOWN])) + (" …" if len(numbers) > _ROWS_SHOWN else "")
            told = {"n": len(numbers), "rows": shown, **values}
            self.problems.append(Problem(key, self._place(where, numbers[0]), severity, told, len(numbers)))

    def refuse(self, key: str, where: Question | Field | None = None, **values: object) -> None:
        """Note a problem of the whole file."""
        self.problems.append(Problem(key, self._place(where, None), Severity.ERROR, values))

    def _place(self, where: Question | Field | None, row: int | None) -> Place:
        question = self.question(where) if isinstance(where, Field) else where
        return Place(self.context.file, row, readable_heading(question.heading)[:_HEADING_SHOWN] if question else None)


def rows_where(flags: Sequence[object]) -> list[int]:
    """Positions of what is true."""
    return [row for row, flag in enumerate(flags) if flag]
