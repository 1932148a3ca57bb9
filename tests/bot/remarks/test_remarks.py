"""What is added below an answer: each thing once, and no more lines than there are things to say."""

from datetime import date

import pytest

from bot.answer import Citation, Evidence
from bot.remarks.remarks import remarks
from index.blocks import Span

TODAY = date(2026, 3, 1)


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


def test_what_is_not_said_comes_before_how_old_it_is(cite):
    assert said([cite(1, "The fee is £5.", published="2018")], ["Who pays it?"]) == (
        "The documents do not say: Who pays it? Please ask Ms Rossi.",
        "These figures are from a source of 2018; ask for newer figures before you decide.",
    )
