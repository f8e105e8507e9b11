"""Survey items, their answer options and scales. One instrument = one TOML file here; nothing else to register."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.instruments.model import Instruments
from data.instruments.reader import read_instruments

__all__ = ["INSTRUMENT_FOLDER", "shipped_instruments"]

INSTRUMENT_FOLDER = Path(__file__).parent


@cache
def shipped_instruments() -> Instruments:
    """Every instrument that comes with the application, checked.

    >>> shipped_instruments().items["courage"].scale
    'benefit'
    """
    return read_instruments(INSTRUMENT_FOLDER)
