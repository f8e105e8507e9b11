"""The place to drop files. Streamlit's own words in it are English only: the catalogue's stand in their place."""

from __future__ import annotations

import json

import streamlit as st

from data.guard.upload import Export
from pages.ui.text import Text

__all__ = ["uploader"]

_BOX = '[data-testid="stFileUploader"]'
_STYLE = """<style>
%(box)s [data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; white-space: normal; }
%(box)s [data-testid="stFileUploaderDropzoneInstructions"] span::after { content: %(drop)s; font-size: 0.95rem; }
%(box)s [data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
%(box)s [data-testid="stFileUploaderDropzone"] button p::after { content: %(choose)s; font-size: 1rem; }
</style>"""


def uploader(text: Text, key: str) -> list[Export]:
    """The files dropped since the widget began under this key."""
    words = {"drop": json.dumps(text("import_page.drop"), ensure_ascii=False)}
    words["choose"] = json.dumps(text("import_page.choose_files"), ensure_ascii=False)
    st.html(_STYLE % {"box": _BOX, **words})
    files = st.file_uploader(text("import_page.files"), accept_multiple_files=True, key=f"{key}_{text.language}")
    return [Export(file.name, file.getvalue()) for file in files]
