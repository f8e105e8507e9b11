"""What holds for every test: no process codes free text behind its back, unless the test asks for it."""

import os

os.environ.setdefault("PUNTARI_CODING", "off")
