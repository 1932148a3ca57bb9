"""MiniLM with the shipped weights, and the fake that stands in for it."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.embed import ENCODER, MiniLM
from index.encodings import Encodings
from index.errors import IndexUnusable
from index.fakes import HashingEmbedder
from index.hashes import file_sha256
from index.late import max_similarities

GOLDEN = json.loads((Path(__file__).parent / "encoder_golden.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["minilm", "fake"])
def embedder(request):
    return HashingEmbedder() if request.param == "fake" else request.getfixturevalue("minilm")


def similarity(embedder, one, other):
    first, second = embedder.encode([one, other])
    return float(first.vector @ second.vector)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The salary is high.", id="sentence"),
        pytest.param("Pay", id="word"),
        pytest.param("", id="nothing"),
        pytest.param("👍🏽 \x07", id="emoji and control character"),
        pytest.param("word " * 2000, id="longer than the model reads"),
    ],
)
def test_vectors_are_of_unit_length(embedder, text):
    (encoding,) = embedder.encode([text])
    assert encoding.vector.shape == (embedder.dimensions,)
    assert np.linalg.norm(encoding.vector) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(encoding.tokens.astype(np.float32), axis=1) == pytest.approx(1, abs=2e-3)


def test_there_is_a_vector_a_token(embedder):
    (encoding,) = embedder.encode(["The salary is high"])
    assert encoding.tokens.shape == (6, embedder.dimensions)
    assert encoding.token_ids.shape == (6,)


def test_the_marks_at_both_ends_are_the_same_in_every_text(embedder):
    one, other = embedder.encode(["salary", "a longer text"])
    assert [one.token_ids[0], one.token_ids[-1]] == [other.token_ids[0], other.token_ids[-1]]


def test_types_are_those_that_are_stored(embedder):
    (encoding,) = embedder.encode(["salary"])
    assert (encoding.vector.dtype, encoding.tokens.dtype, encoding.token_ids.dtype) == (np.float32, np.float16, np.int32)


def test_encodings_come_in_the_order_of_the_texts(embedder):
    texts = ["a much longer text about the pay of engineers", "pay", "a text about pay"]
    together = [encoding.token_ids.tolist() for encoding in embedder.encode(texts)]
    alone = [embedder.encode([text])[0].token_ids.tolist() for text in texts]
    assert together == alone


def test_many_texts_come_in_order(minilm):
    texts = [f"The pay of {number} engineers" for number in range(9)]
    encodings = minilm.encode(texts)
    for place in (0, 4, 8):
        assert encodings[place].vector == pytest.approx(minilm.encode(texts[place : place + 1])[0].vector, abs=1e-5)
    assert len(encodings) == len(texts)


def test_a_text_has_the_same_vector_in_any_company(embedder):
    (alone,) = embedder.encode(["The salary is high."])
    (_, together) = embedder.encode(["A much longer text about something else altogether.", "The salary is high."])
    assert together.vector == pytest.approx(alone.vector, abs=1e-5)


def test_no_texts_no_encodings(embedder):
    assert embedder.encode([]) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 2, id="only the marks"),
        pytest.param("The salary is high", 6, id="short"),
        pytest.param("word " * 2000, 2002, id="longer than is read"),
    ],
)
def test_the_tokens_of_the_whole_text_are_counted(embedder, text, count):
    assert embedder.count_tokens(text) == count


def test_minilm_finds_what_means_the_same(minilm):
    question = "How much do they earn?"
    assert similarity(minilm, question, "Their salary is high.") > similarity(minilm, question, "They know Python.")


def test_minilm_cuts_what_is_too_long(minilm):
    (encoding,) = minilm.encode(["word " * 2000])
    assert len(encoding.token_ids) == minilm.longest


@pytest.mark.parametrize("word", ["dentist", "salary", "the", "machine"])
def test_minilm_knows_everyday_words(minilm, word):
    assert word in minilm.known_words


@pytest.mark.parametrize("word", ["sallary", "machien", "##ing", "[CLS]", "2019", "re"])
def test_minilm_does_not_take_for_a_word(minilm, word):
    assert word not in minilm.known_words


def test_the_identity_names_the_weights(minilm):
    assert file_sha256(ENCODER).startswith(minilm.identity.removeprefix("all-MiniLM-L6-v2:"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["question"]) for case in GOLDEN])
def test_the_shipped_weights_score_the_golden_set(minilm, case):
    """By late interaction, all tokens weighing alike. Other processors may round otherwise, so a hundredth is allowed for."""
    query, *texts = minilm.encode([case["question"], *case["texts"]])
    scores = max_similarities(query, Encodings.build(texts), range(len(texts))).mean(1)
    np.testing.assert_allclose(scores, case["scores"], atol=0.01)


def test_what_answers_is_nearer_than_with_the_packaged_weights(minilm):
    asked, answer, beside = "when is the exam", "It takes place each June.", "The exam is hard."
    packaged = MiniLM(weights=None)
    assert similarity(minilm, asked, answer) - similarity(minilm, asked, beside) > similarity(
        packaged, asked, answer
    ) - similarity(packaged, asked, beside)


def test_missing_weights_are_reported(tmp_path):
    with pytest.raises(IndexUnusable, match="make tune"):
        MiniLM(tmp_path / "none.safetensors")


def test_the_fake_is_the_more_similar_the_more_words_are_shared():
    fake = HashingEmbedder()
    similarities = [similarity(fake, "the pay is high", text) for text in ("The PAY is high!", "the pay is low", "you code")]
    assert similarities == sorted(similarities, reverse=True)


def test_the_fake_records_what_it_encoded():
    fake = HashingEmbedder()
    fake.encode(["one", "two"])
    fake.encode(["one"])
    assert fake.encoded == ["one", "two", "one"]
