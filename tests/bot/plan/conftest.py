"""A small plan, made by hand."""

from datetime import date

import pytest

from bot.answer import Answer, Citation, Evidence, IndexInfo, Plan, Sentence, Stage, Timings
from index.blocks import Span

ADVICE = "Learn to *sew*: see http://evil.example."
TIME = "It takes 3 years → at most."


@pytest.fixture
def made():
    return date(2026, 3, 1)


@pytest.fixture
def answer(make_document):
    """An answer with a plan of two stages, the second of which is to be known rather than done."""
    guide = make_document(f"{ADVICE}\n\n{TIME}", title="Sewing [2]", publisher="The Guild", published="2020", region="Norway")
    places = [Span(0, len(ADVICE)), Span(len(ADVICE) + 2, len(guide.text))]
    citations = tuple(Citation(number, Evidence(guide, ("Ways",), span)) for number, span in enumerate(places, start=1))
    sentences = (
        Sentence("You need:", (1,), 0, "lead_in"),
        Sentence(ADVICE, (1,), 0, "item"),
        Sentence(TIME, (2,), 1, "sentence"),
    )
    plan = Plan("to become a tailor", (Stage("What to learn", sentences[:2]), Stage("How long it takes", sentences[2:])))
    return Answer(
        question="make me a plan",
        standalone_question="make me a plan",
        text="",
        outcome="answered",
        model="",
        index=IndexInfo("g1", 1, 1),
        timings=Timings(0, 0, 0, 0),
        citations=citations,
        remarks=("This is old.",),
        plan=plan,
    )
