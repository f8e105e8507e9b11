"""Words, numbers and dates for people: the only place that knows a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

__all__ = ["LANGUAGES", "LOCALE_FOLDER", "Text"]

LANGUAGES = ("fi", "sv", "en")
LOCALE_FOLDER = Path(__file__).parents[1] / "locale"
_MINUS, _SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
_PERCENT = {"fi": f"{{}}{_SPACE}%", "sv": f"{{}}{_SPACE}%", "en": "{}%"}
_FEW = 100  # fewer people than this: a percentage with decimals would claim more than they can tell


class Text:
    """The catalogue of one language; call it with a key and the values of its holes.

    >>> Text("fi")("frame.language")
    'Kieli'
    """

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        self._catalogue = catalogue(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of `key`. With a hole `n`, its plural form follows n."""
        forms = self._catalogue[key]
        n = values.get("n")
        form = forms[min(self._plural(n), len(forms) - 1)] if len(forms) > 1 else forms[0]
        shown = {k: self.number(v) if isinstance(v, int) and not isinstance(v, bool) else v for k, v in values.items()}
        return form.format(**shown)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with so many decimals.

        >>> Text("fi").number(-1234.56, 1)
        '−1\\xa0234,6'
        """
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, pattern, locale=self._locale).replace("-", _MINUS)

    def percent(self, share: float, n: int | None = None) -> str:
        """A share of n people, without decimals when they are few.

        >>> Text("fi").percent(0.7149, n=35)
        '71\\xa0%'
        """
        decimals = 0 if n is None or n < _FEW else 1
        return _PERCENT[self.language].format(self.number(100 * share, decimals))

    def span(self, low: float, high: float, decimals: int = 0) -> str:
        """An interval; three dots where a minus sign would run into a dash.

        >>> Text("fi").span(0.12, 0.5, 2), Text("fi").span(-0.2, 0.5, 1)
        ('0,12–0,50', '−0,2…0,5')
        """
        between = "…" if min(low, high) < 0 else "–"
        return f"{self.number(low, decimals)}{between}{self.number(high, decimals)}"

    def day(self, value: date) -> str:
        return str(format_date(value, "short" if self.language == "fi" else "medium", locale=self._locale))

    def words(self, items: list[str]) -> str:
        """A list in words: "a, b ja c"."""
        return str(format_list(items, locale=self._locale))

    def __contains__(self, key: str) -> bool:
        return key in self._catalogue

    def _plural(self, n: object) -> int:
        return int(isinstance(n, int) and self._locale.plural_form(n) != "one")


@cache
def catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    """Key → plural forms, of all catalogues of a language (one file a part of the application)."""
    entries: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    words = message.string
                    entries[key] = (words,) if isinstance(words, str) else tuple(words or ())
    return entries
