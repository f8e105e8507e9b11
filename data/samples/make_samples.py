"""Write the made-up programme's files: `python -m data.samples.make_samples [FOLDER] [--seed N] [--size SHARE]`.

Uses nothing of the application, so that what the application finds can be held against what was put in.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.samples import surveys
from data.samples.exports import (
    Cell,
    Sheet,
    google_forms,
    ms_forms,
    webropol,
    webropol_stacked,
    write_csv,
    write_xlsx,
)
from data.samples.people import Design, Dice, Participant, draw_rounds
from data.samples.wording import Deck, Wording

__all__ = ["DESIGNS", "SEED", "write_programme"]

SEED = 2016
FOLDER = Path(__file__).parent
DESIGNS = (
    Design(2016, pairs=12),
    Design(2017, pairs=10, groups=4),
    Design(2018, pairs=13, groups=6, mentors_left_out=3, actors_left_out=9),
    Design(2019, pairs=16, groups=7, mentors_left_out=4, actors_left_out=9, returning=4),
    Design(2020, pairs=21, groups=7, mentors_left_out=31, actors_left_out=4, returning=6),
)
_LABELS = {2016: "older", 2017: "numbers", 2020: "numbered"}
_US_TIME, _DAY_FIRST = "%-m/%-d/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S"


@dataclass(frozen=True, slots=True)
class _Year:
    """One round on its way to files."""

    folder: Path
    people: list[Participant]
    deck: Deck
    seed: int

    @property
    def year(self) -> int:
        return self.people[0].year

    @property
    def participants(self) -> list[Participant]:
        return [one for one in self.people if one.group]

    def path(self, name: str) -> Path:
        return self.folder / f"{self.year}_{name}"

    def desk(self, survey: str) -> surveys.Desk:
        words = Wording(self.year, _LABELS.get(self.year, "current"))
        return surveys.Desk(Dice(f"{self.seed}-{self.year}-{survey}"), words, self.deck)

    def application(self) -> surveys.Survey:
        return surveys.application(self.people, self.desk("application"))

    def start(self, *who: str) -> surveys.Survey:
        desk = self.desk("start")
        return surveys.start(self.people, desk, [desk.words.field(one) for one in who])

    def days(self) -> surveys.Survey:
        return surveys.coaching_days(self.people, self.desk("event"))

    def end(self, *who: str, anonymous: bool = False) -> surveys.Survey:
        desk = self.desk("end")
        return surveys.end(self.people, desk, [desk.words.field(one) for one in who], anonymous=anonymous)


def write_programme(folder: Path, *, seed: int = SEED, scale: float = 1.0) -> tuple[Path, ...]:
    """Every file of the programme, with programme.toml and index.toml; `scale` below 1 draws fewer people.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(write_programme(Path(folder), seed=1, scale=0.2))
    21
    """
    folder.mkdir(parents=True, exist_ok=True)
    deck = Deck(seed)
    rounds = draw_rounds([design.scaled(scale) for design in DESIGNS], seed)
    for people in rounds:
        one = _Year(folder, people, deck, seed)
        _WRITERS[one.year](one)
    listed = _write_index(folder)
    _write_declaration(folder, rounds)
    return (*listed, folder / "index.toml", folder / "programme.toml")


def _write_2016(one: _Year) -> None:
    """Anonymous, and asked at the end only; Webropol's basic report as Excel in Finland opens it."""
    survey = one.end("form", anonymous=True)
    sheet = webropol(survey.questions, survey.responses)
    write_csv(one.path("loppukysely_Perusraportti.csv"), sheet, delimiter=";", encoding="utf-8-sig", line_end="\r\n")


def _write_2017(one: _Year) -> None:
    """Linked by codes; the answers as numbers."""
    write_xlsx(one.path("osallistujat.xlsx"), _roster(one, "Osallistujakoodi", lambda p: p.code), name="Osallistujat")
    first, last = one.start("code"), one.end("code")
    write_csv(one.path("alkukysely_Perusraportti.csv"), webropol(first.questions, first.responses, numbered=False))
    write_xlsx(one.path("loppukysely.xlsx"), webropol_stacked(last.questions, last.responses), name="Webropol")


def _write_2018(one: _Year) -> None:
    """Microsoft Forms first, Webropol at the end; the roster saved by an older Excel."""
    roster = _roster(one, "Sähköposti", lambda p: p.person.email)
    write_csv(one.path("osallistujat.csv"), _typed_by_hand(roster), delimiter=";", encoding="cp1252", line_end="\r\n")
    applied, first, days, last = one.application(), one.start(), one.days(), one.end("person")
    write_xlsx(one.path("hakemukset.xlsx"), ms_forms(applied.questions, applied.responses))
    write_xlsx(one.path("alkukysely.xlsx"), ms_forms(first.questions, first.responses))
    sheet = ms_forms(days.questions, days.responses, english=True)
    write_csv(one.path("valmennuspaivat.csv"), sheet, encoding="utf-8-sig", line_end="\r\n", time=_US_TIME)
    write_csv(
        one.path("loppukysely_Perusraportti.csv"),
        webropol(last.questions, last.responses),
        delimiter=";",
        line_end="\r\n",
    )


def _write_2019(one: _Year) -> None:
    """Google Forms throughout."""
    write_xlsx(one.path("osallistujat.xlsx"), _roster(one, "Sähköposti", lambda p: p.person.email))
    for name, survey in (("hakemukset", one.application()), ("alkukysely", one.start()), ("loppukysely", one.end())):
        write_csv(one.path(f"{name}.csv"), google_forms(survey.questions, survey.responses))
    days = one.days()
    write_csv(one.path("valmennuspaivat.csv"), google_forms(days.questions, days.responses, address=False))


def _write_2020(one: _Year) -> None:
    """Microsoft Forms throughout, held at a distance."""
    write_xlsx(one.path("osallistujat.xlsx"), _roster(one, "Sähköposti", lambda p: p.person.email))
    applied = one.application()
    sheet = ms_forms(applied.questions, applied.responses)
    write_csv(one.path("hakemukset.csv"), sheet, encoding="utf-8-sig", line_end="\r\n", time=_DAY_FIRST)
    for name, survey in (("alkukysely", one.start()), ("valmennuspaivat", one.days()), ("loppukysely", one.end())):
        write_xlsx(one.path(f"{name}.xlsx"), ms_forms(survey.questions, survey.responses))


_WRITERS: dict[int, Callable[[_Year], None]] = {
    2016: _write_2016,
    2017: _write_2017,
    2018: _write_2018,
    2019: _write_2019,
    2020: _write_2020,
}
# In the order of import: who takes part, then what they said.
_WAVES = (
    ("osallistujat", "roster"),
    ("hakemukset", "application"),
    ("alkukysely", "start"),
    ("valmennuspaivat", "event"),
    ("loppukysely", "end"),
)


def _roster(one: _Year, heading: str, who: Callable[[Participant], str]) -> Sheet:
    words = Wording(one.year)
    headings = ["Nimi", heading, "Rooli", "Pari/ryhmä", "Toimintamuoto", "Yksikkö", "Organisaatio", "Hallinnonala"]
    rows: Sheet = [[*headings, "Yhteistä"]]
    for p in one.participants:
        role, form = words.options("roles")[not p.mentor], "Pienryhmä" if p.small_group else "Pari"
        place: list[Cell] = [p.unit, p.person.organisation, p.person.branch]
        rows.append([p.person.name, who(p), role, p.group, form, *place, "; ".join(p.shared)])
    return rows


def _typed_by_hand(roster: Sheet) -> Sheet:
    """Roles as several people type them."""
    role = 2
    heading, *rows = roster
    typed = [[*row[:role], _typed(str(row[role]), place), *row[role + 1 :]] for place, row in enumerate(rows)]
    return [heading, *typed]


def _typed(word: str, place: int) -> str:
    return (word, word.lower(), f"{word} ", word.upper())[place % 4]


def _write_index(folder: Path) -> tuple[Path, ...]:
    """Which file is which, in the order of import."""
    found = []
    lines = ["# Written by make_samples.py: the files in the order of import.\n"]
    for year in _WRITERS:
        for name, wave in _WAVES:
            for path in sorted(folder.glob(f"{year}_{name}*.*")):
                lines.append(f'\n[[files]]\nfile = "{path.name}"\nround = "r{year}"\nwave = "{wave}"\n')
                found.append(path)
    (folder / "index.toml").write_text("".join(lines), encoding="utf-8")
    return tuple(found)


def _write_declaration(folder: Path, rounds: Sequence[Sequence[Participant]]) -> None:
    """programme.toml, with as many invited as were drawn."""
    text = (FOLDER / "programme.toml").read_text(encoding="utf-8")
    for people in rounds:
        taking_part = [one for one in people if one.group]
        mentors = sum(one.mentor for one in taking_part)
        invited = f"invited = {{ mentor = {mentors}, actor = {len(taking_part) - mentors} }}"
        text = re.sub(rf'(id = "r{people[0].year}"\n(?:[a-z].*\n)*?)invited = .*', rf"\g<1>{invited}", text)
    (folder / "programme.toml").write_text(text, encoding="utf-8")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--size", type=float, default=1.0, help="share of the people, for quick simulations")
    asked = parser.parse_args()
    write_programme(asked.folder, seed=asked.seed, scale=asked.size)


if __name__ == "__main__":
    _main()
