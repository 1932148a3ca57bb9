"""The ranker with the shipped weights, and its fake."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.candidates import Candidate
from index.embed import ENCODER
from index.errors import IndexUnusable
from index.fakes import OverlapRanker
from index.ranker import MiniLMRanker

GOLDEN = json.loads((Path(__file__).parent / "ranker_golden.json").read_text(encoding="utf-8"))
PAY = Candidate("Bakers", "Pay", "", ("Bakers earn 14 dollars an hour.", "They bake bread at night."))
LONG = Candidate(
    "Bakers", "Work", "You will:", tuple(f"knead the dough of table {number} for a long while" for number in range(40))
)


@pytest.fixture(params=["real", "fake"])
def either(request):
    return OverlapRanker() if request.param == "fake" else request.getfixturevalue("ranker")


def test_each_sentence_has_a_logit(either):
    assert [len(logits) for logits in either.logits("what do bakers earn", [PAY, LONG])] == [2, 40]


def test_what_answers_is_ahead(either):
    pay, _ = either.logits("what do bakers earn an hour", [PAY, LONG])
    assert pay[0] > pay[1]


def test_no_candidates_have_no_logits(either):
    assert either.logits("what do bakers earn", []) == []


def test_company_does_not_change_a_candidate(ranker):
    (alone,) = ranker.logits("what do bakers earn", [PAY])
    together, _ = ranker.logits("what do bakers earn", [PAY, LONG])
    np.testing.assert_allclose(alone, together, atol=1e-3)


def test_the_identity_names_the_weights(ranker):
    assert ranker.identity.startswith("ranker:")


def test_missing_weights_are_reported(tmp_path):
    with pytest.raises(IndexUnusable, match="make tune"):
        MiniLMRanker(tmp_path / "none.safetensors")


def test_weights_of_another_network_are_refused():
    with pytest.raises(IndexUnusable, match=r"holds no ranker.*make tune"):
        MiniLMRanker(ENCODER)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["question"]) for case in GOLDEN])
def test_the_shipped_weights_score_the_golden_set(ranker, case):
    """Other processors may round otherwise, so a tenth of a logit is allowed for."""
    (logits,) = ranker.logits(
        case["question"], [Candidate(case["title"], case["heading"], case["lead_in"], tuple(case["sentences"]))]
    )
    np.testing.assert_allclose(logits, case["logits"], atol=0.1)
