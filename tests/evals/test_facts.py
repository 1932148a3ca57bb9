"""The inventory is loaded whole, and a mistake in it is named with its place. Its quotes are tested in tests/corpus."""

import json

import pytest

from evals.facts import Fact, FactsError, load_facts

FACT = {"id": "a-1", "document": "guide.md", "quote": "The pay is high.", "value": "high"}
QUESTION = {"fact": "a-1", "question": "How is the pay?"}


@pytest.fixture
def inventory(tmp_path):
    """A folder with these lines, each a row or a text, as facts and as questions."""

    def inventory(facts, questions):
        files = {"facts/a.jsonl": facts, "questions/a.jsonl": questions}
        for name, lines in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        return tmp_path

    return inventory


def test_a_fact_is_loaded_with_its_question(inventory):
    assert load_facts(inventory([FACT], [QUESTION])) == [Fact(**FACT, question="How is the pay?")]


def test_facts_come_in_order_of_id(inventory):
    facts = [FACT | {"id": name} for name in ("b", "a")]
    folder = inventory(facts, [{"fact": name, "question": "Why?"} for name in ("b", "a")])
    assert [fact.id for fact in load_facts(folder)] == ["a", "b"]


@pytest.mark.parametrize(
    ("facts", "questions", "message"),
    [
        pytest.param([FACT, "{"], [QUESTION], "a.jsonl, line 2: is not JSON", id="no JSON"),
        pytest.param([FACT, "[]"], [QUESTION], "line 2: needs exactly the texts document, id, quote, value", id="a list"),
        pytest.param([FACT | {"note": ""}], [QUESTION], "line 1: needs exactly the texts document", id="one field too many"),
        pytest.param([{"id": "a-1"}], [QUESTION], "line 1: needs exactly the texts document", id="fields missing"),
        pytest.param([FACT | {"value": 5}], [QUESTION], "line 1: needs exactly the texts document", id="no text"),
        pytest.param([FACT, FACT], [QUESTION], "line 2: a-1 occurs twice; give each fact its own id", id="the same id"),
        pytest.param([FACT], [], "line 1: a-1 has no question in evals/questions; write one", id="no question"),
        pytest.param([FACT], [QUESTION] * 2, "line 2: a-1 has a second question; remove one", id="two questions"),
        pytest.param([], [QUESTION], "evals/questions asks for unknown facts: a-1", id="no fact"),
        pytest.param([FACT], [{"fact": "a-1"}], "line 1: needs exactly the texts fact, question", id="no words"),
    ],
)
def test_a_mistake_is_named_with_its_place(inventory, facts, questions, message):
    with pytest.raises(FactsError) as error:
        load_facts(inventory(facts, questions))
    assert message in str(error.value)
