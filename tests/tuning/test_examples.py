"""The examples to learn from are well formed, and nothing of them is evaluated."""

import json

import pytest

from evals.cases import load_cases
from evals.matching import normalised, numbers
from evals.workbench import CASES, DOCUMENTS
from index.catalogue import Catalogue
from index.loading import load_documents
from tuning.groups import EXAMPLES, PREMISES, premise_groups, written_groups

FILES = sorted(EXAMPLES.glob("*.jsonl"))
KEYS = {"id", "title", "heading", "kind", "lead_in", "sentences", "questions", "missing"}


def passages(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def everything():
    return [passage for path in FILES for passage in passages(path)]


def test_each_passage_has_its_own_id(everything):
    assert len({passage["id"] for passage in everything}) == len(everything) >= 380


def test_passages_have_their_fields(everything):
    assert [passage["id"] for passage in everything if passage.keys() != KEYS] == []


def test_answers_are_positions_of_sentences(everything):
    wrong = [
        passage["id"]
        for passage in everything
        for question in passage["questions"]
        if not question["answer"] or not set(question["answer"]) <= set(range(len(passage["sentences"])))
    ]
    assert wrong == []


def test_what_is_missing_is_asked_as_often(everything):
    answered, missing = (sum(len(passage[key]) for passage in everything) for key in ("questions", "missing"))
    assert 0.8 <= answered / missing <= 1.25


def test_what_is_said_has_its_numbers_from_the_passage(everything):
    wrong = []
    for passage in everything:
        texts = " ".join([passage["title"], passage["heading"], passage["lead_in"], *passage["sentences"]])
        wrong += [(passage["id"], one["said"]) for one in passage["questions"] if not numbers(one["said"]) <= numbers(texts)]
    assert wrong == []


def test_no_sentence_is_of_a_guide_or_of_the_evaluation(everything):
    catalogue = Catalogue.of(load_documents(DOCUMENTS).documents)
    known = {normalised(text) for text in catalogue.texts}
    assert [passage["id"] for passage in everything if known & {normalised(text) for text in passage["sentences"]}] == []


def test_premises_are_of_passages_and_say_of_them_what_they_cite():
    rows = [one for path in sorted(PREMISES.glob("*.jsonl")) for passage in passages(path) for one in passage["questions"]]
    groups = premise_groups(written_groups())
    wrong = [
        group.question
        for group in groups
        if bool(group.said) != bool(group.answer) or not set(group.answer) <= set(range(len(group.candidate.sentences)))
    ]
    assert (len(groups), wrong) == (len(rows), [])
    assert 0.4 <= sum(not group.said for group in groups) / len(groups) <= 0.6


def test_no_premise_is_evaluated():
    judged = {normalised(one.question) for one in load_cases(CASES)}
    assert judged.isdisjoint(normalised(group.question) for group in premise_groups(written_groups()))


def test_no_question_is_evaluated(everything):
    judged = {normalised(one.question) for one in load_cases(CASES)}
    asked = {
        normalised(text): passage["id"]
        for passage in everything
        for text in [*passage["missing"], *(one["question"] for one in passage["questions"])]
    }
    assert [asked[question] for question in asked.keys() & judged] == []
