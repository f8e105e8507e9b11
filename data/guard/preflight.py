"""What can be told of a file without parsing it: is it what its name says, and is it small enough to be read?"""

from __future__ import annotations

import re
from enum import StrEnum

from data.errors import Problem
from data.guard.limits import Limits
from data.guard.refusal import refuse
from data.guard.upload import Export
from data.guard.workbook import check_workbook

__all__ = ["FileKind", "preflight"]


class FileKind(StrEnum):
    WORKBOOK = "workbook"
    TEXT = "text"
    SPSS = "spss"


_EXTENSIONS = {
    FileKind.WORKBOOK: (".xlsx",),
    FileKind.TEXT: (".csv", ".tsv", ".txt", ".tab"),
    FileKind.SPSS: (".sav", ".zsav"),
}
_KNOWN_EXTENSIONS = tuple(e for extensions in _EXTENSIONS.values() for e in extensions)
_MACRO_EXTENSIONS = (".xlsm", ".xltm", ".xlam")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and the wrapping of an encrypted workbook
_MAGIC = ((b"PK\x03\x04", FileKind.WORKBOOK), (b"$FL2", FileKind.SPSS), (b"$FL3", FileKind.SPSS))
_FOREIGN = (b"%PDF", b"{\\rtf", b"PAR1", b"PK\x05\x06", b"\x1f\x8b", b"SQLite format 3", b"Rar!", b"7z\xbc\xaf")
_PICKLE = re.compile(rb"\x80[\x02-\x05]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|head|body|table|svg|script)\b", re.IGNORECASE)
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c")
_CONTROL_SHARE = 0.01  # text has next to none; a binary file has them everywhere
_UTF16_NULS = 0.2  # share of NUL bytes from which UTF-16 without its mark is believed


def preflight(export: Export, limits: Limits) -> tuple[FileKind, tuple[Problem, ...]]:
    """The kind of the file and what a person should know of it.

    Raises:
        UploadRefusedError: if it must not be read.
    """
    _check_size_and_name(export, limits)
    kind = _kind(export)
    if not export.name.lower().endswith(_EXTENSIONS[kind]):
        refuse(f"guard.wrong_extension_{kind}", export.name)
    if kind is FileKind.WORKBOOK:
        return kind, check_workbook(export, limits)
    if kind is FileKind.TEXT:
        _check_text(export)
    return kind, ()


def _check_size_and_name(export: Export, limits: Limits) -> None:
    if not export.content.strip(b" \t\r\n\x00"):
        refuse("guard.empty", export.name)
    if len(export.content) > limits.file_bytes:
        refuse("guard.too_big", export.name, limit=limits.file_bytes // 2**20)
    if export.name.lower().endswith(_MACRO_EXTENSIONS):
        refuse("guard.macros", export.name)
    if not export.name.lower().endswith((*_KNOWN_EXTENSIONS, ".xls")):
        refuse("guard.unknown_extension", export.name)


def _kind(export: Export) -> FileKind:
    content = export.content
    if content.startswith(_OLE):
        refuse(
            "guard.encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "guard.old_excel", export.name
        )
    if content.startswith(_FOREIGN) or _PICKLE.match(content):
        refuse("guard.foreign_format", export.name)
    if _MARKUP.match(content):
        refuse("guard.markup", export.name)
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), FileKind.TEXT)


def _check_text(export: Export) -> None:
    content = export.content
    if content.startswith(_UTF32_BOMS):
        refuse("guard.utf32", export.name)
    if content.startswith(_UTF16_BOMS) or _looks_utf16(content):
        return
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\x00" in content or controls > _CONTROL_SHARE * len(content):
        refuse("guard.binary", export.name)


def _looks_utf16(content: bytes) -> bool:
    """Every other byte NUL, in one of the two places only."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) > _UTF16_NULS * len(content)
