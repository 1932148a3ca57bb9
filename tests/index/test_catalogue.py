"""The catalogue: which sentences there are, and which texts have to be encoded for them."""

import pytest

from index.catalogue import ROWS_ALONE, Catalogue


@pytest.fixture
def catalogue_of(make_document):
    def catalogue_of(*texts):
        return Catalogue.of([make_document(text, f"{number}.md") for number, text in enumerate(texts)])

    return catalogue_of


def test_sentences_are_known_by_chunk_and_ordinal(catalogue_of):
    catalogue = catalogue_of("One. Two.\n\nThree.", "Four.")
    assert [(sentence.chunk, sentence.ordinal) for sentence in catalogue.sentences] == [(0, 0), (0, 1), (1, 0), (2, 0)]


def test_sentence_texts(catalogue_of):
    catalogue = catalogue_of("One. Two.\n\nThree.", "Four.")
    assert [catalogue.sentence_text(sentence) for sentence in catalogue.sentences] == ["One.", "Two.", "Three.", "Four."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It is *so*\nfar.", ["It is so far."], id="without marks"),
        pytest.param("Pay is £5.[^1] Two.\n\n[^1]: Not *now*. Later.", ["Pay is £5. (Not now. Later.)", "Two."], id="footnote"),
        pytest.param("| a | b |\n|---|---|\n| c | *d* |", ["| a | b |", "| c | d |"], id="rows"),
    ],
)
def test_sentence_texts_are_as_a_person_reads_them(catalogue_of, text, expected):
    catalogue = catalogue_of(text)
    assert [catalogue.sentence_text(sentence) for sentence in catalogue.sentences] == expected


@pytest.mark.parametrize(
    ("text", "context"),
    [
        pytest.param("One.", "A guide", id="the title, where there is no heading"),
        pytest.param("# A\n\n## B\n\nOne.", "A guide. B", id="the title and the nearest heading"),
        pytest.param("# A guide\n\nOne.", "A guide", id="a heading that repeats the title"),
        pytest.param("# A\n\nYou need:\n\n- Wit", "A guide. A: You need:", id="heading and lead-in"),
        pytest.param("# *A*\n\n**You need:**\n\n- Wit", "A guide. A: You need:", id="without marks"),
        pytest.param("# A\n\nQ: How long?\n\nA: A year.", "A guide. How long?", id="the question that it answers"),
    ],
)
def test_context(catalogue_of, text, context):
    catalogue = catalogue_of(text)
    assert catalogue.chunks[0].context == context


def test_each_distinct_text_is_encoded_once(catalogue_of):
    assert catalogue_of("# A guide\n\nOne. Two.", "# A guide\n\nOne. A").texts == ("One.", "Two.", "A guide", "A")


def test_the_sentences_of_each_document(catalogue_of):
    assert catalogue_of("One. Two.\n\nThree.", "# A", "Four.").places == {"0.md": range(3), "2.md": range(3, 4)}


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        pytest.param(ROWS_ALONE - 1, range(ROWS_ALONE + 1), id="all rows of a short table, its header one of them"),
        pytest.param(ROWS_ALONE, (0, ROWS_ALONE + 1), id="the first of a long one"),
    ],
)
def test_what_the_dense_search_looks_for(catalogue_of, rows, places):
    table = "".join(f"| {row} | x |\n" for row in range(rows))
    assert catalogue_of(f"| a | b |\n|---|---|\n{table}\nThe end.").searched == tuple(places)


def test_chunks_that_are_known_are_taken(make_document):
    one, two = make_document("One. Two.", "1.md"), make_document("Three.", "2.md")
    known = Catalogue.of([make_document("As it was split before.", "1.md")]).chunks
    assert [chunk.texts for chunk in Catalogue.of([one, two], {"1.md": known}).chunks] == [
        ("As it was split before.",), ("Three.",)
    ]  # fmt: skip
