"""The catalogue: which sentences there are, and which texts have to be encoded for them."""

import pytest

from index.catalogue import Catalogue


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
    assert catalogue.context(catalogue.chunks[0]) == context


def test_each_distinct_text_is_encoded_once(catalogue_of):
    assert catalogue_of("# A guide\n\nOne. Two.", "# A guide\n\nOne. A").texts == ("One.", "Two.", "A", "A guide")


def test_the_text_of_a_chunk_is_that_of_its_span(catalogue_of):
    catalogue = catalogue_of("# A\n\nOne. Two.")
    assert catalogue.text(catalogue.chunks[0]) == "One. Two."


def test_no_two_sentences_of_real_documents_share_an_id(real_documents):
    ids = [sentence.id for sentence in Catalogue.of(real_documents).sentences]
    assert len(ids) == len(set(ids))


def test_sentence_ids_fit_into_63_bits(real_documents):
    assert all(0 <= sentence.id < 2**63 for sentence in Catalogue.of(real_documents).sentences)


def test_sentence_ids_are_the_same_on_every_machine(catalogue_of):
    assert [sentence.id for sentence in catalogue_of("One.").sentences] == [7329453691605631980]
