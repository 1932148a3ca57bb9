"""How a question and a passage become rows of tokens."""

import pytest

from index.candidates import CONTEXT_TOKENS, QUESTION_TOKENS, TOKENS, Candidate, Marks, encode

MARKS = Marks(1, 2)
CANDIDATE = Candidate("Bakers", "Pay", "You earn:", ("a a", "b", "c c c"))


def tokenize(text):
    """Each word is a token: ten for a letter's place in the alphabet, so that none is a mark."""
    return [10 * (ord(word[0].lower()) - 96) for word in text.split()]


def rows(question="x y", candidate=CANDIDATE, positions=None):
    chosen = range(len(candidate.sentences)) if positions is None else positions
    return list(encode(question, candidate, chosen, tokenize, MARKS))


@pytest.mark.parametrize(
    ("candidate", "context"),
    [
        pytest.param(CANDIDATE, "Bakers. Pay: You earn:", id="all of it"),
        pytest.param(Candidate("Bakers", "Bakers", "", ("a",)), "Bakers: ", id="a heading that repeats the title"),
        pytest.param(Candidate("Bakers", "", "", ("a",)), "Bakers: ", id="no heading"),
    ],
)
def test_a_context_is_what_a_reader_has_read_before(candidate, context):
    assert candidate.context == context


def test_a_row_is_marks_question_context_and_sentences():
    (row,) = rows()
    assert row.ids == (1, 240, 250, 2, 20, 160, 250, 50, 10, 10, 20, 30, 30, 30, 2)


def test_tokens_know_their_part_and_their_sentence():
    (row,) = rows()
    assert row.part == (0,) * 4 + (1,) * 11
    assert row.sentence == (0,) * 8 + (1, 1, 2, 3, 3, 3, 0)


def test_a_row_holds_the_sentences_that_are_asked_for():
    (row,) = rows(positions=[2, 0])
    assert row.positions == (2, 0)
    assert row.sentence[8:] == (1, 1, 1, 2, 2, 0)


def test_what_does_not_fit_goes_into_the_next_row():
    long = Candidate("Bakers", "Pay", "", ("a " * 200, "b " * 100, "c"))
    assert [row.positions for row in rows(candidate=long)] == [(0,), (1, 2)]


def test_a_sentence_that_is_too_long_is_cut():
    (row,) = rows(candidate=Candidate("Bakers", "Pay", "", ("a " * 900,)))
    assert len(row) == TOKENS


def test_a_long_question_and_a_long_context_are_cut():
    (row,) = rows("x " * 100, Candidate("T " * 100, "", "", ("a",)))
    assert len(row) == 1 + QUESTION_TOKENS + 1 + CONTEXT_TOKENS + 1 + 1


def test_without_sentences_there_are_no_rows():
    assert rows(candidate=Candidate("Bakers", "Pay", "", ())) == []
