"""What came of the questions of a collection: what is right, and how it is counted."""

import json

import pytest

from bot.cli import main
from evals.collection import PageQuestion
from evals.elsewhere import AskedElsewhere, elsewhere_table

QUESTION = PageQuestion("q1", "What does course b cost?", "b", (("£200", "200 pounds"),))


@pytest.fixture
def asked(make_answer):
    """What came of the question."""

    def make(*texts, there=True):
        answer = make_answer([(text, (1,)) for text in texts], [("b.md", text) for text in texts])
        return AskedElsewhere("courses", QUESTION, there, answer)

    return make


RIGHT = {"the-fact": ("It costs £200.", True), "another-wording": ("It is 200 pounds.", True), "another-fact": ("£300", False)}


@pytest.mark.parametrize(("text", "right"), RIGHT.values(), ids=RIGHT)
def test_right_is_what_states_the_facts(asked, text, right):
    assert asked(text).right is right


def test_the_table_tells_collections_to_fit_on_from_those_to_judge_by(asked):
    table = elsewhere_table([asked("It costs £200."), asked(), asked("£100", there=False)])
    assert "| **to judge by** | 0.500" in table
    assert "fitted" not in table


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
