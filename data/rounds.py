"""Rounds as they are kept in the ledger, and laid over those of programme.toml: the latest word of a round counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from data.programme import Delivery, Round
from data.schema import Role

__all__ = ["round_from_payload", "round_to_payload", "rounds_overlaid"]


def round_to_payload(one: Round) -> dict[str, Any]:
    return {**asdict(one), "start": one.start.isoformat(), "end": one.end.isoformat()}


def round_from_payload(payload: Mapping[str, Any]) -> Round:
    by_role = payload["invited_by_role"]
    return Round(
        **{
            **payload,
            "start": date.fromisoformat(payload["start"]),
            "end": date.fromisoformat(payload["end"]),
            "delivery": Delivery(payload["delivery"]),
            "invited_by_role": by_role and {Role(role): n for role, n in by_role.items()},
        }
    )


def rounds_overlaid(declared: Iterable[Round], made: Iterable[Round]) -> tuple[Round, ...]:
    """All rounds in the order of their starts."""
    latest = {one.id: one for one in (*declared, *made)}
    return tuple(sorted(latest.values(), key=lambda one: (one.start, one.id)))
