"""What is learnt from, read from its files."""

import json

import pytest

from tuning.groups import squad_groups, written_groups
from tuning.onet import onet_groups

PASSAGE = {
    "id": "x-001",
    "title": "Bakers",
    "heading": "Pay",
    "kind": "list",
    "lead_in": "They earn:",
    "sentences": ["14 dollars an hour", "free bread"],
    "questions": [{"question": "what do bakers earn", "answer": [0, 1], "said": "14 dollars an hour and free bread."}],
    "missing": ["what do bakers eat"],
}
SQUAD = {
    "data": [
        {
            "title": "Old_Bread",
            "paragraphs": [
                {
                    "context": "Bread is old. It was baked in Egypt.",
                    "qas": [
                        {"question": "Where?", "is_impossible": False, "answers": [{"answer_start": 30}]},
                        {"question": "By whom?", "is_impossible": True, "answers": []},
                    ],
                }
            ],
        }
    ]
}
TABLES = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n1\tBarbers\tCut hair.\n2\tBakers\tBake bread.\n",
    "Task Statements.txt": "O*NET-SOC Code\tTask\n1\tTrim beards.\n1\tSweep floors.\n2\tKnead dough.\n",
    "Technology Skills.txt": "O*NET-SOC Code\tExample\n1\tBooking software\n",
    "Related Occupations.txt": "O*NET-SOC Code\tRelated O*NET-SOC Code\n1\t2\n",
}


@pytest.fixture
def tables(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_written_passage_has_a_group_a_question(tmp_path):
    (tmp_path / "x.jsonl").write_text(json.dumps(PASSAGE) + "\n", encoding="utf-8")
    answered, missing = written_groups(tmp_path)
    assert (answered.question, answered.answer, answered.said) == (
        "what do bakers earn", (0, 1), "14 dollars an hour and free bread.",
    )  # fmt: skip
    assert (missing.question, missing.answer, missing.said) == ("what do bakers eat", (), "")
    assert answered.candidate == missing.candidate
    assert answered.candidate.context == "Bakers. Pay: They earn:"


def test_squad_answers_are_the_sentences_that_hold_them(tmp_path):
    (tmp_path / "squad.json").write_text(json.dumps(SQUAD), encoding="utf-8")
    groups = squad_groups(tmp_path / "squad.json")
    assert [(group.question, group.answer) for group in groups] == [("Where?", (1,)), ("By whom?", ())]
    assert groups[0].candidate.title == "Old Bread"


def test_occupations_that_the_guides_speak_of_are_left_out(tables):
    assert {group.source for group in onet_groups(tables, 1, 10)} == {"onet:1"}


def test_an_occupation_answers_what_its_sentences_say(tables):
    for seed in range(30):
        for group in onet_groups(tables, seed, 1):
            assert set(group.answer) <= set(range(len(group.candidate.sentences)))


def test_what_no_table_holds_is_not_answered(tables):
    assert all(not onet_groups(tables, seed, 1)[-1].answer for seed in range(30))


def test_the_same_seed_draws_the_same(tables):
    assert onet_groups(tables, 4, 1) == onet_groups(tables, 4, 1)
