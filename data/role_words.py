"""The programme's own words for roles, before those that every programme knows."""

from __future__ import annotations

from data.instruments.fields import field_words, role_of
from data.instruments.options import match_label_text
from data.programme import Programme
from data.schema import Role

__all__ = ["allowed_role_words", "role_in"]


def role_in(programme: Programme, label: str) -> Role | None:
    """The role that a word of a file stands for."""
    own: dict[str, tuple[str, ...]] = {
        role: (*words.names.values(), *words.others) for role, words in programme.roles.items()
    }
    found = match_label_text(label, own)
    return Role(found) if found else role_of(label)


def allowed_role_words(programme: Programme) -> str:
    """The words that a person may write, for a message: one a role and language."""
    own = [word for words in programme.roles.values() for word in (*words.names.values(), *words.others)]
    shipped = [words[0] for role in Role for words in field_words()[role].values()]
    return ", ".join(dict.fromkeys(own or shipped))
