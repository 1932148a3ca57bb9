"""Citations are numbered in order of first use, each place once."""

import pytest

from bot.answer import Citation, Evidence, Sentence, Statement
from bot.citing import Citer
from index.blocks import Span

TEXT = "The pay is high. It grows."


@pytest.fixture
def place(make_document):
    """A place in one of several documents that all have the same text."""

    def place(start, end, name="guide.md"):
        return Evidence(make_document(TEXT, name), ("Pay",), Span(start, end))

    return place


def cited(*groups):
    """The citation numbers of statements that stand on these groups of places."""
    citer = Citer()
    return [citer.cite(Statement("Said.", group, 0)).citations for group in groups], citer.citations


def test_numbers_follow_first_use(place):
    numbers, citations = cited((place(17, 26),), (place(0, 16),))
    assert (numbers, [citation.evidence.quote for citation in citations]) == ([(1,), (2,)], ["It grows.", "The pay is high."])


def test_the_same_place_keeps_its_number(place):
    numbers, citations = cited((place(0, 16),), (place(17, 26),), (place(0, 16),))
    assert (numbers, len(citations)) == ([(1,), (2,), (1,)], 2)


def test_the_same_place_in_another_document_is_another(place):
    numbers, _ = cited((place(0, 16, "a.md"),), (place(0, 16, "b.md"),))
    assert numbers == [(1,), (2,)]


def test_a_statement_may_stand_on_several_places(place):
    numbers, _ = cited((place(0, 16), place(17, 26), place(0, 16)))
    assert numbers == [(1, 2)]


def test_text_and_layout_are_kept(place):
    assert Citer().cite(Statement("Said.", (place(0, 16),), 3, "item")) == Sentence("Said.", (1,), 3, "item")


def test_citations_hold_their_places(place):
    citer = Citer()
    citer.cite(Statement("Said.", (place(0, 16),), 0))
    assert citer.citations == (Citation(1, place(0, 16)),)


def test_nothing_is_shown_without_evidence():
    with pytest.raises(ValueError, match=r"without evidence cannot be shown: 'Said\.'"):
        Citer().cite(Statement("Said.", (), 0))
