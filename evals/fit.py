"""Fit what judges whether the documents answer a question: the gate's weights of what a search tells, and the writer's of that
beside how likely a model that has read the quotes is to say that they do not."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logit
from sklearn.linear_model import LogisticRegression

from bot.answer import Answer
from bot.gate import CONSTANT, WEIGHTS, confidence, signals
from bot.reply.writer import CONFIDENCE, DOUBT, LEAST, sureness
from evals.statistics import Figure, auroc
from evals.text import figure_text

# Of bot.gate.WEIGHTS, and of its constant.
NAMES = ("the ranker's best logits", "late interaction", "a source is named", "work and learning", "constant")
SUITE = "suite"
# What the suite weighs against a collection: its questions were made to be hard, and are five times as many.
SUITE_WEIGHT = 2.0
# So likely answered, by search and model together, and less is told to be not stated: the nearest quotes stand below that, too.
TOLD_BELOW = 0.5
# Hardly any regularization: there are hundreds of questions for each weight.
INVERSE_REGULARIZATION = 1000.0


@dataclass(frozen=True)
class Example:
    """A question that was searched for; `there`: the documents answer it. `not_stated_share` is the model's, if one was asked
    that tells."""

    collection: str
    there: bool
    signals: tuple[float, ...]
    confidence: float = 0.5
    not_stated_share: float | None = None


@dataclass(frozen=True)
class GateFit:
    """What was fitted; how well each collection is told apart (AUROC) by that, and by what the bot has."""

    weights: tuple[float, ...]
    constant: float
    separations: Mapping[str, tuple[Figure | None, Figure | None]]


def example(collection: str, answer: Answer, there: bool) -> Example | None:
    """None for what was answered without a search."""
    found = answer.trace.result
    share = answer.trace.not_stated_share
    return Example(collection, there, signals(found), confidence(found), share) if found else None


def fitted_gate(examples: Sequence[Example]) -> GateFit:
    """A logistic regression in which each collection weighs the same, and the suite SUITE_WEIGHT times that."""
    fitted, constant = _regression(examples, [one.signals for one in examples])
    return GateFit(
        fitted,
        constant,
        {
            name: (_separation(of_one, _gate_with(fitted)), _separation(of_one, _gate_with(WEIGHTS)))
            for name, of_one in _by_collection(examples).items()
        },
    )


def _gate_with(weights: Sequence[float]) -> Callable[[Example], float]:
    """How sure a gate with these weights is, up to a constant."""
    return lambda one: float(np.dot(weights, one.signals))


def writer_text(examples: Sequence[Example]) -> str:
    """Markdown: CONFIDENCE and DOUBT to write into bot/reply/writer.py beside those that stand there, and how well each
    collection is told apart (AUROC) by the search alone, the model alone and both as they stand there. Of examples with a
    model's share, with the weights of `fitted_gate`."""
    told = [(one, one.not_stated_share) for one in examples if one.not_stated_share is not None]
    found = [one for one, _ in told]
    (search, model), constant = _regression(found, [(_log_odds(one.confidence), -_log_odds(share)) for one, share in told])
    doubt = (_log_odds(TOLD_BELOW) - constant) / model
    rows = ["| | fitted | in use |", "| --- | --- | --- |"]
    rows += [f"| CONFIDENCE | {search / model:.2f} | {CONFIDENCE:.2f} |", f"| DOUBT | {doubt:.2f} | {DOUBT:.2f} |", ""]
    rows += ["| AUROC | search | model | both |", "| --- | --- | --- | --- |"]
    for name, of_one in _by_collection(found).items():
        measured = [_separation(of_one, score) for score in (_by_search, _by_model, _by_both)]
        rows.append(f"| {name} | {' | '.join(map(_written, measured))} |")
    return "\n".join(rows)


def _by_search(one: Example) -> float:
    return one.confidence


def _by_model(one: Example) -> float:
    return -(one.not_stated_share or 0.0)


def _by_both(one: Example) -> float:
    return sureness(one.confidence, one.not_stated_share)


def _log_odds(share: float) -> float:
    return float(logit(np.clip(share, LEAST, 1 - LEAST)))


def _by_collection(examples: Sequence[Example]) -> Mapping[str, list[Example]]:
    of = defaultdict[str, list[Example]](list)
    for one in examples:
        of[one.collection].append(one)
    return of


def _regression(examples: Sequence[Example], told: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], float]:
    """Weights and constant of a logistic regression of what is `there` on what is `told` of each."""
    of = _by_collection(examples)
    weights = [(SUITE_WEIGHT if one.collection == SUITE else 1.0) / len(of[one.collection]) for one in examples]
    scale = len(examples) / sum(weights)
    model = LogisticRegression(C=INVERSE_REGULARIZATION, max_iter=2000).fit(
        told, [one.there for one in examples], sample_weight=[one * scale for one in weights]
    )
    return tuple(map(float, model.coef_[0])), float(model.intercept_[0])


def fit_text(fit: GateFit) -> str:
    """Markdown: the weights to write into bot/gate.py beside those that stand there, and what either tell."""
    weights = zip(NAMES, (*fit.weights, fit.constant), (*WEIGHTS, CONSTANT), strict=True)
    rows = ["| | fitted | in use |", "| --- | --- | --- |"]
    rows += [f"| {name} | {ours:.2f} | {used:.2f} |" for name, ours, used in weights]
    rows += [f"| AUROC, {name} | {_written(ours)} | {_written(used)} |" for name, (ours, used) in fit.separations.items()]
    return "\n".join(rows)


def _separation(examples: Sequence[Example], score: Callable[[Example], float]) -> Figure | None:
    scores = [(one.there, score(one)) for one in examples]
    return auroc([score for there, score in scores if there], [score for there, score in scores if not there])


def _written(figure: Figure | None) -> str:
    return figure_text(figure) if figure else "–"
