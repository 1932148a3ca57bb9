"""Chunks: sentences that can be located exactly, lists with their lead-in, and nothing lost."""

import re
from itertools import pairwise

import pytest

from index.blocks import Span
from index.split import LIST_WORDS, PROSE_WORDS, SENTENCE_CHARACTERS, split_document, split_sentences

# What may stand outside all chunks: white space, and the marks of lists, headings and tables.
MARKS = re.compile(r"(?:[\s•|#:-]|\d+\.)*")


@pytest.fixture
def chunks_of(make_document):
    """A Markdown text's chunks as (heading path, lead-in, sentences)."""

    def chunks_of(text, **metadata):
        document = make_document(text, **metadata)
        return [
            (chunk.headings, chunk.lead_in and chunk.lead_in.of(text), [sentence.of(text) for sentence in chunk.sentences])
            for chunk in split_document(document)
        ]

    return chunks_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two.", [((), None, ["One.", "Two."])], id="paragraph"),
        pytest.param("One.\n\nTwo.", [((), None, ["One."]), ((), None, ["Two."])], id="a chunk a paragraph"),
        pytest.param("Ask Dr. Silva. It is 3.5 m.", [((), None, ["Ask Dr. Silva.", "It is 3.5 m."])], id="abbreviation"),
        pytest.param("# A\n\n## B\n\nOne.", [(("A", "B"), None, ["One."])], id="heading path"),
        pytest.param(
            "# A\n\n## B\n\nOne.\n\n## C\n\nTwo.",
            [(("A", "B"), None, ["One."]), (("A", "C"), None, ["Two."])],
            id="a heading ends its equals",
        ),
        pytest.param("### B\n\n# A\n\nOne.", [(("A",), None, ["One."])], id="a higher heading ends lower ones"),
        pytest.param("You need:\n\n- Wit\n- Luck", [((), "You need:", ["Wit", "Luck"])], id="lead-in of a list"),
        pytest.param("You need:\n\n1. Wit\n2. Luck", [((), "You need:", ["Wit", "Luck"])], id="lead-in of steps"),
        pytest.param("Pay:\n\n| a |\n|---|\n| 1 |", [((), "Pay:", ["| a |", "| 1 |"])], id="lead-in of a table"),
        pytest.param(
            "It is hard. You need:\n\n- Wit",
            [((), None, ["It is hard."]), ((), "You need:", ["Wit"])],
            id="only the last sentence leads in",
        ),
        pytest.param("It is hard.\n\n- Wit", [((), None, ["It is hard."]), ((), None, ["Wit"])], id="no colon, no lead-in"),
        pytest.param("You need:\n\nWit.", [((), None, ["You need:"]), ((), None, ["Wit."])], id="no list, no lead-in"),
        pytest.param("You need:\n\n# A\n\n- Wit", [((), None, ["You need:"]), (("A",), None, ["Wit"])], id="heading between"),
        pytest.param("# A\n\n## B\n", [], id="headings alone"),
        pytest.param("# The *A*\n\nOne.", [(("The A",), None, ["One."])], id="stress in a heading"),
        pytest.param("# ![logo](a.png)\n\nOne.", [((), None, ["One."])], id="heading of an image"),
        pytest.param("*One. Two.*", [((), None, ["One.", "Two."])], id="stress over two sentences"),
        pytest.param(
            "See [the form. Fill](a.b?c=D). Two.",
            [((), None, ["See [the form.", "Fill](a.b?c=D).", "Two."])],
            id="full stop in a link",
        ),
        pytest.param("One. <!-- A. B. --> Two.", [((), None, ["One.", "Two."])], id="comment between sentences"),
        pytest.param("One.\n\n![logo](a.png)\n\n**", [((), None, ["One."]), ((), None, ["**"])], id="image alone"),
        pytest.param("- a\n- ![logo](a.png)\n", [((), None, ["a"])], id="item of an image"),
        pytest.param("R&amp;D is it. Two.", [((), None, ["R&amp;D is it.", "Two."])], id="entity"),
        pytest.param("**You need:**\n\n- Wit", [((), "You need:", ["Wit"])], id="stressed lead-in"),
        pytest.param("One.\n```\nTwo.\n```\nThree.", [((), None, ["One."]), ((), None, ["Three."])], id="code is no sentence"),
        pytest.param(
            "# A\n\nQ: How long?\nA: A year. Or two.\nQ: How much?\nA: £5.",
            [(("A", "How long?"), None, ["A year.", "Or two."]), (("A", "How much?"), None, ["£5."])],
            id="questions stand above their answers",
        ),
        pytest.param(
            "# A\n\n**How long?**\n\nA year.\n\n# B\n\nTwo.",
            [(("A", "How long?"), None, ["A year."]), (("B",), None, ["Two."])],
            id="a heading ends a question's answers",
        ),
    ],
)
def test_chunks(chunks_of, text, expected):
    assert chunks_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.[^1] Two.\n\n[^1]: Three.", [("One.", ["Three."]), ("Two.", [])], id="behind the full stop"),
        pytest.param("One[^1]. Two.\n\n[^1]: Three.", [("One[^1].", ["Three."]), ("Two.", [])], id="before the full stop"),
        pytest.param("One[^a] is two.\n\n[^a]: Three. Four.", [("One[^a] is two.", ["Three.", "Four."])], id="two sentences"),
        pytest.param("One.[^1][^2]\n\n[^1]: Two.\n[^2]: Three.", [("One.", ["Two.", "Three."])], id="two notes"),
        pytest.param("One.[^1] Two.[^1]\n\n[^1]: Three.", [("One.", ["Three."]), ("Two.", ["Three."])], id="referred to twice"),
        pytest.param("- a[^1]\n- b\n\n[^1]: Two.", [("a[^1]", ["Two."]), ("b", [])], id="an item's"),
        pytest.param("| a |\n|---|\n| b[^1] |\n\n[^1]: Two.", [("| a |", []), ("| b[^1] |", ["Two."])], id="a row's"),
        pytest.param("One.[^1]\n\n[^1]: Two.\n[^1]: Three.", [("One.", ["Two.", "Three."])], id="two of one name"),
        pytest.param("One.\n\n[^1]: Two.", [("One.", []), ("Two.", [])], id="of no sentence"),
        pytest.param("One.[^2]\n\n[^1]: Two.", [("One.", []), ("Two.", [])], id="of another sentence"),
        pytest.param("You need:[^1]\n\n- a\n\n[^1]: Two.", [("a", []), ("Two.", [])], id="of a lead-in"),
        pytest.param(
            "One. You need:[^1]\n\n- a\n\n[^1]: Two.", [("One.", []), ("a", []), ("Two.", [])], id="of a later lead-in"
        ),
        pytest.param(
            "| a[^1] |\n|---|\n| b |\n\n[^1]: Two.", [("| a[^1] |", []), ("| b |", []), ("Two.", [])], id="of a table's header"
        ),
        pytest.param("# A[^1]\n\nOne.\n\n[^1]: Two.", [("One.", []), ("Two.", [])], id="of a heading"),
    ],
)
def test_a_footnote_stands_with_what_refers_to_it(make_document, text, expected):
    found = [
        (sentence.of(text), [note.of(text) for note in chunk.notes_of(sentence)])
        for chunk in split_document(make_document(text))
        for sentence in chunk.sentences
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("One. Two? Three!", "en", ["One.", "Two?", "Three!"], id="ends of sentences"),
        pytest.param("👍🏽 Good. “Very good.” Ça va.", "en", ["👍🏽 Good.", "“Very good.”", "Ça va."], id="beyond ASCII"),
        pytest.param("Der 3. Mai ist gut. Ja.", "de", ["Der 3. Mai ist gut.", "Ja."], id="German date"),
        pytest.param("One. Two.", "xx", ["One.", "Two."], id="unknown language"),
        pytest.param("One.\r\nTwo.", "en", ["One.", "Two."], id="CRLF"),
    ],
)
def test_sentences(text, language, expected):
    assert [sentence.of(text) for sentence in split_sentences(text, Span(0, len(text)), language)] == expected


def test_sentences_are_found_inside_a_span():
    text = "Not this. One. Two. Nor that."
    assert [sentence.of(text) for sentence in split_sentences(text, Span(10, 19), "en")] == ["One.", "Two."]


def test_the_language_of_the_document_counts(chunks_of):
    assert chunks_of("Der 3. Mai ist gut. Ja.", language="de-AT") == [((), None, ["Der 3. Mai ist gut.", "Ja."])]


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param(" ".join(f"This is sentence number {n}." for n in range(100)), PROSE_WORDS, id="paragraph"),
        pytest.param("\n".join(f"- This is item number {n}" for n in range(100)), LIST_WORDS, id="list"),
        pytest.param("- " + " ".join(f"This is sentence number {n}." for n in range(100)), LIST_WORDS, id="item"),
        pytest.param(
            " ".join("word " * words + "end." for words in (39, 79, 9, 99, 19, 109)), PROSE_WORDS, id="sentences of all lengths"
        ),
    ],
)
def test_what_is_too_long_is_split_between_sentences(chunks_of, text, most):
    chunks = chunks_of(text)
    lengths = [sum(len(sentence.split()) for sentence in sentences) for _, _, sentences in chunks]
    assert len(chunks) > 1
    assert max(lengths) <= most


def test_the_steps_of_a_long_list_stay_together(chunks_of):
    ((_, _, items),) = chunks_of("Do this:\n\n" + "\n".join(f"{n}. This comes as step number {n}" for n in range(1, 31)))
    assert len(items) == 30


def test_a_long_list_keeps_its_lead_in_in_each_part(chunks_of):
    chunks = chunks_of("You need:\n\n" + "\n".join(f"- This is item number {n}" for n in range(100)))
    assert {lead_in for _, lead_in, _ in chunks} == {"You need:"}


def test_parts_of_a_long_paragraph_are_of_about_equal_size(chunks_of):
    chunks = chunks_of(" ".join(f"This is sentence number {n}." for n in range(25)))
    assert [len(sentences) for _, _, sentences in chunks] == [13, 12]


def test_a_sentence_beyond_the_limit_stays_whole(chunks_of):
    sentence = "Word " * PROSE_WORDS + "end."
    assert chunks_of(f"One. {sentence} Two.") == [((), None, ["One."]), ((), None, [sentence]), ((), None, ["Two."])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("word " * 1000 + "end", id="no full stop"),
        pytest.param("word\n" * 1000 + "end", id="lines without full stops"),
        pytest.param("w" * 3000, id="no white space"),
        pytest.param("- " + "word " * 1000 + "end", id="item without full stop"),
    ],
)
def test_an_endless_sentence_is_cut_and_none_of_it_is_lost(chunks_of, text):
    pieces = [sentence for _, _, sentences in chunks_of(text) for sentence in sentences]
    assert max(map(len, pieces)) <= SENTENCE_CHARACTERS
    assert "".join("".join(pieces).split()) == "".join(text.removeprefix("- ").split())


def test_an_endless_sentence_is_cut_between_words(chunks_of):
    pieces = [sentence for _, _, sentences in chunks_of("word " * 1000) for sentence in sentences]
    assert {word for piece in pieces for word in piece.split()} == {"word"}


def test_ids_are_the_same_on_every_machine(make_document):
    (chunk,) = split_document(make_document("# Pay\n\nIt is high."))
    assert chunk.id == "feaad344e185904f"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("# Pay\n\nIt is low.", "guide.md", id="text"),
        pytest.param("# Fees\n\nIt is high.", "guide.md", id="heading"),
        pytest.param("# Pay\n\n\nIt is high.", "guide.md", id="place"),
        pytest.param("# Pay\n\nIt is high.", "other.md", id="document"),
    ],
)
def test_an_id_changes_with(make_document, text, name):
    (before,) = split_document(make_document("# Pay\n\nIt is high."))
    (after,) = split_document(make_document(text, name))
    assert before.id != after.id


def test_no_two_chunks_of_real_documents_share_an_id(real_documents):
    ids = [chunk.id for document in real_documents for chunk in split_document(document)]
    assert len(ids) == len(set(ids))


def test_splitting_real_documents_twice_gives_the_same(real_documents):
    for document in real_documents:
        assert split_document(document) == split_document(document), document.id


def test_every_span_of_real_documents_lies_in_the_text(real_documents):
    for document in real_documents:
        for chunk in split_document(document):
            for span in (chunk.span, *chunk.sentences, *filter(None, [chunk.lead_in])):
                assert document.body_start <= span.start < span.end <= len(document.text), document.id


def test_sentences_of_real_documents_are_in_order_and_apart(real_documents):
    for document in real_documents:
        sentences = [sentence for chunk in split_document(document) for sentence in chunk.sentences]
        assert all(before.end <= after.start for before, after in pairwise(sentences)), document.id


def test_a_chunk_of_real_documents_spans_its_sentences(real_documents):
    for document in real_documents:
        for chunk in split_document(document):
            assert chunk.span == Span(chunk.sentences[0].start, chunk.sentences[-1].end), document.id


def test_no_quote_of_real_documents_starts_with_a_marker(real_documents):
    for document in real_documents:
        for chunk in split_document(document):
            for sentence in chunk.sentences:
                assert not re.match(r"\s|[-*•]|\d+[.)]\s", sentence.of(document.text)), sentence.of(document.text)


def test_no_lead_in_of_real_documents_is_a_sentence(real_documents):
    for document in real_documents:
        chunks = split_document(document)
        sentences = {sentence for chunk in chunks for sentence in chunk.sentences}
        assert not sentences & {chunk.lead_in for chunk in chunks}, document.id


def test_nothing_of_real_documents_is_lost(real_documents):
    for document in real_documents:
        chunks = split_document(document)
        headings = [block.span for block in document.blocks if block.kind == "heading"]
        lead_ins = [chunk.lead_in for chunk in chunks if chunk.lead_in]
        kept = sorted({*headings, *lead_ins, *(sentence for chunk in chunks for sentence in chunk.sentences)})
        edges = [Span(0, document.body_start), *kept, Span(len(document.text), len(document.text))]
        between = [document.text[before.end : after.start] for before, after in pairwise(edges)]
        assert [piece for piece in between if not MARKS.fullmatch(piece)] == [], document.id


def test_chunks_of_real_documents_keep_to_the_limit(real_documents):
    for document in real_documents:
        for chunk in split_document(document):
            most = PROSE_WORDS if chunk.kind == "prose" else LIST_WORDS
            assert len(chunk.span.of(document.text).split()) <= most, document.id
