"""What a column may be: every field and item by its name, in the order in which one looks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.instruments.model import Instruments, Item, Topic
from data.loaders.base import Question, RawSurvey
from data.loaders.headings import readable_heading
from data.mapping import Proposal, Reason
from data.schema import Field, Wave
from pages.ui.text import Text

__all__ = ["heading_shown", "target_names", "why"]

_HEADING_SHOWN = 160  # characters
_TOPICS = list(Topic)


def target_names(instruments: Instruments, wave: Wave | None, text: Text) -> Mapping[str, str]:
    """Code → name. First what is not imported, then who and when, then items: those of this survey before others."""
    named: dict[str, str] = {Field.IGNORED: text("import_page.field_ignored")}
    for name in Field:
        named.setdefault(name, text("import_page.target_field", field=text(f"import_page.field_{name}")))
    items = sorted(instruments.items.values(), key=lambda item: (wave not in item.waves, _TOPICS.index(item.topic)))
    return {**named, **{item.id: _item(item, instruments, text) for item in items if wave}}


def why(proposal: Proposal, text: Text) -> str:
    """The reason of a proposal in words."""
    if proposal.reason is Reason.METADATA and proposal.target == Field.IGNORED:
        return text("import_page.reason_empty_metadata")
    return text(f"import_page.reason_{proposal.reason}", sure=text.percent(proposal.score))


def heading_shown(question: Question, raw: RawSurvey, text: Text) -> str:
    """A heading as a person knows it; of a matrix the row. A column without one is named by its place."""
    column = raw.columns[question.columns[0]]
    words = readable_heading(column.row or question.heading).strip()
    if not words:
        return text("import_page.no_heading", place=column.index + 1)
    return words if len(words) <= _HEADING_SHOWN else f"{words[:_HEADING_SHOWN]}…"


def places(proposals: Sequence[Proposal], *, sure: bool) -> list[int]:
    """Of which questions the proposal is sure, or is not."""
    return [place for place, proposal in enumerate(proposals) if proposal.is_sure is sure]


def _item(item: Item, instruments: Instruments, text: Text) -> str:
    scale = instruments.scales.get(item.scale or "")
    group = scale.names.get(text.language, scale.id) if scale else text(f"import_page.topic_{item.topic}")
    return text("import_page.target_item", group=group, item=item.texts.get(text.language, item.id))
