"""The extract tier quotes; no model takes part."""

from bot.answer import Statement
from bot.tiers.extract import Extract

TEXT = "The pay is high. It grows every year.\n\nPython is popular.\n"


async def test_the_best_passages_are_quoted_one_paragraph_each(make_result, collect):
    result = make_result(TEXT, {"It grows": 0.9, "Python": 0.85})
    *statements, _ = await collect(Extract().compose("Pay?", result))
    assert [(statement.paragraph, statement.text) for statement in statements] == [
        (0, "It grows every year."),
        (1, "Python is popular."),
    ]


async def test_every_statement_is_its_own_evidence(make_result, collect):
    *statements, _ = await collect(Extract().compose("Pay?", make_result(TEXT, {"It grows": 0.9, "Python": 0.85})))
    assert all(isinstance(said, Statement) and said.text == said.evidence[0].quote for said in statements)


async def test_the_outcome_tells_what_was_shown(make_result, collect):
    *_, outcome = await collect(Extract().compose("Pay?", make_result(TEXT, {"Python": 0.9})))
    assert (outcome.reason, [passage.text for passage in outcome.packed]) == (None, ["Python is popular."])


async def test_without_passages_nothing_is_said(make_result, collect):
    (outcome,) = await collect(Extract().compose("Pay?", make_result(TEXT, {})))
    assert outcome.reason == "not_covered"
