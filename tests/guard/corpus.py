"""Files made to break a reader, or broken by accident: all made here, each with what must come of it."""

from __future__ import annotations

import gzip
import io
import pickle
import random
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from data.loaders import Export
from tests.loaders.writing import csv_export, sav_export, xlsx_export

READ = "read"
SECRET = "SALAINEN VASTAUS"  # stands in answers; must never stand in a message

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_BOOK_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Case:
    """`outcome` is the key of the refusal, or READ; `problems` must be among those noted while reading."""

    make: Callable[[], Export]
    outcome: str | tuple[str, ...]
    problems: frozenset[str] = frozenset()


def _text_cell(where: str, text: str) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'


_TWO_ROWS = (
    f'<row r="1">{_text_cell("A1", "Rooli")}{_text_cell("B1", "Vapaa sana")}</row>'
    f'<row r="2">{_text_cell("A2", "Mentori")}{_text_cell("B2", SECRET)}</row>'
)


def sheet_xml(rows: str = _TWO_ROWS, after: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(
    parts: Mapping[str, str | bytes] | None = None, *, name: str = "x.xlsx", how: int = zipfile.ZIP_DEFLATED
) -> Export:
    """A workbook of one sheet, with parts put in or put in another's place; None of a part leaves it out."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet_xml(),
        "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{_MAIN}"><si><t>{SECRET}</t></si></sst>',
    }
    whole |= parts or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for part, content in whole.items():
            if content:
                archive.writestr(part, content)
    return Export(name, out.getvalue())


def sheet(rows: str, after: str = "") -> Export:
    return workbook({"xl/worksheets/sheet1.xml": sheet_xml(rows, after)})


def text(content: bytes | str, name: str = "x.csv") -> Export:
    return Export(name, content.encode() if isinstance(content, str) else content)


@cache
def good_csv() -> bytes:
    return csv_export("x.csv", [["Rooli", "Vapaa sana"], ["Mentori", SECRET], ["Aktori", "ä" * 9]]).content


@cache
def good_xlsx() -> bytes:
    return workbook().content


@cache
def good_sav() -> bytes:
    return sav_export("x.sav", {"a": [1.0, 2.0, 3.0], "b": [SECRET, "x", "y"]}).content


def _patched(content: bytes, at: int, value: bytes) -> bytes:
    return content[:at] + value + content[at + len(value) :]


def _declared(size: int) -> Export:
    """The central directory says another size than the part has."""
    content = good_xlsx()
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    return Export("x.xlsx", _patched(content, at + 24, struct.pack("<I", size)))


def _flagged_encrypted() -> Export:
    content = good_xlsx()
    at = content.index(b"PK\x01\x02")
    return Export("x.xlsx", _patched(content, at + 8, b"\x01\x00"))


def _wrong_checksum() -> Export:
    content = good_xlsx()
    at = content.index(b"PK\x01\x02")
    return Export("x.xlsx", _patched(content, at + 16, b"\x00\x00\x00\x00"))


def _unpacks_to(megabytes: int) -> Export:
    return workbook({"xl/media/zeros.bin": bytes(megabytes * 2**20)})


def _overlapping() -> Export:
    """Two entries of the directory share the bytes of one part."""
    content = workbook({"xl/worksheets/sheet2.xml": sheet_xml()}).content
    first = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    second = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet2.xml"))
    return Export("x.xlsx", _patched(content, second + 42, content[first + 42 : first + 46]))


def _twice(part: str) -> Export:
    out = io.BytesIO(good_xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(part, b"<x/>")
    return Export("x.xlsx", out.getvalue())


def _laughs(entities: int = 9) -> str:
    lines = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(entities))
    return (
        f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{lines}]><sst xmlns="{_MAIN}"><si><t>&l9;</t></si></sst>'
    )


def _outside_entity() -> str:
    return sheet_xml().replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)


def _random(n: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(n)


def _sqlite() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (a)")
    return connection.serialize()


def _ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "".join(streams).encode("utf-16-le")


def _parquet_like() -> bytes:
    return b"PAR1" + _random(400) + struct.pack("<I", 200) + b"PAR1"


def _two_cells(where: str) -> str:
    return f'<row r="1">{_text_cell("A1", "Rooli")}</row><row r="9">{_text_cell(where, "x")}</row>'


def _columns(n: int, rows: int = 2) -> bytes:
    return (b"," * (n - 1) + b"x\n") * rows


def _zip_of(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _hidden(state: str) -> Export:
    book = _BOOK.replace('sheetId="1"', f'sheetId="1" state="{state}"')
    return workbook({"xl/workbook.xml": book})


BROKEN = ("guard.broken_workbook", "guard.reader_died")
EMPTYISH = ("loaders.no_answers",)

FOREIGN = {
    "empty": Case(lambda: text(b""), "guard.empty"),
    "blank": Case(lambda: text(b" \r\n\t\n"), "guard.empty"),
    "over 20 MB": Case(lambda: text(b"a,b\n" * (21 * 2**18)), "guard.too_big"),
    "one line of 100 MB": Case(lambda: text(b"a" * 100_000_000), "guard.too_big"),
    "program by its name": Case(lambda: text(good_csv(), "x.exe"), "guard.unknown_extension"),
    "no extension": Case(lambda: text(good_csv(), "vastaukset"), "guard.unknown_extension"),
    "macro workbook by its name": Case(lambda: Export("x.xlsm", good_xlsx()), "guard.macros"),
    "pdf as csv": Case(lambda: text(b"%PDF-1.7\n1 0 obj"), "guard.foreign_format"),
    "rtf as csv": Case(lambda: text(b"{\\rtf1 hello}"), "guard.foreign_format"),
    "png as csv": Case(lambda: text(b"\x89PNG\r\n\x1a\n" + bytes(64)), "guard.binary"),
    "gzip as csv": Case(lambda: text(gzip.compress(good_csv(), mtime=0)), "guard.foreign_format"),
    "seven zip as csv": Case(lambda: text(b"7z\xbc\xaf\x27\x1c" + _random(64)), "guard.foreign_format"),
    "program as csv": Case(lambda: text(b"\x7fELF\x02\x01\x01" + bytes(64)), "guard.binary"),
    "pickle as csv": Case(lambda: text(pickle.dumps({"a": [1]}, 4)), "guard.foreign_format"),
    "pickle as workbook": Case(lambda: text(pickle.dumps({"a": 1}, 5), "x.xlsx"), "guard.foreign_format"),
    "pickle as spss": Case(lambda: text(pickle.dumps({"a": 1}, 2), "x.sav"), "guard.foreign_format"),
    "pickle in letters is only text": Case(lambda: text(b"cos\nsystem\n(S'ls'\ntR.\n"), READ),
    "sqlite as csv": Case(lambda: text(_sqlite()), "guard.foreign_format"),
    "parquet as csv": Case(lambda: text(_parquet_like()), "guard.foreign_format"),
    "parquet as spss": Case(lambda: text(_parquet_like(), "x.sav"), "guard.foreign_format"),
    "parquet as workbook": Case(lambda: text(_parquet_like(), "x.xlsx"), "guard.foreign_format"),
    "web page as old workbook": Case(lambda: text("<html><table><tr><td>a", "x.xls"), "guard.markup"),
    "web page as csv": Case(lambda: text("<!DOCTYPE html><html>"), "guard.markup"),
    "svg as csv": Case(lambda: text("<svg onload='alert(1)'/>"), "guard.markup"),
    "xml workbook of 2003": Case(lambda: text('<?xml version="1.0"?><Workbook/>', "x.xls"), "guard.markup"),
    "old workbook": Case(lambda: text(_ole("Workbook"), "x.xls"), "guard.old_excel"),
    "workbook with a password": Case(lambda: text(_ole("EncryptedPackage"), "x.xlsx"), "guard.encrypted"),
    "workbook as csv": Case(lambda: Export("x.csv", good_xlsx()), "guard.wrong_extension_workbook"),
    "workbook as old workbook": Case(lambda: Export("x.xls", good_xlsx()), "guard.wrong_extension_workbook"),
    "csv as workbook": Case(lambda: text(good_csv(), "x.xlsx"), "guard.wrong_extension_text"),
    "csv as spss": Case(lambda: text(good_csv(), "x.sav"), "guard.wrong_extension_text"),
    "spss as csv": Case(lambda: Export("x.csv", good_sav()), "guard.wrong_extension_spss"),
    "random bytes": Case(lambda: text(_random(5000)), "guard.binary"),
    "pdf and workbook at once": Case(lambda: Export("x.xlsx", b"%PDF-1.7\n" + good_xlsx()), "guard.foreign_format"),
    "csv and workbook at once": Case(lambda: Export("x.csv", good_csv() + good_xlsx()), "guard.binary"),
    "csv before a workbook": Case(lambda: Export("x.xlsx", good_csv() + good_xlsx()), "guard.wrong_extension_text"),
}

TEXTS = {
    "utf-32": Case(lambda: text("a,b\n1,2\n".encode("utf-32")), "guard.utf32"),
    "nul bytes": Case(lambda: text(good_csv().replace(b"Mentori", b"Men\x00tori")), "guard.binary"),
    "quote left open": Case(lambda: text('a,b\n1,"2\n3,4\n5,6\n'), "guard.open_quote"),
    "quote left open for long": Case(
        lambda: text(b'a,b\n1,"2\n' + b"3,4\n" * 200_000),
        ("guard.open_quote", "guard.cell_too_long", "guard.too_many_rows"),
    ),
    "nothing but quotes": Case(lambda: text(b'"' * 9_999), ("guard.open_quote", READ)),
    "too many rows": Case(lambda: text(b"a,b\n" * 20_100), "guard.too_many_rows"),
    "too many columns": Case(lambda: text(_columns(2_001)), "guard.too_many_columns"),
    "too many cells": Case(lambda: text(_columns(1_999, 2_500)), "guard.too_many_cells"),
    "cell too long": Case(lambda: text("a,b\n1," + "x" * 150_000 + "\n2,3\n"), "guard.cell_too_long"),
    "heading of 10,000 characters": Case(lambda: text("Rooli,b" + "x" * 10_000 + "\nMentori,2\n"), READ),
    "mixed encodings": Case(
        lambda: text("Rooli,Sana\nMentori,ääkköset\n".encode() + "Aktori,öylätti\n".encode("cp1252")),
        READ,
        frozenset({"guard.mixed_encodings"}),
    ),
    "surrogates in utf-8": Case(lambda: text(b"Rooli,Sana\nMentori,\xed\xa0\x80 ja\n"), READ),
    "utf-16 without a mark": Case(lambda: text("Rooli,Sana\nMentori,hyvä\n".encode("utf-16-le")), READ),
    "utf-16 cut in a letter": Case(lambda: text("Rooli,Sana\nMentori,hyvä".encode("utf-16")[:-1]), READ),
    "bytes that cp1252 lacks": Case(lambda: text(b"Rooli,Sana\nMentori,\x81\x8d\xe4\n"), READ),
    "mark of order inside": Case(
        lambda: text("Rooli,\ufeffSana\nMentori,x\n"), READ, frozenset({"guard.control_characters"})
    ),
    "carriage returns only": Case(lambda: text(b"Rooli,Sana\rMentori,x\rAktori,y\r"), READ),
    "control characters": Case(
        lambda: text(b"Rooli,Sana\n" + b"Mentori,pitka vastaus ilman mitaan outoa\n" * 9 + b"Mentori,x\x1b[31m\x07\n"),
        READ,
        frozenset({"guard.control_characters"}),
    ),
    "formulas": Case(lambda: text("Rooli,Sana\n=cmd|'/C calc'!A0,@SUM(1)\n+1+1,-2+3\n"), READ),
    "html payload": Case(lambda: text("Rooli,Sana\nMentori,<script>alert(1)</script>\n"), READ),
    "markdown payload": Case(lambda: text("Rooli,![x](http://example.org/a.png)\nMentori,[l](javascript:1)\n"), READ),
    "format payload": Case(lambda: text("Rooli,{0.__class__}\nMentori,%s%n{limit}\n"), READ),
    "identity number in text": Case(
        lambda: text("Rooli,Sana\nMentori,olen 131052-308T ja\nAktori,x\n"),
        READ,
        frozenset({"loaders.identity_numbers"}),
    ),
    "delimiter named": Case(lambda: text("sep=;\nRooli;Sana\nMentori;a,b\n"), READ, frozenset({"guard.sep_line"})),
    "delimiter named wrongly": Case(
        lambda: text("sep=|\nRooli;Sana\nMentori;a\n"), READ, frozenset({"guard.sep_line"})
    ),
    "headings only": Case(lambda: text("Rooli,Sana\n"), "loaders.no_answers"),
    "delimiters only": Case(lambda: text(";;;;\n;;;;\n"), "loaders.no_answers"),
    "one word": Case(lambda: text("hei"), "loaders.no_answers"),
    "rows of every width": Case(
        lambda: text("a,b\n1,2\n1,2,3,4\n1,2\n1\n3,4\n"), READ, frozenset({"guard.ragged_rows"})
    ),
    "errors of a spreadsheet": Case(
        lambda: text("Ika,x\n#REF!,1\n5,2\n3,4\n"), READ, frozenset({"loaders.error_cells"})
    ),
    "not a number": Case(lambda: text("Ika,x\nNaN,1\ninf,2\n3,4\n"), READ, frozenset({"loaders.not_a_number"})),
    "name like a path": Case(lambda: text(good_csv(), "../../etc/passwd.csv"), READ),
    "name with a line in it": Case(lambda: text(good_csv(), "a\nb\u202evsc.csv"), READ),
    "name of 4,000 letters": Case(lambda: text(good_csv(), "a" * 4_000 + ".csv"), READ),
}

WORKBOOKS = {
    "cut short": Case(lambda: Export("x.xlsx", good_xlsx()[:-30]), BROKEN),
    "cut in the middle": Case(lambda: Export("x.xlsx", good_xlsx()[: len(good_xlsx()) // 2]), BROKEN),
    "noise behind the magic": Case(lambda: Export("x.xlsx", b"PK\x03\x04" + _random(900)), BROKEN),
    "empty zip": Case(lambda: Export("x.xlsx", _zip_of({})), "guard.foreign_format"),
    "zip of a csv": Case(lambda: Export("x.xlsx", _zip_of({"a.csv": "a,b"})), "guard.not_workbook"),
    "text document": Case(
        lambda: Export("x.xlsx", _zip_of({"[Content_Types].xml": _TYPES, "word/document.xml": "<x/>"})),
        "guard.not_workbook",
    ),
    "bomb by its own word": Case(lambda: _declared(300 * 2**20), "guard.bomb"),
    "bomb of 60 MB": Case(lambda: _unpacks_to(60), "guard.bomb"),
    "bomb over 200 MB in two": Case(
        lambda: workbook({"xl/a.bin": bytes(110 * 2**20), "xl/b.bin": bytes(110 * 2**20)}), "guard.bomb"
    ),
    "says less than it holds": Case(lambda: _declared(10), BROKEN),
    "wrong checksum": Case(_wrong_checksum, BROKEN),
    "parts that overlap": Case(_overlapping, BROKEN),
    "zip in a zip": Case(lambda: workbook({"xl/media/inner.zip": good_xlsx()}), READ),
    "packed otherwise": Case(lambda: workbook(how=zipfile.ZIP_LZMA), BROKEN),
    "too many parts": Case(lambda: workbook({f"xl/p{i}.xml": "<x/>" for i in range(600)}), "guard.too_many_parts"),
    "one name twice": Case(lambda: _twice("XL/workbook.xml"), "guard.unsafe_names"),
    "name that climbs": Case(lambda: workbook({"../../evil.xml": "<x/>"}), "guard.unsafe_names"),
    "name from the root": Case(lambda: workbook({"/etc/evil.xml": "<x/>"}), "guard.unsafe_names"),
    "name of another system": Case(lambda: workbook({"C:\\evil.xml": "<x/>"}), "guard.unsafe_names"),
    "flagged as encrypted": Case(_flagged_encrypted, "guard.encrypted"),
    "macros inside": Case(lambda: workbook({"xl/vbaProject.bin": b"x"}), "guard.macros"),
    "macros by type": Case(
        lambda: workbook({"[Content_Types].xml": _TYPES.replace("sheet.main", "sheet.macroEnabled.main")}),
        "guard.macros",
    ),
    "billion laughs": Case(lambda: workbook({"xl/sharedStrings.xml": _laughs()}), "guard.dtd"),
    "outside entity": Case(lambda: workbook({"xl/worksheets/sheet1.xml": _outside_entity()}), "guard.dtd"),
    "definition in the book": Case(
        lambda: workbook({"xl/workbook.xml": _BOOK.replace("?>", "?><!DOCTYPE x>", 1)}), "guard.dtd"
    ),
    "sheet in utf-16": Case(lambda: workbook({"xl/worksheets/sheet1.xml": sheet_xml().encode("utf-16")}), "guard.dtd"),
    "two cells far apart": Case(
        lambda: sheet(_two_cells("XFD1048576")), ("guard.too_many_rows", "guard.too_many_columns")
    ),
    "column far off": Case(lambda: sheet(_two_cells("XFD9")), "guard.too_many_columns"),
    "row far off": Case(lambda: sheet(_two_cells("A1048576").replace('"', "'")), "guard.too_many_rows"),
    "column beyond Excel": Case(lambda: sheet(_two_cells("AAAAAAAAAAAA9")), "guard.too_many_columns"),
    "row beyond all numbers": Case(lambda: sheet(_two_cells("A" + "9" * 30)), "guard.too_many_rows"),
    "row zero": Case(lambda: sheet(_two_cells("A0")), (*BROKEN, READ)),
    "row below zero": Case(lambda: sheet(_two_cells("A-1")), (*BROKEN, READ)),
    "dimension that lies": Case(
        lambda: workbook(
            {
                "xl/worksheets/sheet1.xml": sheet_xml().replace(
                    "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
                )
            }
        ),
        (*BROKEN, READ, "guard.too_heavy"),
    ),
    "cells without a place": Case(
        lambda: sheet("".join(f"<row>{'<c><v>1</v></c>' * 4}</row>" for _ in range(5))), READ
    ),
    "too many rows": Case(lambda: sheet("".join(f'<row r="{i}"/>' for i in range(1, 20_100))), "guard.too_many_rows"),
    "too many cells": Case(lambda: sheet("<row>" + "<c/>" * 4_100_000 + "</row>"), "guard.too_many_cells"),
    "too many merges": Case(
        lambda: sheet(_TWO_ROWS, "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 20_000 + "</mergeCells>"),
        "guard.too_many_merges",
    ),
    "too many styles": Case(
        lambda: workbook({"xl/styles.xml": "<styleSheet><cellXfs>" + "<xf/>" * 70_000 + "</cellXfs></styleSheet>"}),
        "guard.too_many_styles",
    ),
    "empty shared strings without end": Case(
        lambda: workbook({"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">' + "<si/>" * 1_500_000 + "</sst>"}),
        "guard.too_many_cells",
    ),
    "a million empty shared strings": Case(
        lambda: workbook({"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">' + "<si/>" * 900_000 + "</sst>"}), READ
    ),
    "shared string minus one": Case(
        lambda: sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), (*BROKEN, *EMPTYISH)
    ),
    "shared string not there": Case(
        lambda: sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), (*BROKEN, *EMPTYISH)
    ),
    "number that is none": Case(
        lambda: sheet(_TWO_ROWS + '<row r="3"><c r="A3"><v>NaN</v></c><c r="B3"><v>1e999</v></c></row>'),
        (*BROKEN, READ),
    ),
    "date beyond all dates": Case(
        lambda: sheet(_TWO_ROWS + '<row r="3"><c r="A3" t="d"><v>99999-99-99</v></c></row>'), (*BROKEN, READ)
    ),
    "error values": Case(
        lambda: sheet(_TWO_ROWS + '<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>'),
        READ,
        frozenset({"guard.error_values"}),
    ),
    "links to other files": Case(
        lambda: workbook({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        READ,
        frozenset({"guard.external_links"}),
    ),
    "hidden sheet": Case(lambda: _hidden("hidden"), READ, frozenset({"loaders.hidden_sheets"})),
    "very hidden sheet": Case(lambda: _hidden("veryHidden"), READ, frozenset({"loaders.hidden_sheets"})),
    "sheet not there": Case(lambda: workbook({"xl/worksheets/sheet1.xml": ""}), (*BROKEN, *EMPTYISH)),
    "sheet of noise": Case(lambda: workbook({"xl/worksheets/sheet1.xml": "<<<<>>>>"}), (*BROKEN, *EMPTYISH)),
    "sheet never closed": Case(lambda: workbook({"xl/worksheets/sheet1.xml": sheet_xml()[:-40]}), (*BROKEN, READ)),
    "empty sheet": Case(lambda: sheet(""), EMPTYISH),
    "tags nested deep": Case(lambda: sheet(_TWO_ROWS, "<a>" * 100_000 + "</a>" * 100_000), (*BROKEN, READ)),
    "attribute of a megabyte": Case(lambda: sheet(_TWO_ROWS.replace("<row", f'<row x="{"y" * 2**20}"', 1)), READ),
    "formula kept as text": Case(
        lambda: xlsx_export("x.xlsx", {"S": [["Rooli", "Sana"], ["=1+1", "@x"], ["+2", "-3"]]}), READ
    ),
    "cell too long": Case(lambda: sheet(_TWO_ROWS.replace(SECRET, "x" * 150_000)), "guard.cell_too_long"),
}

SPSS = {
    "cut short": Case(lambda: Export("x.sav", good_sav()[:-40]), ("guard.broken_spss", READ)),
    "header only": Case(lambda: Export("x.sav", good_sav()[:176]), ("guard.broken_spss", *EMPTYISH)),
    "noise behind the magic": Case(lambda: Export("x.sav", b"$FL2" + _random(900)), "guard.broken_spss"),
    "noise as compressed spss": Case(lambda: Export("x.zsav", b"$FL3" + _random(900)), "guard.broken_spss"),
    "two thousand million variables": Case(
        lambda: Export("x.sav", _patched(good_sav(), 68, struct.pack("<i", 2**31 - 1))), ("guard.broken_spss", READ)
    ),
    "two thousand million rows": Case(
        lambda: Export("x.sav", _patched(good_sav(), 80, struct.pack("<i", 2**31 - 1))), ("guard.broken_spss", READ)
    ),
    "fewer than no rows": Case(
        lambda: Export("x.sav", _patched(good_sav(), 80, struct.pack("<i", -5))), ("guard.broken_spss", READ)
    ),
    "zeros in its dictionary": Case(
        lambda: Export("x.sav", _patched(good_sav(), 176, bytes(64))), ("guard.broken_spss", *EMPTYISH)
    ),
    "packed bomb as compressed spss": Case(
        lambda: Export("x.zsav", b"$FL3" + zlib.compress(bytes(2**24))), "guard.broken_spss"
    ),
}

CASES = {
    f"{kind}: {name}": case
    for kind, cases in (("foreign", FOREIGN), ("text", TEXTS), ("workbook", WORKBOOKS), ("spss", SPSS))
    for name, case in cases.items()
}
