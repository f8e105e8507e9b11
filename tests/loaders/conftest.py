"""No deadline for an example: the machine's other work is not a defect of a loader."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("loaders", deadline=None)
settings.load_profile("loaders")
