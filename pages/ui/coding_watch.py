"""On every page: free text that waits is coded in the background, and how that goes is told in the sidebar."""

from __future__ import annotations

import streamlit as st

from data.codings import Codings
from pages.ui.coding_job import JobState, current_maker, engine_version, is_switched_on
from pages.ui.session import current_coding_job, current_material, current_store
from pages.ui.text import Text

__all__ = ["watch_coding"]

_EVERY = 1.0  # seconds


def watch_coding(text: Text) -> None:
    """Start what is due. A coding that stopped is told, with a button to go on; nothing that was coded is lost."""
    if not is_switched_on():
        return
    job = current_coding_job()
    if current_material().themes.due:
        job.start(engine_version())
    with st.sidebar:
        if job.state is JobState.RUNNING:
            _progress(text)
        elif job.state is JobState.FAILED:
            st.warning(text("themes.job_failed"))
            st.button(text("themes.job_again"), on_click=job.try_again, key="coding_again")


@st.fragment(run_every=_EVERY)
def _progress(text: Text) -> None:
    """Looks again by itself, and has the page drawn anew when all is coded."""
    if current_coding_job().state is not JobState.RUNNING:
        st.rerun()
    codings = Codings(current_store())
    due, total = len(codings.uncoded(current_maker(codings))), current_material().themes.texts
    done = max(total - due, 0)
    st.progress(done / total if total else 0.0, text("themes.job_running", done=done, total=total))
