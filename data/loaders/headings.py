"""Headings are shown as they are and matched on a normalised form."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["is_other_text", "normalise_heading", "question_and_row", "readable_heading"]

_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,200}>")
_NUMBERING = re.compile(r"^(?:q|k|f)?\d{1,3}(?:\.\d{1,2})*\s*[.):]\s+|^\d{1,3}\.(?=[^\W\d])")
_OTHER = re.compile(
    r"(?:other|otro|autre|sonstiges|andere|anderes|muu|muut|annat|övrigt|anders|anden)\b"
    r"(?:[\s,:-]*(?:write.in\b.*|mikä|miten|vad|what|which|was)\??|\s*\(.*\)|\s*\[.*\])?\W*"
)
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def normalise_heading(text: str) -> str:
    """What two spellings of one heading share.

    >>> normalise_heading("12.\\xa0 Miten &auml;skettäin  voit?:")
    'miten äskettäin voit?'
    """
    text = unicodedata.normalize("NFKC", readable_heading(text)).casefold()
    return _NUMBERING.sub("", text, count=1).strip(" :*")


def readable_heading(text: str) -> str:
    """A heading in one line, without tags and entities."""
    return _SPACE.sub(" ", _TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text).strip()


def is_other_text(row: str) -> bool:
    """Whether the row or option is the place to write what the options lack.

    >>> is_other_text("Other (please specify)"), is_other_text("Muu, mikä?"), is_other_text("Other people")
    (True, True, False)
    """
    return _OTHER.fullmatch(normalise_heading(row)) is not None


def question_and_row(heading: str) -> tuple[str, str]:
    """Question and row of `Question:Row`; a colon at either end, or with a space behind it, parts nothing.

    >>> question_and_row("Miten voit?:Töissä"), question_and_row("Muu, mikä?:"), question_and_row("Huom: vastaa")
    (('Miten voit?', 'Töissä'), ('Muu, mikä?:', ''), ('Huom: vastaa', ''))
    """
    match = re.match(r"(?s)(.*\S):(?=[^\s:])(.+)", heading.strip())
    return (match[1], match[2]) if match else (heading, "")
