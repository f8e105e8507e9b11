"""What holds for every test."""

import os

from hypothesis import HealthCheck, settings

# No process codes free text behind a test's back, unless the test asks for it.
os.environ.setdefault("PUNTARI_CODING", "off")

# The machine's other work is not a defect of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
