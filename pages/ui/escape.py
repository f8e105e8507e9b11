"""The only way for words that people wrote (names, headings, answers) into Markdown and into a chart."""

from __future__ import annotations

import html
import re
import string

__all__ = ["markdown", "plotly"]

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_BLANK = re.compile(r"\s+")  # a line break would begin a list, a heading or a quotation


def markdown(words: str) -> str:
    r"""Inert in st.markdown, headers, captions and labels: every ASCII punctuation mark is escaped.

    >>> print(markdown("![kuva](http://x)"))
    \!\[kuva\]\(http\:\/\/x\)
    """
    return _PUNCTUATION.sub(r"\\\1", _BLANK.sub(" ", words))


def plotly(words: str) -> str:
    """Inert in a chart, which renders some HTML, links among it.

    >>> plotly('<a href="http://x">a</a>')
    '&lt;a href="http://x"&gt;a&lt;/a&gt;'
    """
    return html.escape(words, quote=False)
