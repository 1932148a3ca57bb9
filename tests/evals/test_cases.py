"""Cases: loaded strictly, fitting their documents, and enough of them."""

import hashlib
import json
from collections import Counter

import pytest

from evals.cases import CATEGORIES, CasesError, load_cases, problems
from evals.matching import normalised
from evals.workbench import CASES, DOCUMENTS, PERSONAS, load_questions
from index.documents import Document, Metadata
from index.loading import load_documents

LINE = {
    "id": "x-1", "category": "single-fact", "style": "plain", "question": "How long?", "history": [], "answerable": True,
    "must": [["six months"]], "must_not": [], "evidence": [{"document": "guide.md", "quote": "It takes six months."}],
    "cluster": "guide.md", "split": "test",
}  # fmt: skip
NEAR = LINE | {"category": "near-unanswerable", "answerable": False, "must": [], "evidence": []}
FRONT = "---\ntitle: Guide\n---\n"
GUIDE = f"{FRONT}# Guide\n\n## Time\n\nIt takes six months.\n\n## Pay\n\nThe pay is high.\n"


@pytest.fixture
def folder(tmp_path):
    def make(*lines):
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def without(key):
    return {name: value for name, value in LINE.items() if name != key}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "is not JSON", id="no JSON"),
        pytest.param("[]", "is not an object", id="a list"),
        pytest.param(LINE | {"draft": "check it"}, "is still a draft", id="a draft"),
        pytest.param(LINE | {"more": 1}, "needs exactly the fields .*; look at more", id="one field too many"),
        pytest.param(without("must"), "look at must", id="one field missing"),
        pytest.param(LINE | {"category": "odd"}, "category is 'odd'; use one of single-fact", id="unknown category"),
        pytest.param(LINE | {"style": "odd"}, "style is 'odd'", id="unknown style"),
        pytest.param(LINE | {"split": "odd"}, "split is 'odd'", id="unknown split"),
        pytest.param(LINE | {"question": " "}, "question must be a text", id="an empty question"),
        pytest.param(LINE | {"id": 5}, "id must be a text", id="a number for an id"),
        pytest.param(LINE | {"answerable": "yes"}, "answerable must be true or false", id="no truth value"),
        pytest.param(LINE | {"must": [[]]}, "must is not shaped", id="an empty group"),
        pytest.param(LINE | {"must": ["six"]}, "must is not shaped", id="no groups"),
        pytest.param(LINE | {"must_not": [1]}, "must_not is not shaped", id="a number for a text"),
        pytest.param(LINE | {"history": [["bot", "Hi"]]}, "history is not shaped", id="an unknown role"),
        pytest.param(LINE | {"evidence": [{"document": "a"}]}, "evidence is not shaped", id="evidence without a quote"),
        pytest.param(LINE | {"evidence": [{"document": "a", "quote": 5}]}, "evidence is not shaped", id="a number for a quote"),
        pytest.param(LINE | {"evidence": [{"document": "a", "quote": ""}]}, "evidence is not shaped", id="an empty quote"),
        pytest.param(LINE | {"answerable": False}, "cannot have answerable: false", id="an unanswerable fact"),
        pytest.param(NEAR | {"answerable": True}, "cannot have answerable: true", id="an answerable near miss"),
        pytest.param(LINE | {"must": []}, "must and evidence are for answerable cases", id="nothing wanted"),
        pytest.param(LINE | {"evidence": []}, "must and evidence are for answerable cases", id="no evidence"),
        pytest.param(NEAR | {"must": [["six"]]}, "must and evidence are for answerable cases", id="wanted, but lacking"),
        pytest.param(LINE | {"category": "follow-up"}, "a follow-up needs a history", id="a follow-up to nothing"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(folder, line, message):
    with pytest.raises(CasesError, match=rf"a\.jsonl, line 2: .*{message}"):
        load_cases(folder(LINE | {"id": "x-0"}, line))


def test_an_id_may_occur_once(folder):
    with pytest.raises(CasesError, match="line 2: x-1 occurs twice"):
        load_cases(folder(LINE, LINE))


def test_a_folder_without_cases_is_named(tmp_path):
    with pytest.raises(CasesError, match=r"there are no \*.jsonl files in"):
        load_cases(tmp_path)


def test_what_is_not_utf8_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CasesError, match="save it as UTF-8"):
        load_cases(tmp_path)


def test_a_line_separator_inside_a_question_ends_no_line(folder):
    (case,) = load_cases(folder(json.dumps(LINE | {"question": "How\u2028long?"}, ensure_ascii=False)))
    assert case.question == "How\u2028long?"


@pytest.fixture
def found(folder):
    """The problems of these lines with one document."""

    def found(*lines):
        digest = hashlib.sha256(GUIDE.encode()).hexdigest()
        return problems(load_cases(folder(*lines)), [Document("guide.md", GUIDE, len(FRONT), Metadata("Guide"), digest)])

    return found


PAY = LINE | {"id": "x-2", "must": [["high"]], "evidence": [{"document": "guide.md", "quote": "The pay is high."}]}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([LINE, PAY], [], id="all fits"),
        pytest.param([LINE | {"cluster": "guide.md#Time"}], [], id="a section"),
        pytest.param([NEAR | {"cluster": "x-1"}], [], id="about no document"),
        pytest.param([NEAR | {"cluster": "other.md"}], ["x-1: there is no document other.md"], id="no such document"),
        pytest.param([NEAR | {"cluster": "x-1#Time"}], ["x-1: there is no document x-1"], id="a section of no document"),
        pytest.param([NEAR | {"cluster": "guide.md#Fun"}], ["x-1: guide.md has no section 'Fun'"], id="no such section"),
        pytest.param(
            [LINE | {"evidence": [{"document": "guide.md", "quote": "It takes ten."}], "must": [["ten"]]}],
            ["x-1: guide.md does not say 'It takes ten.'"],
            id="a stale quote",
        ),
        pytest.param(
            [LINE | {"must": [["nine"], ["six"]]}], ["x-1: no quote says any of ['nine']"], id="wanted, but not quoted"
        ),
        pytest.param(
            [LINE, PAY | {"split": "calibration"}],
            ["x-2 and x-1 are of different splits, but both about guide.md"],
            id="a document on both sides",
        ),
        pytest.param(
            [LINE | {"cluster": "guide.md#Time"}, PAY | {"split": "calibration", "cluster": "guide.md#Pay"}],
            [],
            id="sections on both sides",
        ),
        pytest.param(
            [LINE | {"cluster": "guide.md#Time"}, LINE | {"id": "x-3", "split": "calibration", "cluster": "guide.md#Pay"}],
            ["x-3 and x-1 are of different splits, but both about guide.md#Time"],
            id="a quote of the other side's section",
        ),
        pytest.param(
            [LINE | {"cluster": "guide.md#Time"}, LINE | {"id": "x-3", "split": "facts", "cluster": "guide.md#Time"}],
            [],
            id="a fact of the same section",
        ),
        pytest.param(
            [
                LINE
                | {"cluster": "guide.md#Time", "must": [["Guide"]]}
                | {"evidence": [{"document": "guide.md", "quote": "title: Guide"}]}
            ],
            [],
            id="a quote above the first section",
        ),
    ],
)
def test_problems_are_said_in_words(found, lines, expected):
    assert found(*lines) == expected


@pytest.fixture(scope="module")
def documents():
    return load_documents(DOCUMENTS).documents


@pytest.fixture(scope="module")
def everything():
    return load_cases(CASES)


@pytest.fixture(scope="module")
def cases(everything):
    """The cases by which answers are judged."""
    return [case for case in everything if case.split != "facts"]


def test_no_shipped_case_or_pair_has_gone_stale(documents):
    questions = load_questions(CASES, PERSONAS, documents)
    assert problems([*questions.cases, *questions.personas], documents) == []


@pytest.mark.parametrize(
    ("what", "least"),
    [
        (lambda case: True, 400),
        (lambda case: not case.answerable, 160),
        (lambda case: case.category == "near-unanswerable", 80),
        (lambda case: bool(case.history), 40),
    ],
    ids=["cases", "unanswerable", "near-unanswerable", "of several turns"],
)
def test_there_are_enough(cases, what, least):
    assert sum(map(what, cases)) >= least


def test_there_are_enough_pairs_of_personas(documents):
    assert len(load_questions(CASES, PERSONAS, documents).personas) >= 2 * 40


def test_every_category_is_in_both_splits(cases):
    assert {(case.category, case.split) for case in cases} == {
        (category, split) for category in CATEGORIES for split in ("calibration", "test")
    }


def test_two_fifths_are_for_calibration(cases):
    assert 0.35 <= sum(case.split == "calibration" for case in cases) / len(cases) <= 0.45


def test_half_of_the_cases_are_about_documents_written_for_them(cases):
    names = {document.id for document in load_documents(DOCUMENTS[1:]).documents}
    about = [case for case in cases if case.cluster in names]
    assert (len(names) >= 15, len(about) >= len(cases) / 2) == (True, True)


def test_nothing_is_asked_twice(everything):
    asked = Counter((normalised(case.question), case.history) for case in everything)
    assert [question for question, count in asked.items() if count > 1] == []
