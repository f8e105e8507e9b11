"""What there is to code, read once for each state of the store, and which answer a coder should read next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import Any

from analysis.coding.codebook import SHIPPED, Codebook, default_codebook
from data.codings import SHIPPED as UNCHANGED
from data.codings import Codings
from data.decisions import CurrentCoding, MachineCoding, PersonCoding, current_coding
from data.store import Store
from pages.ui.coding_steps.edits import Document, document_of
from pages.ui.coding_steps.workshop import codebook_of

__all__ = ["Answer", "Queue", "Work", "read_work"]


class Queue(StrEnum):
    """Where the next answer comes from."""

    AUDIT = "audit"  # the random sample: the only one that tells how well the machine codes
    CODES = "codes"  # the codebook in turn: the code that people have seen least of
    SECOND = "second"  # read by another coder, whose codes are not shown


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    item: str
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    store: str
    answers: Mapping[str, Answer]
    machine: Mapping[str, MachineCoding]
    analysers: Mapping[str, str]  # text id → what it was coded by
    people: Mapping[str, Mapping[str, PersonCoding]]
    settled: Mapping[str, PersonCoding]
    current: Mapping[str, CurrentCoding]
    audit: tuple[str, ...]
    book: Codebook
    document: Document
    number: int  # of the codebook version

    def name(self, code: str, language: str) -> str:
        """What a code is called; one that has been merged, as what it was merged into."""
        names = {one.id: one.name for one in self.book.codes}.get(self.book.resolve(code) or code, {})
        return names.get(language) or names.get("fi") or code

    def today(self, codes: Iterable[str]) -> frozenset[str]:
        """Codes given under any version, as they are called now; those retired are gone."""
        return frozenset(now for code in codes if (now := self.book.resolve(code)) is not None)

    def suggested(self, text: str) -> tuple[str, ...]:
        """The machine's codes for an answer, in the order of the codebook."""
        coding = self.machine.get(text)
        given = self.today(coding.codes) if coding else frozenset()
        return tuple(code.id for code in self.book.active if code.id in given)

    def evidence(self, text: str) -> list[Mapping[str, Any]]:
        """Why each code is suggested; the code as it is called now."""
        coding = self.machine.get(text)
        listed = json.loads(coding.evidence) if coding else []
        return [{**one, "code": self.book.resolve(one["code"]) or one["code"]} for one in listed]

    def mine(self, text: str, coder: str) -> PersonCoding:
        """Where a coder stands with an answer: the only coder whose codes that coder is shown."""
        return self.people.get(text, {}).get(coder, PersonCoding(coder))

    def read_by(self, text: str) -> list[str]:
        """Coders who have read an answer to its end."""
        return [one.coder for one in self.people.get(text, {}).values() if one.finished and text in self.answers]

    def queue(self, queue: Queue, coder: str) -> list[str]:
        """What a coder has still to read, the next one first; one that was left half way comes before all."""
        waiting = [text for text in self._order(queue, coder) if coder not in self.read_by(text)]
        return sorted(waiting, key=lambda text: coder not in self.people.get(text, {}))

    def _order(self, queue: Queue, coder: str) -> Sequence[str]:
        if queue is Queue.AUDIT:
            return [text for text in self.audit if text in self.answers]
        if queue is Queue.SECOND:
            return sorted(text for text in self.people if self.read_by(text))
        return self._in_turn()

    def _in_turn(self) -> list[str]:
        """Answers that nobody has read, by codes: first those of the code that people have seen least of.

        The ids are keyed hashes, so their order is as good as random and the same for everybody.
        """
        seen = Counter(code for text in self.people if self.read_by(text) for code in self.suggested(text))
        unread = [text for text in sorted(self.answers) if not self.read_by(text) and self.suggested(text)]
        return sorted(unread, key=lambda text: min(seen[code] for code in self.suggested(text)))

    def pairs(self) -> dict[tuple[str, str], list[str]]:
        """Two coders → the answers that both have read, most first."""
        found: dict[tuple[str, str], list[str]] = {}
        for text in sorted(self.people):
            for pair in combinations(sorted(self.read_by(text)), 2):
                found.setdefault(pair, []).append(text)
        return dict(sorted(found.items(), key=lambda one: -len(one[1])))

    def given(self, text: str, coder: str) -> list[str]:
        return sorted(self.today(self.mine(text, coder).given))

    def disputed(self) -> list[str]:
        """Answers that two coders have read and coded differently, and that nobody has settled."""
        return [
            text
            for text in sorted(self.people)
            if text not in self.settled and len({tuple(self.given(text, one)) for one in self.read_by(text)}) > 1
        ]


def read_work(store: Store) -> Work:
    return _work(store.version, store)


@lru_cache(maxsize=4)
def _work(version: str, store: Store) -> Work:
    codings = Codings(store)
    rows = codings.texts().select(["text_id", "item", "text"]).to_pylist()
    machine, people, settled = codings.machine(), codings.by_coder(), codings.adjudicated()
    saved = codings.current_codebook()
    book, document = _book(saved.toml if saved else "")
    return Work(
        store=str(store.folder),
        answers={row["text_id"]: Answer(row["text_id"], row["item"], row["text"] or "") for row in rows},
        machine=machine,
        analysers={text: maker.analyser for text, maker in codings.makers().items()},
        people=people,
        settled=settled,
        current={
            text: current_coding(text, machine.get(text), people.get(text, {}), settled.get(text))
            for text in dict.fromkeys((*machine, *people, *settled))
        },
        audit=codings.audit(),
        book=book,
        document=document,
        number=saved.number if saved else UNCHANGED,
    )


@lru_cache(maxsize=4)
def _book(toml: str) -> tuple[Codebook, Document]:
    """Of a saved text; of the shipped files where it is empty. Read once a version: it takes a tenth of a second."""
    if not toml:
        return default_codebook(), document_of(SHIPPED)
    return codebook_of(toml), document_of(toml)
