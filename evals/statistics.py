"""Intervals and paired tests. A figure never goes without its interval; everything random is seeded.

Wilson's interval for shares, the percentile bootstrap over document clusters for means and differences, an exact
interval for quantiles, the exact McNemar test for paired outcomes; all by scipy.stats.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, bootstrap, mannwhitneyu, quantile_test

Array = NDArray[np.float64]

CONFIDENCE = 0.95
RESAMPLES = 2000
SEED = 20261121


@dataclass(frozen=True)
class Figure:
    """A value with its 95% interval and the number of cases behind it."""

    value: float
    low: float | None
    high: float | None
    count: int


def share(outcomes: Sequence[bool]) -> Figure | None:
    """The share of True, with Wilson's interval; None for no outcomes."""
    if not outcomes:
        return None
    interval = binomtest(sum(outcomes), len(outcomes)).proportion_ci(CONFIDENCE, method="wilson")
    return Figure(sum(outcomes) / len(outcomes), float(interval.low), float(interval.high), len(outcomes))


def mean(values: Sequence[float], clusters: Sequence[Hashable]) -> Figure | None:
    """The mean over all values; whole clusters are resampled for the interval, because values of one document resemble
    each other (single values, if all are of one cluster). None for no values; a single one has no interval."""
    if not values:
        return None
    if len(set(clusters)) == 1:
        clusters = range(len(values))
    names = {cluster: position for position, cluster in enumerate(dict.fromkeys(clusters))}
    of = [names[cluster] for cluster in clusters]
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    np.add.at(sums, of, values)
    np.add.at(counts, of, 1)
    value = float(sums.sum() / counts.sum())
    if len(names) == 1:
        return Figure(value, None, None, len(values))
    return Figure(value, *_interval((sums, counts), _ratio, paired=True), len(values))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> Figure | None:
    """The probability that a positive scores above a negative, ties counting half; None with fewer than two of either."""
    if len(positive) < 2 or len(negative) < 2:
        return None
    ours, theirs = np.asarray(positive, dtype=float), np.asarray(negative, dtype=float)
    low, high = _interval((ours, theirs), _separation, paired=False)
    return Figure(float(_separation(ours, theirs)), low, high, len(positive) + len(negative))


def quantile(values: Sequence[float], at: float) -> Figure | None:
    """The quantile `at` (0 to 1) with its exact, distribution-free interval; open ends count as the extremes."""
    if not values:
        return None
    data = np.sort(np.asarray(values, dtype=float))
    value = float(np.quantile(data, at, method="inverted_cdf"))
    interval = quantile_test(data, q=value, p=at).confidence_interval(CONFIDENCE)
    low, high = (
        float(end) if np.isfinite(end) else extreme for end, extreme in zip(interval, (data[0], data[-1]), strict=True)
    )
    return Figure(value, float(low), float(high), len(values))


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """The exact two-sided p-value that both do equally well, from the pairs that differ; 1.0 if none does."""
    better = sum(b and not a for a, b in zip(before, after, strict=True))
    worse = sum(a and not b for a, b in zip(before, after, strict=True))
    return float(binomtest(better, better + worse).pvalue) if better + worse else 1.0


def _ratio(sums: Array, counts: Array, axis: int = -1) -> Array:
    return np.asarray(sums.sum(axis=axis) / counts.sum(axis=axis))


def _separation(positive: Array, negative: Array, axis: int = -1) -> Array:
    pairs = positive.shape[axis] * negative.shape[axis]
    return np.asarray(mannwhitneyu(positive, negative, axis=axis, method="asymptotic").statistic / pairs)


def _interval(data: tuple[Array, Array], statistic: Callable[..., Array], paired: bool) -> tuple[float, float]:
    """The percentile bootstrap's interval."""
    rng = np.random.default_rng(SEED)
    options = {"confidence_level": CONFIDENCE, "n_resamples": RESAMPLES, "method": "percentile", "vectorized": True}
    found = bootstrap(data, statistic, paired=paired, rng=rng, **options).confidence_interval
    return float(found.low), float(found.high)
