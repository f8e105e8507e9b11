"""No deadline for an example: the machine's other work is not a defect of a statistic."""

from hypothesis import settings

settings.register_profile("statistics", deadline=None)
settings.load_profile("statistics")
