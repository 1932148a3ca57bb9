"""Fit the gate's weights: how much each signal of a search tells whether the documents answer a question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.answer import Answer
from bot.gate import CONSTANT, WEIGHTS, signals
from evals.statistics import Figure, auroc
from evals.text import figure_text

# Of bot.gate.WEIGHTS, and of its constant.
NAMES = ("the ranker's best logits", "late interaction", "a source is named", "work and learning", "constant")
SUITE = "suite"
# What the suite weighs against a collection: its questions were made to be hard, and are five times as many.
SUITE_WEIGHT = 2.0
# Hardly any regularization: there are hundreds of questions for each weight.
INVERSE_REGULARIZATION = 1000.0


@dataclass(frozen=True)
class Example:
    """A question that was searched for; `there`: the documents answer it."""

    collection: str
    there: bool
    signals: tuple[float, ...]


@dataclass(frozen=True)
class GateFit:
    """What was fitted; how well each collection is told apart (AUROC) by that, and by what the bot has."""

    weights: tuple[float, ...]
    constant: float
    separations: Mapping[str, tuple[Figure | None, Figure | None]]


def example(collection: str, answer: Answer, there: bool) -> Example | None:
    """None for what was answered without a search."""
    found = answer.trace.result
    return Example(collection, there, signals(found)) if found else None


def fitted_gate(examples: Sequence[Example]) -> GateFit:
    """A logistic regression in which each collection weighs the same, and the suite SUITE_WEIGHT times that."""
    of = defaultdict[str, list[Example]](list)
    for one in examples:
        of[one.collection].append(one)
    weights = [(SUITE_WEIGHT if one.collection == SUITE else 1.0) / len(of[one.collection]) for one in examples]
    scale = len(examples) / sum(weights)
    model = LogisticRegression(C=INVERSE_REGULARIZATION, max_iter=2000).fit(
        [one.signals for one in examples], [one.there for one in examples], sample_weight=[one * scale for one in weights]
    )
    fitted = tuple(map(float, model.coef_[0]))
    return GateFit(
        fitted,
        float(model.intercept_[0]),
        {name: (_separation(of_one, fitted), _separation(of_one, WEIGHTS)) for name, of_one in of.items()},
    )


def fit_text(fit: GateFit) -> str:
    """Markdown: the weights to write into bot/gate.py beside those that stand there, and what either tell."""
    weights = zip(NAMES, (*fit.weights, fit.constant), (*WEIGHTS, CONSTANT), strict=True)
    rows = ["| | fitted | in use |", "| --- | --- | --- |"]
    rows += [f"| {name} | {ours:.2f} | {used:.2f} |" for name, ours, used in weights]
    rows += [f"| AUROC, {name} | {_written(ours)} | {_written(used)} |" for name, (ours, used) in fit.separations.items()]
    return "\n".join(rows)


def _separation(examples: Sequence[Example], weights: Sequence[float]) -> Figure | None:
    scores = [(one.there, float(np.dot(weights, one.signals))) for one in examples]
    return auroc([score for there, score in scores if there], [score for there, score in scores if not there])


def _written(figure: Figure | None) -> str:
    return figure_text(figure) if figure else "–"
