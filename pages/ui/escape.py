"""The only way for words that people wrote (names, headings, answers) into Markdown and into a chart."""

from __future__ import annotations

import html
import re
import string

__all__ = ["markdown", "plotly"]

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_BLANK = re.compile(r"[^\S\xa0]+")  # a line break would begin a list, a heading or a quotation; "71 %" stays in one
# Streamlit makes links of bare addresses, arrows of -> and a logo of :streamlit: after Markdown has been read, where a
# backslash is gone. A word joiner, which nobody sees, keeps their parts apart.
_APART = re.compile(r"(?<=:)(?=//|streamlit)|(?<=@)|(?<=www)(?=\.)|(?<=[-<>=~!])(?=[-<>=~])", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"


def markdown(words: str) -> str:
    r"""Inert in st.markdown, headers, captions, labels and st.table: every ASCII punctuation mark is escaped.

    >>> print(markdown("![kuva](x)"))
    \!\[kuva\]\(x\)
    """
    return _PUNCTUATION.sub(r"\\\1", _APART.sub(_JOINER, _BLANK.sub(" ", words)))


def plotly(words: str) -> str:
    """Inert in a chart, which renders some HTML, links among it.

    >>> plotly('<a href="http://x">a</a>')
    '&lt;a href="http://x"&gt;a&lt;/a&gt;'
    """
    return html.escape(words, quote=False)
