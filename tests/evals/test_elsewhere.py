"""Collections that nobody tuned on: whole, loaded strictly, asked with the answering document and without it."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from evals.cases import CasesError
from evals.elsewhere import (
    COLLECTIONS,
    FITTED,
    AskedElsewhere,
    Collection,
    Page,
    PageQuestion,
    elsewhere_table,
    load_collections,
    selqa,
)

SELQA = Path(__file__).resolve().parents[2] / "../shared/selqa"
PAGES = tuple(
    Page(name, f"The {name} course", f"The {name} course costs £{number}00.") for number, name in enumerate("abcd", 1)
)
QUESTION = PageQuestion("q1", "What does course b cost?", "b", (("£200", "200 pounds"),))
COLLECTION = Collection("courses", PAGES, (QUESTION, QUESTION, QUESTION))


@pytest.fixture
def asked(make_answer):
    """What came of the question."""

    def make(*texts, there=True):
        answer = make_answer([(text, (1,)) for text in texts], [("b.md", text) for text in texts])
        return AskedElsewhere("courses", QUESTION, there, answer)

    return make


def written(folder, **files):
    (folder / "own").mkdir()
    for name, line in files.items():
        (folder / "own" / f"{name}.jsonl").write_text(json.dumps(line) + "\n")
    return folder


def test_the_bundled_collections_are_whole():
    found = load_collections(COLLECTIONS)
    assert len(found) >= 9
    assert {one.name for one in found} >= {name for name in FITTED if not name.startswith("selqa")}
    assert min(len(one.questions) for one in found) >= 30
    assert all(len({question.id for question in one.questions}) == len(one.questions) for one in found)


def test_a_document_is_taken_away_for_its_own_questions():
    left = COLLECTION.without(COLLECTION.fold(QUESTION))
    assert [page.id for page in left] == ["a", "c", "d"]


def test_every_second_question_is_asked_over_the_same_documents():
    assert (len(COLLECTION.every(2).questions), COLLECTION.every(2).pages) == (2, PAGES)


BROKEN = {
    "no-such-document": ({"id": "b", "title": "B", "text": "£200"}, "c", "does not say"),
    "a-fact-that-is-not-there": ({"id": "b", "title": "B", "text": "£300"}, "b", "does not say"),
    "a-page-without-text": ({"id": "b", "title": "B"}, "b", "text"),
}


@pytest.mark.parametrize(("page", "document", "told"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit_is_named(tmp_path, page, document, told):
    question = {"id": "q", "question": "What?", "document": document, "must": [["£200"]]}
    with pytest.raises(CasesError, match=told):
        load_collections(written(tmp_path, documents=page, questions=question))


RIGHT = {"the-fact": ("It costs £200.", True), "another-wording": ("It is 200 pounds.", True), "another-fact": ("£300", False)}


@pytest.mark.parametrize(("text", "right"), RIGHT.values(), ids=RIGHT)
def test_right_is_what_states_the_facts(asked, text, right):
    assert asked(text).right is right


def test_the_table_tells_collections_to_fit_on_from_those_to_judge_by(asked):
    table = elsewhere_table([asked("It costs £200."), asked(), asked("£100", there=False)])
    assert "| **to judge by** | 0.500" in table
    assert "fitted" not in table


@pytest.mark.skipif(not SELQA.is_dir(), reason="needs ../shared/selqa")
def test_selqa_is_drawn_by_topic():
    first, second = selqa(SELQA)
    assert len(first.questions) == len(second.questions) == 60
    assert not {page.title for page in first.pages} & {page.title for page in second.pages}


def test_a_folder_without_selqa_is_named(tmp_path):
    with pytest.raises(CasesError, match=r"there is no .*selqa-ass-dev\.json"):
        selqa(tmp_path)


def test_a_collection_is_asked_from_the_command_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path))
    monkeypatch.setenv("WAYMARK_MODEL", "none")
    out = tmp_path / "asked.jsonl"
    assert main(["eval", "elsewhere", "--collection", "notices", "--every", "20", "--out", str(out)]) == 0
    assert [json.loads(line)["there"] for line in out.read_text().splitlines()].count(False) == 2
    assert "| notices |" in capsys.readouterr().out


def test_an_unknown_collection_is_named(capsys):
    assert main(["eval", "elsewhere", "--collection", "moon"]) != 0
    assert "no collection moon" in capsys.readouterr().err
