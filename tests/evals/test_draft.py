"""Proposals for cases: what they are made from, and that a reviewed one is a case."""

import hashlib
import json

import pytest

from evals.cases import CasesError, load_cases, problems
from evals.draft import draft_cases, write_drafts
from evals.workbench import DOCUMENTS
from index.documents import Document, Metadata
from index.loading import load_documents


@pytest.fixture
def drafts():
    """The proposals for one document, its question by category."""

    def drafts(text, **metadata):
        digest = hashlib.sha256(text.encode()).hexdigest()
        return draft_cases([Document("guide.md", text, 0, Metadata(**{"title": "A guide", **metadata}), digest)])

    return drafts


def asked(drafts, category):
    return [(draft["question"], draft["must"]) for draft in drafts if draft["category"] == category]


@pytest.mark.parametrize(
    ("sentence", "question", "wanted"),
    [
        pytest.param("The evening course costs €450.", "How much does the evening course cost?", "€450", id="a price"),
        pytest.param("The course takes 9 months.", "How long does the course take?", "9 months", id="a duration"),
        pytest.param("The term starts on 3 May 2025.", "When does the term start?", "3 May 2025", id="a date"),
        pytest.param(
            "Of all learners 80% pass.", "What percentage? Of all learners … pass. (Facts, A guide)", "80%", id="a share"
        ),
        pytest.param("There are 24 seats.", "How many? There are … seats. (Facts, A guide)", "24", id="a count"),
        pytest.param("You must pay £5 a day.", "How much? You must pay … a day. (Facts, A guide)", "£5", id="no simple clause"),
    ],
)
def test_a_figure_is_asked_for(drafts, sentence, question, wanted):
    assert asked(drafts(f"# A guide\n\n## Facts\n\n{sentence}\n"), "number") == [(question, [[wanted]])]


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        pytest.param(
            "You need:\n\n- an oven, hot\n- **Flour**: two bags\n", "You need: which?", ["an oven", "Flour"], id="a list"
        ),
        pytest.param(
            "| Course | Price |\n| --- | --- |\n| Day | €9 |\n| Night | €8 |\n",
            "Facts, A guide: which?",
            ["Day", "Night"],
            id="a table",
        ),
    ],
)
def test_every_item_of_a_list_is_wanted(drafts, text, question, wanted):
    assert asked(drafts(f"# A guide\n\n## Facts\n\n{text}"), "list") == [(question, [[words] for words in wanted])]


def test_items_that_begin_alike_are_no_list_to_ask_for(drafts):
    text = "# A guide\n\n## Facts\n\nYou need:\n\n- to be able to do this one\n- to be able to do that one\n"
    assert asked(drafts(text), "list") == []


def test_a_heading_that_asks_is_asked(drafts):
    text = (
        "# A guide\n\n## Who may come?\n\nEverybody who lives in the valley may come.\n\n## Rules\n\nBe kind to all others.\n"
    )
    assert asked(drafts(text), "single-fact") == [("Who may come? (A guide)", [["the valley may come"]])]


def test_advice_is_asked_for(drafts):
    text = "# A guide\n\n## Start\n\nYou should visit a bakery at four in the morning.\n"
    assert asked(drafts(text), "advice") == [("What am I advised to do? (Start, A guide)", [["four in the morning"]])]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("Bakers bake bread.", True, id="no sign of a price"),
        pytest.param("The course is free.", False, id="free"),
        pytest.param("It costs nine pounds.", False, id="costs"),
    ],
)
def test_what_the_whole_document_lacks_is_asked_for(drafts, text, missing):
    found = asked(drafts(f"# A guide\n\n{text}\n", occupation="Baker"), "near-unanswerable")
    assert (("Baker: how much does it cost?", []) in found) is missing


def test_a_question_never_gives_its_answer_away(drafts):
    text = "# A guide\n\n## What costs €450?\n\nThe course costs €450.\n"
    assert all(group[0] not in question for question, must in asked(drafts(text), "number") for group in must)


@pytest.fixture(scope="module")
def bundled():
    documents = load_documents(DOCUMENTS).documents
    return documents, draft_cases(documents, most=20)


def test_a_reviewed_draft_is_a_case_that_fits_its_document(bundled, tmp_path):
    documents, drafts = bundled
    reviewed = [{key: value for key, value in draft.items() if key != "draft"} for draft in drafts]
    write_drafts(reviewed, tmp_path / "cases.jsonl")
    cases = load_cases(tmp_path)
    assert (len(cases), problems(cases, documents)) == (len(drafts), [])


def test_an_unreviewed_draft_is_not_counted(bundled, tmp_path):
    write_drafts(bundled[1], tmp_path / "drafts.jsonl")
    with pytest.raises(CasesError, match="line 1: is still a draft; review it"):
        load_cases(tmp_path)


def test_no_document_gets_too_many(bundled):
    documents, drafts = bundled
    assert max(sum(draft["cluster"] == document.id for draft in drafts) for document in documents) == 20


def test_a_file_with_a_review_is_not_overwritten(tmp_path):
    path = tmp_path / "drafts.jsonl"
    path.write_text("my review")
    with pytest.raises(CasesError, match="is there already, perhaps with your review; name a new file"):
        write_drafts([], path)
    assert path.read_text() == "my review"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CasesError, match="cannot be written"):
        write_drafts([], tmp_path / "file" / "drafts.jsonl")


def test_the_lines_are_json(bundled, tmp_path):
    write_drafts(bundled[1], tmp_path / "drafts.jsonl")
    lines = (tmp_path / "drafts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [draft["id"] for draft in bundled[1]]
