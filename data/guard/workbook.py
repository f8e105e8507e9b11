"""The parts of an xlsx, counted without an XML parser: the child that parses it must not be brought down by them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from data.errors import Place, Problem, Severity
from data.guard.limits import Limits
from data.guard.refusal import refuse
from data.guard.upload import Export

__all__ = ["check_workbook"]

_LOCAL_HEADER = 30  # bytes before the name, in the local header of a zip entry
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]|\\")
_XML = (".xml", ".rels", ".vml")
# Only references that could be too far are looked at: three letters, or five figures.
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?=[A-Za-z]{3}|[A-Za-z]*\d{5})([A-Za-z]*)(\d*)")
_STYLES = (b"xf", b"font", b"fill", b"border", b"dxf", b"numFmt", b"cellStyle")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def check_workbook(export: Export, limits: Limits) -> tuple[Problem, ...]:
    """What a person should know of the workbook.

    Raises:
        UploadRefusedError: if it is broken, dangerous or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError):  # the last: a zip that zipfile cannot read
        refuse("guard.broken_workbook", export.name)
    _check_entries(entries, export, limits)
    inflated = errors = 0
    for entry in entries:
        part = _inflate(entry, export, limits.inflated_bytes - inflated)
        inflated += len(part)
        _check_part(entry.filename, part, export, limits)
        errors += _errors(entry.filename, part)
    if inflated > limits.ratio_from and inflated > limits.ratio * len(export.content):
        refuse("guard.bomb", export.name)
    return tuple(_noticed(export.name, entries, errors))


def _noticed(file: str, entries: list[zipfile.ZipInfo], errors: int) -> Iterator[Problem]:
    if any(entry.filename.startswith("xl/externalLinks/") for entry in entries):
        yield Problem("guard.external_links", Place(file), Severity.NOTE)
    if errors:
        yield Problem("guard.error_values", Place(file), values={"n": errors}, count=errors)


def _errors(name: str, part: bytes) -> int:
    """Cells such as #REF!, which the reader gives as empty ones."""
    return part.count(b't="e"') + part.count(b"t='e'") if name.startswith("xl/worksheets/") else 0


def _check_entries(entries: list[zipfile.ZipInfo], export: Export, limits: Limits) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > limits.parts:
        refuse("guard.too_many_parts", export.name, limit=limits.parts)
    if len({name.lower() for name in names}) < len(names) or any(_UNSAFE_NAME.search(name) for name in names):
        refuse("guard.unsafe_names", export.name)
    if any(entry.flag_bits & 1 for entry in entries):
        refuse("guard.encrypted", export.name)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        refuse("guard.macros", export.name)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        refuse("guard.not_workbook", export.name)
    if sum(entry.file_size for entry in entries) > limits.inflated_bytes:
        refuse("guard.bomb", export.name)
    if _overlap(entries):
        refuse("guard.broken_workbook", export.name)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes, as they do in a bomb that unpacks the same bytes over and over."""
    spans = sorted((entry.header_offset, entry.compress_size + _LOCAL_HEADER) for entry in entries)
    return any(start + length > following for (start, length), (following, _) in pairwise(spans))


def _inflate(entry: zipfile.ZipInfo, export: Export, budget: int) -> bytes:
    """The part as it really is: what a zip says of its own sizes is not believed."""
    start = entry.header_offset + _LOCAL_HEADER
    lengths = export.content[start - 4 : start]
    start += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = export.content[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        part = _deflated(packed, export, budget)
    else:
        refuse("guard.broken_workbook", export.name)
    if len(part) > budget:
        refuse("guard.bomb", export.name)
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        refuse("guard.broken_workbook", export.name)
    return part


def _deflated(packed: bytes, export: Export, budget: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(budget, 0) + 1)
    except zlib.error:
        refuse("guard.broken_workbook", export.name)


def _check_part(name: str, part: bytes, export: Export, limits: Limits) -> None:
    if not name.lower().endswith(_XML):
        return
    if part.startswith(_UTF16) or b"\x00" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        refuse("guard.dtd", export.name)
    if name == "[Content_Types].xml" and b"macroEnabled" in part:
        refuse("guard.macros", export.name)
    for key, found, limit in _counts(name, part, limits):
        if found > limit:
            refuse(key, export.name, limit=limit)


def _counts(name: str, part: bytes, limits: Limits) -> Iterator[tuple[str, int, int]]:
    """Sentence, number met and number allowed, of one part."""
    if name.startswith("xl/worksheets/"):
        row, column = _farthest(part)
        yield "guard.too_many_rows", max(row, _count((b"row",), part, limits.rows)), limits.rows
        yield "guard.too_many_columns", column, limits.columns
        yield "guard.too_many_cells", _count((b"c",), part, limits.cells), limits.cells
        yield "guard.too_many_merges", _count((b"mergeCell",), part, limits.merges), limits.merges
    elif name.startswith("xl/styles"):
        yield "guard.too_many_styles", _count(_STYLES, part, limits.styles), limits.styles
    elif name.startswith("xl/sharedStrings"):
        yield "guard.too_many_cells", _count((b"si",), part, limits.shared_strings), limits.shared_strings


def _count(tags: tuple[bytes, ...], part: bytes, limit: int) -> int:
    """How often the tags open, exactly only where a rough count is over the limit."""
    rough = sum(part.count(mark + tag) for tag in tags for mark in (b"<", b":"))
    if rough <= limit:
        return rough
    return sum(1 for _ in re.finditer(rb"<(?:\w+:)?(?:" + b"|".join(tags) + rb")[\s/>]", part))


def _farthest(part: bytes) -> tuple[int, int]:
    """Row and column of the references that lie far."""
    far = [(int(match[2][:9] or 0), _column_number(match[1][:4])) for match in _FAR.finditer(part)]
    return max((row for row, _ in far), default=0), max((column for _, column in far), default=0)


def _column_number(letters: bytes) -> int:
    """A = 1, Z = 26, AA = 27.

    >>> _column_number(b"XFD")
    16384
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
