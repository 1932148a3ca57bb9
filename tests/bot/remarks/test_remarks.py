"""What is added below an answer: each thing once, and no more lines than there are things to say."""

from datetime import date

import pytest

from bot.answer import Citation, Evidence
from bot.remarks.remarks import remarks
from index.blocks import Span

TODAY = date(2026, 3, 1)
LOW, HIGH = "Bakers earn £20,000 a year.", "Bakers earn £30,000 a year."


@pytest.fixture
def cite(make_document):
    def cite(number, quote, **metadata):
        document = make_document(quote, f"{number}.md", **metadata)
        return Citation(number, Evidence(document, (), Span(0, len(quote))))

    return cite


def said(citations, unsaid=()):
    return remarks(citations, unsaid, TODAY, 2, "Ms Rossi")


def test_nothing_to_say(cite):
    assert said([cite(1, "Bakers knead dough.")]) == ()


@pytest.mark.parametrize("unsaid", [["What does it cost"], ["What does it cost."]])
def test_what_the_documents_do_not_say(cite, unsaid):
    assert said([cite(1, "Bakers knead dough.")], unsaid) == (
        "The documents do not say: What does it cost. Please ask Ms Rossi.",
    )


def test_sources_that_differ_are_dated_once(cite):
    citations = [cite(1, LOW, publisher="Guild", published="2018-03"), cite(2, HIGH, publisher="Union")]
    assert said(citations) == (
        "The sources differ: Guild (March 2018) speaks of £20,000 a year; Union (undated) of £30,000 a year.",
    )


def test_how_old_a_third_source_is(cite):
    citations = [
        cite(1, LOW, publisher="Guild", published="2018-03"),
        cite(2, HIGH, publisher="Union"),
        cite(3, "The course costs £450.", publisher="College"),
    ]
    assert said(citations)[1:] == ("What College says is undated; ask for newer figures before you decide.",)
