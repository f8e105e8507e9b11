"""What is kept, for whom, and how long."""

import pytest

from pages.ui import session
from pages.ui.access import Access
from tests.pages.opening import open_through_frame

pytestmark = pytest.mark.usefixtures("sample_home")


def test_the_sample_is_imported_once_and_own_data_stay_empty(sample_home):
    open_through_frame("benefit", store="sample")
    store = session.open_store(sample_home / "sample")
    imported = len(store.imports())
    store.close()
    open_through_frame("rounds", store="sample")
    again, own = session.open_store(sample_home / "sample"), session.open_store(sample_home / "own")
    assert len(again.imports()) == imported > 10
    assert own.imports() == ()
    again.close()
    own.close()


def test_without_a_sign_in_service_everybody_on_the_loopback_is_the_owner():
    assert session.current_access() is Access.OWNER
