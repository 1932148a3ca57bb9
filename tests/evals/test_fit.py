"""The gate's weights are fitted so that each collection counts alike."""

from dataclasses import replace

import pytest

from bot.answer import Trace
from evals.fit import SUITE, Example, example, fit_text, fitted_gate


def examples(collection, count, *told):
    """`count` questions of a collection that are answered and as many others; `told` are the signals of the former."""
    return [Example(collection, there, told if there else (0.0,) * 4) for there in (True, False) for _ in range(count)]


def test_a_signal_that_tells_gets_the_weight():
    fit = fitted_gate([*examples(SUITE, 5, 0.0, 1.0, 0.0, 0.0), *examples("faq", 5, 0.0, 1.0, 0.0, 0.0)])
    assert max(range(4), key=lambda place: fit.weights[place]) == 1
    assert {name: ours.value for name, (ours, _) in fit.separations.items()} == {SUITE: 1.0, "faq": 1.0}


def test_a_large_collection_counts_as_much_as_a_small_one():
    small, large = examples("faq", 5, 1.0, 0.0, 0.0, 0.0), examples("news", 500, -1.0, 0.0, 0.0, 0.0)
    assert fitted_gate([*small, *large]).weights[0] == pytest.approx(0.0, abs=1e-3)


def test_what_was_answered_without_a_search_is_no_example(make_answer):
    answer = make_answer([("Hello.", ())], [])
    assert example("faq", replace(answer, trace=Trace()), there=True) is None


def test_the_fit_is_shown_beside_what_is_in_use():
    text = fit_text(fitted_gate(examples("faq", 5, 1.0, 1.0, 0.0, 0.0)))
    assert "| AUROC, faq | 1.000" in text
    assert text.splitlines()[0] == "| | fitted | in use |"
