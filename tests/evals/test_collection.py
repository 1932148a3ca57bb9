"""Collections that nobody tuned on: whole, loaded strictly, and divided so that a question's document can be taken away."""

import json
from pathlib import Path

import pytest

from evals.cases import CasesError
from evals.collection import COLLECTIONS, FITTED, Collection, Page, PageQuestion, load_collections, selqa

SELQA = Path(__file__).resolve().parents[2] / "../shared/selqa"
PAGES = tuple(
    Page(name, f"The {name} course", f"The {name} course costs £{number}00.") for number, name in enumerate("abcd", 1)
)
QUESTION = PageQuestion("q1", "What does course b cost?", "b", (("£200", "200 pounds"),))
COLLECTION = Collection("courses", PAGES, (QUESTION, QUESTION, QUESTION))


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


@pytest.mark.skipif(not SELQA.is_dir(), reason="needs ../shared/selqa")
def test_selqa_is_drawn_by_topic():
    first, second = selqa(SELQA)
    assert len(first.questions) == len(second.questions) == 60
    assert not {page.title for page in first.pages} & {page.title for page in second.pages}


def test_a_folder_without_selqa_is_named(tmp_path):
    with pytest.raises(CasesError, match=r"there is no .*selqa-ass-dev\.json"):
        selqa(tmp_path)
