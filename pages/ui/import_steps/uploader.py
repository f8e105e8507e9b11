"""The place to drop files. Streamlit's own words in it are English only: the catalogue's stand in their place."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from data.guard.upload import Export
from pages.ui.text import Text

__all__ = ["dress_widgets", "uploader"]

_STYLE = Path(__file__).with_name("widgets.css")


def dress_widgets(text: Text) -> None:
    """Our words in the widgets of these pages: widgets.css shows them, from variables of the reader's language."""
    words = {
        "drop": text("import_page.drop"),
        "choose": text("import_page.choose_files"),
        "here": text("import_page.drop_here"),
        "too-big": text("import_page.too_big"),
        "no-match": text("import_page.no_match"),
    }
    variables = " ".join(f"--import-{name}: {json.dumps(word, ensure_ascii=False)};" for name, word in words.items())
    st.html(f"<style>:root {{ {variables} }}\n{_STYLE.read_text(encoding='utf-8')}</style>")


def uploader(text: Text, key: str) -> list[Export]:
    """The files dropped since the widget began under this key."""
    files = st.file_uploader(text("import_page.files"), accept_multiple_files=True, key=f"{key}_{text.language}")
    return [Export(file.name, file.getvalue()) for file in files]
