"""What a reader has chosen to see: codes only, the same in a URL, in session state and in a cache's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.schema import Role

__all__ = ["Selection"]

BETWEEN = "."  # stands unescaped in a URL, in no id


@dataclass(frozen=True, slots=True)
class Selection:
    """Roles and rounds in the programme's order, never none of either where the programme has any.

    >>> Selection.from_query({"roles": "actor", "rounds": "r2.r1.r9"}, ["r1", "r2", "r3"])
    Selection(roles=(<Role.ACTOR: 'actor'>,), rounds=('r1', 'r2'), reference=None)
    """

    roles: tuple[Role, ...]
    rounds: tuple[str, ...]
    reference: str | None = None

    @classmethod
    def of(
        cls, rounds: Sequence[str], roles: Sequence[str] = (), chosen: Sequence[str] = (), reference: str | None = None
    ) -> Selection:
        """Nothing chosen means all; codes that the programme does not know are left out."""
        return cls(
            roles=tuple(role for role in Role if role in roles) or tuple(Role),
            rounds=tuple(code for code in rounds if code in chosen) or tuple(rounds),
            reference=reference if reference in rounds else None,
        )

    @classmethod
    def from_query(cls, query: Mapping[str, str], rounds: Sequence[str]) -> Selection:
        roles, chosen = (query.get(name, "").split(BETWEEN) for name in ("roles", "rounds"))
        return cls.of(rounds, roles, chosen, query.get("reference"))

    def to_query(self, rounds: Sequence[str]) -> dict[str, str]:
        """Only what differs from everything: a link to all rounds holds the ones to come too."""
        query = {}
        if self.roles != tuple(Role):
            query["roles"] = BETWEEN.join(self.roles)
        if self.rounds != tuple(rounds):
            query["rounds"] = BETWEEN.join(self.rounds)
        if self.reference:
            query["reference"] = self.reference
        return query
