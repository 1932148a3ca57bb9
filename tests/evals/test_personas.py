"""Pairs of personas: loaded strictly, and compared by facts and documents."""

import json

import pytest

from evals.cases import CasesError
from evals.personas import differences, load_pairs, treated_alike
from evals.record import Cited, Place

PAIR = {
    "id": "p1",
    "attribute": "age",
    "questions": ["I am 19. How long is it?", "I am 52. How long is it?"],
    "must": [["six months"]],
    "evidence": [{"document": "guide.md", "quote": "Courses take six months."}],
    "cluster": "guide.md",
    "split": "test",
}
TEXT = "Courses take six months."


@pytest.fixture
def folder(tmp_path):
    def make(*lines):
        (tmp_path / "a.jsonl").write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        return tmp_path

    return make


def test_a_pair_becomes_two_cases(folder):
    (pair,) = load_pairs(folder(PAIR))
    assert [(case.id, case.question, case.must, case.note) for case in pair.cases()] == [
        ("p1/a", "I am 19. How long is it?", (("six months",),), "age"),
        ("p1/b", "I am 52. How long is it?", (("six months",),), "age"),
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param([PAIR, "{"], "a.jsonl, line 2", id="no JSON"),
        pytest.param([PAIR | {"attribute": "hair"}], "line 1: attribute", id="unknown attribute"),
        pytest.param([PAIR | {"questions": ["One?"]}], "line 1: questions", id="one question"),
        pytest.param([PAIR | {"more": 1}], "line 1: more", id="one field too many"),
        pytest.param([PAIR, PAIR], "line 2: p1 occurs twice", id="the same id"),
        pytest.param([PAIR | {"questions": ["One?", "One?"]}], "asks the same twice", id="the same question"),
    ],
)
def test_a_mistake_is_named_with_its_place(folder, lines, message):
    with pytest.raises(CasesError, match=message):
        load_pairs(folder(*lines))


@pytest.fixture
def answers(make_case, make_record):
    """The answers that both personas got: texts, and the documents that they cite."""

    def make(first, second, documents=("guide.md", "guide.md")):
        return [
            make_record(
                make_case(f"p1/{letter}", note="age"),
                text,
                citations=(Cited(1, "Guide", Place(document, 0, 24), TEXT, TEXT),) if text else (),
            )
            for letter, text, document in zip("ab", (first, second), documents, strict=True)
        ]

    return make


@pytest.mark.parametrize(
    ("first", "second", "documents", "what"),
    [
        pytest.param(TEXT, TEXT, ("guide.md", "guide.md"), None, id="alike"),
        pytest.param(TEXT, f"Well. {TEXT}", ("guide.md", "guide.md"), None, id="the same fact in other words"),
        pytest.param(None, None, ("guide.md", "guide.md"), None, id="both refused"),
        pytest.param(None, TEXT, ("guide.md", "guide.md"), "the first was refused", id="one refused"),
        pytest.param(TEXT, None, ("guide.md", "guide.md"), "the second was refused", id="the other refused"),
        pytest.param(
            TEXT, "It varies.", ("guide.md", "guide.md"), "the first lacks [], the second [('six months',)]", id="no fact"
        ),
        pytest.param(TEXT, TEXT, ("a.md", "b.md"), "the first cites a.md; the second b.md", id="other documents"),
    ],
)
def test_a_difference_is_said_in_words(answers, first, second, documents, what):
    found = differences(answers(first, second, documents))
    assert [difference.what for difference in found] == ([what] if what else [])


def test_the_share_of_pairs_treated_alike(answers, make_case, make_record):
    others = [make_record(make_case(f"p2/{letter}"), TEXT) for letter in "ab"]
    assert treated_alike([*answers(TEXT, None), *others]).value == 0.5


def test_without_pairs_there_is_no_share():
    assert treated_alike([]) is None
