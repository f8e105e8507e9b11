"""Made-up exports as Webropol writes them: twenty-four people, both roles, answers fixed by a rule of their own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter

BENEFIT = (
    "Sain uusia näkökulmia työhöni.",
    "Tunnistan vahvuuteni paremmin kuin ennen ohjelmaa.",
    "Rohkaistuin tuomaan osaamistani ja ajatuksiani esiin.",
    "Löysin omia keinoja vaikuttaa työhöni.",
    "Otin käyttöön uusia tapoja tehdä työtä.",
    "Saavutin tavoitteet, jotka asetin mentoroinnille.",
    "Asiantuntijaroolini vahvistui.",
    "Uraani koskevat valinnat selkiytyivät.",
    "Verkostoni laajeni oman organisaationi ulkopuolelle.",
    "Mentorointi tuki työhyvinvointiani.",
)
MATRIX = "Arvioi väittämiä asteikolla 1–5"
OPEN = "Mikä ohjelmassa oli sinulle hyödyllisintä?"
LABELS = {
    1: "Täysin eri mieltä",
    2: "Jokseenkin eri mieltä",
    3: "Ei samaa eikä eri mieltä",
    4: "Jokseenkin samaa mieltä",
    5: "Täysin samaa mieltä",
}
PEOPLE = 24


@dataclass(frozen=True)
class Person:
    role: str
    points: tuple[int, ...]


def people() -> list[Person]:
    """Twelve mentors, who gain more, and twelve actors."""
    return [
        Person("Mentori" if n % 2 == 0 else "Aktori", tuple(_point(n, item) for item in range(10)))
        for n in range(PEOPLE)
    ]


def _point(n: int, item: int) -> int:
    lift = 1 if n % 2 == 0 else 0
    return min(5, max(1, 2 + lift + (n * 5 + item * 3 + n // 3) % 3))


def survey(
    *,
    roles: dict[int, str] | None = None,
    cells: dict[tuple[int, int], str] | None = None,
    headings: dict[str, str] | None = None,
) -> bytes:
    """The workbook. `roles` and `cells` (person, item) say otherwise for some; `headings` words some otherwise."""
    first = ["Vastausaika", "Roolisi ohjelmassa", *(f"{MATRIX}:{item}" for item in BENEFIT), OPEN]
    rows = [
        [
            f"{1 + n % 28}.5.2025 {8 + n % 9}:15",
            one.role,
            *(LABELS[point] for point in one.points),
            f"Avovastaus numero {n}." if n % 3 else "",
        ]
        for n, one in enumerate(people())
    ]
    for n, role in (roles or {}).items():
        rows[n][1] = role
    for (n, item), cell in (cells or {}).items():
        rows[n][2 + item] = cell
    return workbook([(headings or {}).get(name, name) for name in first], rows)


def workbook(first: list[str], rows: list[list[str]]) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": datetime(2025, 5, 31, tzinfo=UTC)})  # the same answers are the same file
        page = book.add_worksheet("Vastaukset")
        for at, cells in enumerate([first, *rows]):
            for column, cell in enumerate(cells):
                page.write_string(at, column, cell)
    return memory.getvalue()


def theta() -> float:
    """Would a mentor report more than an actor: every pair of the two counted, a tie as a half."""
    means = [(one.role, sum(one.points)) for one in people()]
    mentors = [total for role, total in means if role == "Mentori"]
    actors = [total for role, total in means if role == "Aktori"]
    won = sum(1.0 if m > a else 0.5 if m == a else 0.0 for m in mentors for a in actors)
    return won / (len(mentors) * len(actors))
