"""Retrieval, computed by hand: the ranks of the relevant chunks decide."""

from dataclasses import replace
from math import log2

import pytest

from evals.metrics.retrieval import quote_recall, retrieval
from evals.record import Cited, Place


@pytest.fixture
def searched(make_case, make_record):
    """A record whose search returned these chunks, best first."""

    def make(found, relevant, **other):
        record = make_record(make_case())
        hits = tuple(replace(record.hits[0], chunk=chunk) for chunk in found)
        return replace(record, hits=hits, relevant=tuple(relevant), **other)

    return make


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        pytest.param("abcdef", "a", {"nDCG@10": 1, "R@5": 1, "RR@10": 1}, id="first"),
        pytest.param("abcdef", "c", {"nDCG@10": 1 / log2(4), "R@5": 1, "RR@10": 1 / 3}, id="third"),
        pytest.param("abcdef", "f", {"nDCG@10": 1 / log2(7), "R@5": 0, "RR@10": 1 / 6}, id="sixth"),
        pytest.param("abcdef", "z", {"nDCG@10": 0, "R@5": 0, "RR@10": 0}, id="not found"),
        pytest.param("", "a", {"nDCG@10": 0, "R@5": 0, "RR@10": 0}, id="nothing found at all"),
        pytest.param("abcdefghijkl", "k", {"nDCG@10": 0, "R@5": 0, "RR@10": 0}, id="eleventh"),
        # Ideal for two: 1 + 1/log2(3).
        pytest.param(
            "abcdef", "bz", {"nDCG@10": (1 / log2(3)) / (1 + 1 / log2(3)), "R@5": 1 / 2, "RR@10": 1 / 2}, id="one of two"
        ),
    ],
)
def test_by_hand(searched, found, relevant, expected):
    values = retrieval([searched(found, relevant)])
    assert {name: of["c1"] for name, of in values.items()} == pytest.approx(expected)


@pytest.mark.parametrize(
    "changes", [{"confidence": None}, {"relevant": ()}], ids=["nothing was searched", "nothing is relevant"]
)
def test_some_records_say_nothing(searched, changes):
    assert retrieval([replace(searched("ab", "a"), **changes)]) == {"nDCG@10": {}, "R@5": {}, "RR@10": {}}


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        pytest.param([(0, 100)], 1, id="both quotes"),
        pytest.param([(0, 20)], 1 / 2, id="one of two"),
        pytest.param([(0, 10), (10, 20), (50, 70)], 1, id="in pieces"),
        pytest.param([(0, 17)], 0, id="a part of one"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_quote_recall(searched, cited, expected):
    evidence = (Place("guide.md", 0, 20), Place("guide.md", 50, 70))
    citations = tuple(Cited(1, "Guide", Place("guide.md", *span), "", "") for span in cited)
    assert quote_recall(searched("a", "a", evidence=evidence, citations=citations)) == expected


@pytest.mark.parametrize("changes", [{"confidence": None}, {"evidence": ()}], ids=["not searched", "no evidence"])
def test_quote_recall_says_nothing(searched, changes):
    assert quote_recall(searched("a", "a", **changes)) is None
