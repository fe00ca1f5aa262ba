"""Knowledge for case systems: every line and rule goes out, in a form that is promised, and nothing else does."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from tests.export.packages import written
from tests.export.test_checklists import checklist
from tests.support.schema import misfits
from tests.web.site import SECRETS, project
from workbench.analysis.engine import Engine
from workbench.export.editions import external
from workbench.export.knowledge import knowledge, knowledge_json, knowledge_schema
from workbench.export.knowledge_tables import (
    CHECKLIST_COLUMNS,
    FAQ_COLUMNS,
    checklists_csv,
    faqs_csv,
    guarded,
    table_bytes,
)
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.knowledge import (
    ChecklistVersion,
    Comment,
    DecisionRow,
    DecisionTable,
    KnowledgeState,
    Link,
)

DAY = dt.date(2027, 1, 1)
TABLE = DecisionTable(
    conditions=("Yta", "Detaljplan"),
    rows=(
        DecisionRow(answers=("≤ 15 kvm", "ja"), outcome="Fritt"),
        DecisionRow(answers=("> 15 kvm", ""), outcome="Bygglov"),
    ),
)


def whole():
    """The project of the FAQ site, with checklists in every kind of state."""
    secret = {"who": "kanariefågel-signatur", "on": DAY}
    used = checklist(
        decision_table=TABLE,
        comments=(Comment(id="c", text="kanariefågel-kommentar", **secret),),
        versions=(ChecklistVersion(number=1, content={"title": "kanariefågel-version"}, **secret),),
        author="kanariefågel-författare",
        links=(Link(title="Sidan", url="https://x.example"), Link(title="Fel", url="javascript:alert(1)")),
    )
    draft = checklist(id="k3", title="Utkast till altan", items=used.items[:1], state=KnowledgeState.DRAFT,
                      use_when="kanariefågel-när")  # fmt: skip
    gone = checklist(id="k4", title="kanariefågel-indragen", items=(), state=KnowledgeState.WITHDRAWN)
    return project().changed(checklists=(used, draft, gone))


def source(is_external=False) -> Source:
    here = whole()
    return Source(external(here) if is_external else here, Engine().results(here), Texts("sv"))


def made(is_external=False, departments=("d", "e", "z")):
    return knowledge(source(is_external), departments)


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_checklist_goes_out_whole():
    said = json.loads(knowledge_json(made()))
    one = said["checklists"][0]
    assert [line["kind"] for line in one["lines"]] == ["ask", "never_say", "say", "do", "hand_over"]
    assert one["lines"][0]["branches"] == [
        {"answer": "Ja", "goes_to": "d"},
        {"answer": "Nej", "goes_to": None},
        {"answer": "Vet ej", "goes_to": "n"},
    ]
    assert one["decision_table"]["conditions"] == ["Yta", "Detaljplan"]
    assert one["decision_table"]["rules"][0] == {"answers": ["≤ 15 kvm", "ja"], "outcome": "Fritt"}
    assert (one["id"], one["case_type"], one["department"], one["owner"]) == ("k2", "c", "d", "Eva Ek")
    assert one["links"] == [{"title": "Sidan", "url": "https://x.example"}]
    assert {"id": "d", "name": "Miljö och bygg"} in said["departments"]
    assert said["format"] == "rosa-knowledge" and said["version"] == "1.0" and said["language"] == "sv"


def test_an_answer_goes_out_in_each_language_that_it_has():
    faqs = {one["id"]: one for one in json.loads(knowledge_json(made()))["faqs"]}
    assert set(faqs["q_1"]["question"]) == {"sv", "da", "en"} and set(faqs["q_1"]["answer"]) == {"sv", "en"}
    assert faqs["q_1"]["wordings"] == ["Får jag bygga bod?", "Attefall, hur stort?"]
    assert faqs["q_1"]["valid_to"] == "2027-05-01"
    assert faqs["q_5"]["audience"] == "internal" and faqs["q_6"]["state"] == "draft"
    assert "q_7" not in faqs  # withdrawn


@pytest.mark.parametrize("is_external", [False, True])
def test_it_fits_its_schema(is_external):
    schema = json.loads(knowledge_schema())
    said = json.loads(knowledge_json(made(is_external)))
    assert list(misfits(said, schema)) == []
    assert said["checklists"] and said["faqs"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.pop("version"),
        lambda said: said["faqs"][0].update(comments=[]),
        lambda said: said["faqs"][0]["answer"].update(fi="vastaus"),
        lambda said: said["checklists"][0].update(state="withdrawn"),
        lambda said: said["checklists"][0]["lines"][0].update(text=None),
        lambda said: said["checklists"][0]["decision_table"]["rules"].append("x"),
    ],
)
def test_the_schema_refuses_what_is_otherwise(spoil):
    said = json.loads(knowledge_json(made()))
    spoil(said)
    assert list(misfits(said, json.loads(knowledge_schema())))


def test_the_table_of_checklists_has_a_row_per_line_and_rule():
    found = rows(checklists_csv(made()))
    assert tuple(found[0]) == CHECKLIST_COLUMNS
    used = [one for one in found if one["checklist_id"] == "k2"]
    assert [one["row"] for one in used] == ["1", "2", "3", "4", "5", "6", "7"]
    assert used[0]["answers"].split("\n") == ["Ja", "Nej", "Vet ej"]
    assert used[0]["goes_to_rows"].split("\n") == ["4", "", "2"]
    assert used[5]["kind"] == "rule" and used[5]["text"] == "Fritt"
    assert used[5]["answers"] == "Yta: ≤ 15 kvm\nDetaljplan: ja"
    assert used[0]["case_type"] and used[0]["department"] == "Miljö och bygg"
    said = json.loads(knowledge_json(made()))["checklists"]
    for one in said:
        texts = [line["text"] for line in one["lines"]]
        assert [row["text"] for row in found if row["checklist_id"] == one["id"]][: len(texts)] == texts


def test_a_checklist_without_a_line_still_has_its_row():
    empty = whole().changed(checklists=(checklist(items=()),))
    found = rows(checklists_csv(knowledge(Source(empty, Engine().results(empty), Texts("sv")), ["d"])))
    assert [(one["title"], one["kind"], one["row"]) for one in found] == [("Altan", "", "")]


def test_the_table_of_questions_has_a_row_each():
    found = rows(faqs_csv(made()))
    assert tuple(found[0]) == FAQ_COLUMNS
    assert [one["faq_id"] for one in found] == [one.id for one in made().faqs]
    assert found[0]["question_da"] == "Skal jeg have byggetilladelse?" and found[0]["answer_da"] == ""
    assert "| liten | 1 200 kr |" in found[0]["answer_sv"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+46 90 16 10 00", "-2+3", "@SUM(A1)", "\t=1", " =1", "\ufeff=1", "＝1", "\r=1", "- punkt"],
)
def test_no_cell_is_a_formula(text):
    assert guarded(text) == f"'{text}"
    content = table_bytes(("a",), [(text,)]).decode("utf-8-sig")
    assert "'" + text[0] in content


@pytest.mark.parametrize("text", ["-5", "+3,5", "12", "Fråga?", "a=b", "", "1-2", "–"])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert guarded(text) == text


def test_delimiters_quotes_and_breaks_survive():
    text = 'Han sa "ja; nej"\noch gick, \tsedan\r\nkom'
    assert rows(table_bytes(("a", "b"), [(text, None)])) == [{"a": text, "b": ""}]


@pytest.mark.fast
def test_outside_only_what_is_in_use_and_nothing_internal():
    out = made(is_external=True)
    told = b"".join((knowledge_json(out), checklists_csv(out), faqs_csv(out))).decode()
    secrets = (*SECRETS, "kanariefågel", "Bygglovschefen", "Ecos", "Utkast till altan", "Eva Ek")
    assert not [one for one in secrets if one in told]
    inside = made()
    said = b"".join((knowledge_json(inside), checklists_csv(inside), faqs_csv(inside))).decode()
    for one in ("Bygglovschefen", "Ecos", "Utkast till altan", "kanariefågel-när", *SECRETS[:3]):
        assert one in said
    for one in (
        "kanariefågel-kommentar",
        "kanariefågel-signatur",
        "kanariefågel-version",
        "författare",
        "indragen",
    ):
        assert one not in said
    assert [(one.id, one.state) for one in out.checklists] == [("k2", "approved")]
    assert {one.audience for one in out.faqs} == {"public"} and "draft" in {one.state for one in inside.faqs}


def test_only_the_departments_asked_for_go_out():
    out = made(departments=("e",))
    assert out.checklists == () and {one.department for one in out.faqs} == {"e"}
    assert [one.id for one in out.departments] == ["e"]


def test_ids_and_bytes_are_the_same_each_time():
    assert knowledge_json(made()) == knowledge_json(made())
    assert checklists_csv(made()) == checklists_csv(made())
    assert knowledge_schema() == knowledge_schema()


@pytest.mark.parametrize("edition", ["internal", "external"])
def test_the_package_has_it_and_its_index_leads_to_it(tmp_path, edition):
    files = written(whole(), tmp_path / "out", edition, "sv", kinds=("knowledge",))
    paths = [file.path for file in files if file.kind == "knowledge"]
    assert paths == [
        "knowledge/knowledge.json",
        "knowledge/checklists.csv",
        "knowledge/faqs.csv",
        "knowledge/knowledge-schema.json",
    ]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{path}"' in index for path in paths)
    assert json.loads((tmp_path / "out" / paths[0]).read_bytes())["edition"] == edition
