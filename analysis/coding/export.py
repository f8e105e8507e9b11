"""Codings and codebook for other tools: a table of answers by codes, and the REFI-QDA codebook (.qdc)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from analysis.coding.codebook import Code, Codebook
from analysis.coding.coder import Coding

__all__ = ["coding_table", "qdc"]

_NAMESPACE = "urn:QDA-XML:codebook:1.0"  # REFI-QDA 1.5, codebook exchange
_ORIGIN = "Puntari"
_AGAINST = -1

Cell = str | int


def coding_table(ids: Sequence[str], codings: Sequence[Coding], codebook: Codebook) -> list[list[Cell]]:
    """A heading and one row an answer: id, language, valence, empty, then each code: 1 for, -1 against, 0 not given.

    Cells hold ids and numbers, never the answer's words.
    """
    codes = [code.id for code in codebook.active]
    heading: list[Cell] = ["answer", "language", "valence", "empty", *codes]
    return [heading, *(_row(answer, coding, codes) for answer, coding in zip(ids, codings, strict=True))]


def qdc(codebook: Codebook, language: str) -> bytes:
    """The codebook as REFI-QDA XML; a code keeps its GUID from version to version, and a merged one is left out."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}CodeBook", {"origin": f"{_ORIGIN} {codebook.id} {codebook.version}"})
    codes = ElementTree.SubElement(root, f"{{{_NAMESPACE}}}Codes")
    for code in codebook.active:
        guid = str(uuid5(NAMESPACE_URL, f"{codebook.id}/{code.id}"))
        name = code.name.get(language, code.id)
        element = ElementTree.SubElement(
            codes, f"{{{_NAMESPACE}}}Code", {"guid": guid, "name": name, "isCodable": "true"}
        )
        described = ElementTree.SubElement(element, f"{{{_NAMESPACE}}}Description")
        described.text = _description(code, language)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _description(code: Code, language: str) -> str:
    texts = (part.get(language, "") for part in (code.definition, code.include, code.exclude))
    return "\n".join(text for text in texts if text)


def _row(answer: str, coding: Coding, codes: Sequence[str]) -> list[Cell]:
    marks = [0 if code not in coding.codes else 1 if coding.polarity[code] == "for" else _AGAINST for code in codes]
    return [answer, coding.language, str(coding.valence), int(coding.empty), *marks]
