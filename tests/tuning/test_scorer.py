"""The ranker's network and its weights on disk."""

import pytest
import torch

from index.candidates import Candidate, Encoded, encode
from index.ranker import WEIGHTS, ranker_tokenizer
from tuning.scorer import Scorer
from tuning.weights import load_tensors, save_weights, trained

SHORT = Encoded((101, 2054, 102, 2009, 102), (0, 0, 0, 1, 1), (0, 0, 0, 1, 0), (0,))
LONG = Encoded((101, 2054, 102, 2009, 2003, 2204, 102), (0, 0, 0, 1, 1, 1, 1), (0, 0, 0, 1, 2, 2, 0), (0, 1))


@pytest.fixture(scope="module")
def scorer():
    torch.manual_seed(7)
    return Scorer().eval()


@torch.inference_mode()
def test_a_batch_has_a_row_a_passage_and_a_column_a_sentence(scorer):
    assert scorer([SHORT, LONG]).shape == (2, 2)


@torch.inference_mode()
def test_padding_changes_nothing(scorer):
    torch.testing.assert_close(scorer([SHORT])[0, 0], scorer([SHORT, LONG])[0, 0], atol=1e-5, rtol=0)


@torch.inference_mode()
def test_a_sentence_without_tokens_has_a_column_too(scorer):
    assert scorer([Encoded(SHORT.ids, SHORT.part, SHORT.sentence, (0, 1))]).shape == (1, 2)


@torch.inference_mode()
def test_saved_weights_score_alike(scorer, tmp_path):
    before = scorer([LONG])
    save_weights(trained(scorer), tmp_path / "weights.safetensors")
    torch.manual_seed(8)
    other = Scorer().eval()
    other.load_state_dict(load_tensors(tmp_path / "weights.safetensors"), strict=False)
    torch.testing.assert_close(other([LONG]), before, atol=0.02, rtol=0)


@torch.inference_mode()
@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(("They earn 14 dollars.",), id="short"),
        pytest.param(("Bakers knead the dough of many tables.", "", "They earn 14 dollars an hour. " * 20, "No."), id="long"),
    ],
)
def test_the_ranker_that_answers_gives_nearly_the_same_logits(ranker, sentences):
    """It multiplies bytes: over the golden set logits, from -16 to 8, differ by 0.24 in the middle."""
    question, candidate = "What do bakers earn?", Candidate("Bakers", "Pay", "You get:", sentences)
    (row,) = encode(question, candidate, range(len(sentences)), *ranker_tokenizer())
    twin = Scorer().eval()
    twin.load_state_dict(load_tensors(WEIGHTS), strict=False)
    torch.testing.assert_close(torch.from_numpy(ranker.logits(question, [candidate])[0]), twin([row])[0], atol=0.7, rtol=0)
