"""The gate's weights are fitted so that each collection counts alike."""

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from bot.answer import Trace
from evals.fit import SUITE, Example, example, fit_text, fitted_gate, writer_text


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


def read(there, confidence, share):
    return Example("faq", there, (0.0,) * 4, confidence, share)


def test_search_and_model_are_weighed_as_they_tell():
    rng = np.random.default_rng(1)
    told = [(expit(search), expit(model), search, model) for search, model in rng.normal(0, 2, (4000, 2))]
    examples = [read(bool(rng.random() < expit(2 * search - model)), one, share) for one, share, search, model in told]
    fitted = float(re.search(r"CONFIDENCE \| ([\d.]+)", writer_text(examples))[1])
    assert fitted == pytest.approx(2.0, abs=0.2)


def test_what_no_model_was_asked_is_left_out():
    examples = [read(True, 0.9, 0.1), read(True, 0.8, 0.2), read(False, 0.3, 0.7), read(False, 0.2, 0.9)]
    assert writer_text([*examples, read(True, 0.1, None)]) == writer_text(examples)
