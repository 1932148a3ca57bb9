"""How the encoder is trained: what is shown, and what is asked of it."""

import random
from dataclasses import replace

import pytest
import torch
from torch.nn.functional import normalize

from index.candidates import Candidate
from index.embed import ENCODER
from index.fakes import HashingEmbedder
from index.ranker import ranker_tokenizer
from tuning.encoder import PASSAGES, QUESTIONS, ROUNDS, Encoder, Frequencies, batches, loss
from tuning.groups import Group
from tuning.weights import load_tensors

TRADES = ("baker", "pilot", "welder", "dentist", "gardener", "tailor")
PASSAGE = {
    trade: Candidate(f"The {trade}", "Pay", "", (f"A {trade} earns {10 + number} pounds.", "The work is hard."))
    for number, trade in enumerate(TRADES)
}
WRITTEN = [Group(f"What does a {trade} earn?", PASSAGE[trade], (0,), trade) for trade in TRADES]
MISSING = Group("How tall is a baker?", PASSAGE["baker"], (), "baker")


@pytest.fixture(scope="module")
def encoder():
    torch.manual_seed(1)
    return Encoder(*ranker_tokenizer()).eval()


@pytest.fixture(scope="module")
def shown():
    many = [replace(group, question=f"{group.question} {number}") for group in WRITTEN for number in range(5)]
    return batches([*many, MISSING], [WRITTEN], HashingEmbedder(), random.Random(1))


def test_every_passage_is_shown_in_every_round(shown):
    passages = [passage for batch in shown for passage in {group.candidate for group in batch}]
    assert all(passages.count(passage) == 2 * ROUNDS for passage in PASSAGE.values())


def test_a_batch_is_no_larger_than_is_said(shown):
    for batch in shown:
        asked = [group.candidate for group in batch]
        assert len(set(asked)) <= PASSAGES
        assert max(map(asked.count, asked)) <= QUESTIONS


def test_only_answered_questions_are_shown(shown):
    assert all(group.answer for batch in shown for group in batch)


def test_the_loss_is_the_lower_the_nearer_the_answer(encoder):
    frequencies = Frequencies.of(WRITTEN, encoder.tokenize)
    wrong = [Group(group.question, group.candidate, (1,), group.source) for group in WRITTEN]
    with torch.no_grad():
        assert loss(encoder, WRITTEN, frequencies) < loss(encoder, wrong, frequencies)


def test_the_marks_and_the_padding_weigh_nothing(encoder):
    frequencies = Frequencies.of(WRITTEN, encoder.tokenize)
    with torch.no_grad():
        _, ids, mask = encoder(["pay", "What does a dentist earn?"], 64)
    weights = frequencies.weights(ids, mask)
    assert (weights[0] > 0).tolist() == [False, True, *[False] * (ids.shape[1] - 2)]
    assert weights.sum(1).tolist() == pytest.approx([1, 1])


@torch.inference_mode()
@pytest.mark.parametrize("text", [pytest.param("pay", id="short"), pytest.param("What does a dentist earn? " * 100, id="long")])
def test_the_encoder_that_answers_gives_the_same_vectors(minilm, text):
    twin = Encoder(*ranker_tokenizer()).eval()
    twin.body.load_state_dict(load_tensors(ENCODER), strict=False)
    (encoding,) = minilm.encode([text])
    states, _, _ = twin([text], minilm.longest - 2)
    vector, tokens = normalize(states[0].mean(0), dim=-1), normalize(states[0], dim=-1)
    torch.testing.assert_close(torch.from_numpy(encoding.vector), vector, atol=1e-4, rtol=0)
    torch.testing.assert_close(torch.from_numpy(encoding.tokens).float(), tokens, atol=1e-3, rtol=0)  # half floats
