"""Several options in one cell: which options there are, and which of them a cell names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from data.loaders.base import MultiEncoding

__all__ = ["joined_options", "split_options"]

_JOINTS = {
    MultiEncoding.SEMICOLON: re.compile(r"\s*;\s*"),
    MultiEncoding.COMMA: re.compile(r",\s*"),
    MultiEncoding.SPACE: re.compile(r"\s+"),
}
_LOOSE_COMMA = re.compile(r",\s+")  # a decimal comma joins nothing
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
_KNOWN_SHARE = 0.6  # of all the parts must be met more than once: options return, prose does not
_MOST_OPTIONS = 60
_LONGEST_OPTION = 160
_CAPITALS = (
    0.7  # of the parts that return and may stand first: then a part in small letters goes on with the one before
)


def split_options(cell: str, options: Sequence[str], encoding: MultiEncoding) -> tuple[str, ...]:
    """The options that a cell names, in its order; what matches none of them stays as one text of its own.

    >>> split_options("Oulu, PK-seutu (Espoo, Vantaa), Salo", ("PK-seutu (Espoo, Vantaa)", "Oulu"), MultiEncoding.COMMA)
    ('Oulu', 'PK-seutu (Espoo, Vantaa)', 'Salo')
    """
    joint = _JOINTS[encoding]
    longest_first = sorted((option for option in options if option), key=len, reverse=True)
    found: list[str] = []
    other = ""
    rest = cell.strip()
    while rest:
        option = next((o for o in longest_first if rest.startswith(o) and _ends(rest, o, joint)), None)
        if option is not None:
            found += ([other] if other else []) + [option]
            other, rest = "", _after(rest[len(option) :], joint)
            continue
        part = joint.search(rest)
        end, start = (part.start(), part.end()) if part else (len(rest), len(rest))
        gap = rest[:start] if encoding is MultiEncoding.COMMA else rest[:end]
        if encoding is MultiEncoding.COMMA:
            other = (
                (other + gap)
                if rest[start:] and not _begins(rest[start:], longest_first, joint)
                else other + rest[:end]
            )
        else:
            found += [gap] if gap else []
        rest = rest[start:]
    return tuple(found + ([other] if other else []))


def _ends(text: str, option: str, joint: re.Pattern[str]) -> bool:
    after = text[len(option) :]
    return not after.strip() or joint.match(after) is not None


def _begins(text: str, options: Iterable[str], joint: re.Pattern[str]) -> bool:
    return any(text.startswith(option) and _ends(text, option, joint) for option in options)


def _after(text: str, joint: re.Pattern[str]) -> str:
    match = joint.match(text)
    return text[match.end() :] if match else text.strip()


def joined_options(cells: Mapping[str, int], *, tight: bool = False) -> tuple[tuple[str, ...], MultiEncoding] | None:
    """The options of a column whose cells join several, and how; None if they do not.

    `cells` is how often each text is met. With `tight`, a comma without a space joins too (Qualtrics).
    """
    if any(";" in cell for cell in cells):
        return _semicolons(cells)
    joint = _JOINTS[MultiEncoding.COMMA] if tight else _LOOSE_COMMA
    if not any(map(joint.search, cells)):
        return None
    parts = {cell: _outside_brackets(cell, joint) for cell in cells}
    parts = _rejoined(parts, cells)
    options = _options(parts, cells, least=2)
    return (options, MultiEncoding.COMMA) if options else None


def _semicolons(cells: Mapping[str, int]) -> tuple[tuple[str, ...], MultiEncoding] | None:
    parts = {cell: [part.strip() for part in cell.split(";") if part.strip()] for cell in cells}
    trailing = sum(1 for cell in cells if cell.rstrip().endswith(";"))
    if max(map(len, parts.values()), default=0) < 2:
        return None
    options = _options(parts, cells, least=1 if trailing * 2 >= len(cells) else 2)
    return (options, MultiEncoding.SEMICOLON) if options else None


def _options(parts: Mapping[str, list[str]], cells: Mapping[str, int], *, least: int) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for cell, found in parts.items():
        for part in dict.fromkeys(found):
            counts[part] += cells[cell]
    known = {part: n for part, n in counts.items() if n >= max(least, 1) and len(part) <= _LONGEST_OPTION}
    returning = sum(n for n in known.values() if n > 1) if least > 1 else sum(known.values())
    several = sum(1 for found in parts.values() if sum(part in known for part in found) > 1)
    enough = returning >= _KNOWN_SHARE * counts.total() and 2 <= len(known) <= _MOST_OPTIONS
    return tuple(known) if several and enough else ()


def _outside_brackets(cell: str, joint: re.Pattern[str]) -> list[str]:
    """Parts of a cell; a comma inside brackets joins nothing."""
    if "(" not in cell and "[" not in cell:
        return [part.strip() for part in joint.split(cell) if part.strip()]
    parts, depth, begun = [], 0, 0
    joints = {match.start(): match.end() for match in joint.finditer(cell)}
    for i, letter in enumerate(cell):
        depth = max(0, depth + _BRACKETS.get(letter, 0))
        if i in joints and not depth:
            parts.append(cell[begun:i])
            begun = joints[i]
    parts.append(cell[begun:])
    return [part.strip() for part in parts if part.strip()]


def _rejoined(parts: Mapping[str, list[str]], cells: Mapping[str, int]) -> dict[str, list[str]]:
    """Options that hold a comma themselves, put together again: their end never stands but after their beginning."""
    before, after = defaultdict[str, set[str | None]](set), defaultdict[str, set[str | None]](set)
    counts: Counter[str] = Counter()
    for cell, found in parts.items():
        for previous, part in pairwise([None, *found, None]):
            before[part or ""].add(previous)
            after[previous or ""].add(part)
            counts[part or ""] += cells[cell]
    ends = {part for part, others in before.items() if part and len(others) == 1 and None not in others}
    returning = [part for part, n in counts.items() if part and n > 1 and part not in ends]
    capitals = sum(part[0].isupper() for part in returning) >= _CAPITALS * len(returning)
    ends = {part for part in ends if _is_end(part, before[part], after, ends, capitals and part[0].islower())}
    return {cell: _merged(found, ends) for cell, found in parts.items()}


def _is_end(
    part: str, before: set[str | None], after: Mapping[str, set[str | None]], ends: set[str], continues: bool
) -> bool:
    """Whether `part` belongs to what always stands before it: small letters go on, or nothing else ever follows."""
    beginning = next(iter(before)) or ""
    return continues or after[beginning] <= ends


def _merged(found: list[str], ends: set[str]) -> list[str]:
    merged: list[str] = []
    for part in found:
        if merged and part in ends:
            merged[-1] += f", {part}"
        else:
            merged.append(part)
    return merged
