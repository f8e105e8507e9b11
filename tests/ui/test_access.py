import pytest

from data.errors import PuntariError
from pages.ui.access import Access, NotAllowedError, require_role
from pages.ui.frame import PAGES
from pages.ui.text import Text


@pytest.mark.parametrize("access", Access)
def test_the_gate_lets_in_exactly_whom_it_should(access):
    allowed = {Access.OWNER, Access.STEERING}
    if access in allowed:
        require_role(access, allowed)
        return
    with pytest.raises(NotAllowedError) as refusal:
        require_role(access, allowed)
    assert isinstance(refusal.value, PuntariError)
    assert refusal.value.problems[0].key in Text("fi")


def test_nobody_but_the_owner_imports():
    (importing,) = [entry for entry in PAGES if entry.key == "importing"]
    assert importing.allowed == {Access.OWNER}


def test_a_reader_opens_no_page_of_figures_yet():
    assert [entry.key for entry in PAGES if Access.READER in entry.allowed] == ["about"]
