"""How the free text of a store stands: ready or not, who read it, how the machine did, how far two people agree."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from analysis.coding.agreement import krippendorff_alpha
from data.codings import Codings, Maker
from data.decisions import Act, Decision, MachineCoding
from data.schema import TEXTS
from pages.ui.text import Text
from pages.ui.theme_material import read_themes
from pages.ui.theme_sentences import coding_sentences, missing_sentence
from tests.data.making import new_store, parcel, people

FI = Text("fi")
RESPONSES = 40
CODES = ("goals", "career", "agency", "networks")


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def codings(store):
    one = parcel(people(RESPONSES, 0))
    rows = [
        {"import_id": one.id, "response_id": r.response_id, "item": item, "text": f"{item} {r.response_id}"}
        for r in one.responses
        for item in ("open_changed", "open_improve")
    ]
    store.add(replace(one, tables={**one.tables, "texts": pa.Table.from_pylist(rows, schema=TEXTS)}), "tester")
    return Codings(store)


def coded(codings):
    """The machine gives goals to every text."""
    texts = codings.texts()["text_id"].to_pylist()
    rows = [MachineCoding(text, ("goals",), {"goals": "for"}, "positive", "fi", False) for text in texts]
    codings.add_machine(rows, Maker(0, "engine"))
    return codings


def read_by(codings, coder, texts, *codes):
    for text in texts:
        given = [Decision(text, Act.ADD, coder, 0, "engine", code) for code in codes]
        codings.decide(*given, Decision(text, Act.FINISH, coder, 0, "engine"))


def themes_of(codings, store):
    return read_themes(codings, store.answers().to_pandas())


def test_a_store_without_free_text_says_so(store):
    themes = themes_of(Codings(store), store)
    assert missing_sentence(themes, FI) == FI("themes.no_texts") and themes.rows.empty and themes.due == 0


def test_nothing_is_shown_until_every_answer_is_coded(store, codings):
    texts = codings.texts()["text_id"].to_pylist()
    codings.add_machine([MachineCoding(texts[0], (), {}, "neutral", "fi", False)], Maker(0, "engine"))
    themes = themes_of(codings, store)
    assert not themes.ready and themes.rows.empty and missing_sentence(themes, FI) == FI("themes.not_ready")


def test_without_people_the_machine_is_not_vouched_for(store, codings):
    themes = themes_of(coded(codings), store)
    assert themes.ready and themes.by_people == 0 and themes.audit is None and themes.agreement is None
    assert themes.due == 2 * RESPONSES  # of this program's engine: what is shown is of an older one
    said = coding_sentences(themes, FI)
    assert FI("themes.not_audited") in said and FI("themes.no_agreement") in said


def test_the_audit_counts_whole_forms_up_to_the_first_gap(store, codings):
    coded(codings).draw_audit(20, "anna")
    drawn = codings.audit()
    read_by(codings, "anna", [*drawn[:5], *drawn[6:]], "career")  # of the third form only one text is read
    audit = themes_of(codings, store).audit
    assert audit is not None and audit.answers == 4
    respondents = audit.respondents
    assert (respondents["goals"].wrong, respondents["career"].missed, respondents["goals"].n) == (2, 2, 2)
    assert audit.f1 == 0


def test_a_large_audit_is_told_as_a_correction_and_a_small_one_is_not(store, codings):
    coded(codings).draw_audit(2 * RESPONSES, "anna")
    drawn = codings.audit()
    read_by(codings, "anna", drawn[:10], "goals")
    assert "vähintään 30" in coding_sentences(themes_of(codings, store), FI)
    read_by(codings, "anna", drawn[10:], "goals")
    themes = themes_of(codings, store)
    assert themes.audit is not None and themes.audit.f1 == 1 and themes.by_people == 2 * RESPONSES
    assert "F1 = 1,00" in coding_sentences(themes, FI) and "korjattu otoksen avulla" in coding_sentences(themes, FI)


def test_agreement_is_krippendorffs(store, codings):
    order = list(themes_of(coded(codings), store).names)
    texts = codings.texts()["text_id"].to_pylist()[:30]
    tables = []
    for coder, step in (("anna", 3), ("bo", 4)):
        cells = []
        for n, text in enumerate(texts):
            given = [code for place, code in enumerate(CODES) if (n + place) % step == 0]
            read_by(codings, coder, [text], *given)
            cells += [int(code in given) for code in order]
        tables.append(cells)
    agreement = themes_of(codings, store).agreement
    assert agreement is not None and agreement.answers == 30
    assert agreement.alpha == pytest.approx(krippendorff_alpha(tables))


def test_codes_of_an_older_codebook_are_called_as_they_are_now(store, codings):
    coded(codings)
    seeds = 'name = { fi = "Suunta" }\nseeds.fi = ["suunta"]'
    merged = f'id = "own"\n[[code]]\nid = "goals"\nmerged_into = "direction"\n[[code]]\nid = "direction"\n{seeds}'
    codings.save_codebook(merged, "anna", parent=0)
    themes = themes_of(codings, store)
    rows = themes.rows[themes.rows["item"] == "theme:direction"]
    assert list(themes.names) == ["direction"] and set(rows["value"]) == {1.0}
    assert themes.name("direction", "fi") == "Suunta" and themes.name("direction", "sv") == "direction"
