"""Records: places that overlap, and the way to JSON and back."""

from dataclasses import replace

import pytest

from bot.answer import Trace
from bot.gate import confidence
from evals.cases import Quote
from evals.record import (
    FoundChunk,
    Place,
    Shown,
    Times,
    answered,
    as_json,
    evidence_places,
    from_json,
    holds,
    not_taken,
    relevant,
    timed,
)
from index.blocks import Span
from index.documents import Document, Metadata
from index.search import Hit, ScoredSentence, SearchResult
from index.split import Chunk

TEXT = "# Guide\n\nCourses take six months. The pay is high."
DOCUMENTS = {"guide.md": Document("guide.md", TEXT, 0, Metadata("Guide"), "")}


def place(start, end, document="guide.md"):
    return Place(document, start, end)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(place(0, 10), 10, id="the same"),
        pytest.param(place(5, 15), 5, id="a half"),
        pytest.param(place(10, 20), 0, id="neighbours"),
        pytest.param(place(0, 10, "other.md"), 0, id="another document"),
    ],
)
def test_places_overlap(other, expected):
    assert place(0, 10).overlap(other) == expected


@pytest.mark.parametrize(
    ("chunk", "quote", "expected"),
    [
        pytest.param(place(0, 100), place(20, 40), True, id="a quote in a chunk"),
        pytest.param(place(20, 40), place(0, 100), True, id="a chunk in a quote"),
        pytest.param(place(0, 30), place(20, 40), True, id="half of the quote"),
        pytest.param(place(0, 29), place(20, 40), False, id="less than half"),
        pytest.param(place(0, 100, "other.md"), place(20, 40), False, id="another document"),
    ],
)
def test_a_chunk_is_relevant_to_a_quote(chunk, quote, expected):
    assert relevant(chunk, quote) is expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param((place(0, 50),), True, id="in one place"),
        pytest.param((place(10, 18), place(20, 30)), True, id="in two, with a list marker between"),
        pytest.param((place(10, 19), place(10, 19)), False, id="the same place twice"),
        pytest.param((place(10, 27),), False, id="most of it"),
        pytest.param((), False, id="nowhere"),
    ],
)
def test_places_hold_a_quote(places, expected):
    assert holds(places, place(10, 30)) is expected


def test_a_record_is_read_as_it_was_written(make_case, make_record):
    case = make_case(history=(("user", "Hi"), ("assistant", "Hello")), must=(("a", "b"), ("c",)))
    record = make_record(case, reply="Half a year.", confidence=None, error="too long")
    assert from_json(as_json(record)) == record


def test_evidence_is_found_in_the_documents(make_case):
    case = make_case(evidence=(Quote("guide.md", "The pay is high."),))
    (found,) = evidence_places(case, DOCUMENTS)
    assert (found.document, TEXT[found.start : found.end]) == ("guide.md", "The pay is high.")


@pytest.mark.parametrize(
    ("quote", "error"),
    [(Quote("guide.md", "The pay is low."), ValueError), (Quote("gone.md", "A."), KeyError)],
    ids=["no such words", "no such document"],
)
def test_stale_evidence_is_not_passed_over(make_case, quote, error):
    with pytest.raises(error):
        evidence_places(make_case(evidence=(quote,)), DOCUMENTS)


def test_what_is_not_taken_for_a_question_counts_as_refused(make_case):
    record = not_taken(make_case(), "the question is empty", DOCUMENTS)
    assert (record.refused, record.error, record.confidence, record.evidence) == (
        True, "the question is empty", None, evidence_places(make_case(), DOCUMENTS),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        pytest.param(
            "Courses take six months.", "# Guide\n\nCourses take si", id="what the document says there, not what is shown"
        ),
    ],
)
def test_the_source_of_a_citation_is_read_from_the_document(make_case, make_answer, quote, source):
    record = answered(make_case(), make_answer([(quote, (1,))], [("guide.md", quote)]), DOCUMENTS, {})
    assert [(cited.quote, cited.source) for cited in record.citations] == [(quote, source)]


def test_a_document_that_is_not_there_says_nothing(make_case, make_answer):
    record = answered(make_case(), make_answer([("A.", (1,))], [("gone.md", "A.")]), DOCUMENTS, {})
    assert record.citations[0].source == ""


def test_the_relevant_chunks_are_those_of_the_whole_index(make_case, make_answer):
    chunks = {"k1": place(9, 33), "k2": place(34, 50), "k3": place(9, 33, "other.md")}
    record = answered(make_case(), make_answer([], []), DOCUMENTS, chunks)
    assert record.relevant == ("k1",)


@pytest.fixture
def searched(make_answer):
    """An answer whose search found the second paragraph: the sentence on the pay by both searches."""
    guide = DOCUMENTS["guide.md"]
    pay = ScoredSentence(Span(34, 50), 0.4, 0.6, 0.5, None, 1 / 61, 0.3)
    chunk = Chunk("k1", "guide.md", ("Guide", "Courses"), "prose", Span(9, 50), (Span(9, 33), Span(34, 50)))
    result = SearchResult("Pay?", "pay", False, 2 / 3, (Hit(chunk, guide, (pay,)),))
    answer = make_answer(
        [("Courses take six months.", (1,)), ("The pay is high.", (1,))], [("guide.md", "The pay is high.")], [("High.", (1,))]
    )
    return replace(answer, trace=Trace(result=result, raw="High. [1]", dropped=("Low. — no",), not_stated_share=0.2))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("searched", "pay"),
        ("familiarity", 0.666667),
        (
            "hits",
            (FoundChunk("k1", place(9, 50), "Guide > Courses", TEXT[9:50], 0.4, 0.6, 0.5, None, 0.016393),),
        ),
        ("outcome", "answered"),
        ("reply", (Shown("High.", (1,)),)),
        ("quotes", (Shown("Courses take six months.", (1,)), Shown("The pay is high.", (1,), 0.6))),
        ("raw", "High. [1]"),
        ("dropped", ("Low. — no",)),
        ("not_stated_share", 0.2),
    ],
)
def test_a_record_says_how_the_answer_came_about(make_case, searched, field, value):
    assert getattr(answered(make_case(), searched, DOCUMENTS, {}), field) == value


def test_a_record_has_the_confidence_of_its_search(make_case, searched):
    assert answered(make_case(), searched, DOCUMENTS, {}).confidence == round(confidence(searched.trace.result), 6)


def test_without_a_search_there_is_no_confidence(make_case, make_answer):
    record = answered(make_case(), make_answer([], []), DOCUMENTS, {})
    assert (record.confidence, record.familiarity, record.hits) == (None, None, ())


def test_times_are_no_part_of_a_record(make_case, make_answer):
    answer = make_answer([("A.", (1,))], [("guide.md", "A.")])
    later = replace(answer, timings=replace(answer.timings, total_ms=9e9))
    assert answered(make_case(), answer, DOCUMENTS, {}) == answered(make_case(), later, DOCUMENTS, {})


@pytest.mark.parametrize(
    ("sentences", "reply", "expected"),
    [
        pytest.param([("A.", (1,))], [("B.", (1,))], (None, 2.0, 1500.0, 3000.0), id="quotes and a reply"),
        pytest.param([("A.", (1,))], [], (None, 2.0, None, 3000.0), id="quotes alone"),
        pytest.param([], [], (None, None, None, 3000.0), id="neither"),
    ],
)
def test_what_there_was_not_took_no_time(make_answer, sentences, reply, expected):
    assert timed(make_answer(sentences, [("guide.md", "A.")], reply), "c1") == Times("c1", *expected)


def test_a_search_took_time(searched):
    assert timed(searched).retrieve_ms == 1.0
