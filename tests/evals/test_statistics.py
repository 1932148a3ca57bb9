"""Intervals and tests against values computed by hand or published."""

import pytest

from evals.statistics import auroc, mcnemar, mean, quantile, share


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        # Wilson without a success: high = z² / (n + z²), z = 1.96.
        pytest.param(0, 60, 0.0, 3.8415 / 63.8415, id="0 of 60"),
        pytest.param(60, 60, 60 / 63.8415, 1.0, id="60 of 60"),
        # (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with p = 0.5, n = 10.
        pytest.param(5, 10, 0.2366, 0.7634, id="5 of 10"),
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15 of 148"),
        pytest.param(1, 29, 0.0061, 0.1718, id="1 of 29"),
    ],
)
def test_a_share_has_wilsons_interval(right, count, low, high):
    figure = share([True] * right + [False] * (count - right))
    assert (figure.value, figure.low, figure.high) == pytest.approx((right / count, low, high), abs=1e-4)


@pytest.mark.parametrize("function", [lambda: share([]), lambda: mean([], []), lambda: quantile([], 0.5)])
def test_nothing_has_no_figure(function):
    assert function() is None


def test_a_mean_is_over_values_not_over_clusters():
    assert mean([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"]).value == 0.75


def test_constant_values_have_no_spread():
    figure = mean([2.0] * 9, list("aabbccdde"))
    assert (figure.low, figure.high) == (2.0, 2.0)


def test_two_clusters_can_be_drawn_in_three_ways():
    # Both the first, both the second (a quarter each), or one of each: 2.5% and 97.5% fall on the extremes.
    figure = mean([0.0, 0.0, 1.0, 1.0], ["a", "a", "b", "b"])
    assert (figure.low, figure.high) == (0.0, 1.0)


def test_few_clusters_are_less_certain_than_many():
    values = [1.0] * 10 + [0.0] * 10
    together = mean(values, ["a"] * 5 + ["b"] * 5 + ["c"] * 5 + ["d"] * 5)
    apart = mean(values, range(20))
    assert together.high - together.low > apart.high - apart.low


def test_a_single_cluster_is_resampled_by_value():
    assert mean([1.0, 0.0, 1.0, 0.0], ["a"] * 4) == mean([1.0, 0.0, 1.0, 0.0], range(4))


def test_a_single_value_has_no_interval():
    figure = mean([0.5], ["a"])
    assert (figure.value, figure.low, figure.high) == (0.5, None, None)


def test_the_same_values_give_the_same_interval():
    values = [0.1, 0.9, 0.4, 0.7, 0.2]
    assert mean(values, range(5)) == mean(values, range(5))


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [
        pytest.param(0, 0, 1.0, id="nothing differs"),
        # 2 · (C(6,0) + C(6,1)) / 2⁶
        pytest.param(5, 1, 14 / 64, id="5 against 1"),
        pytest.param(1, 5, 14 / 64, id="1 against 5"),
        pytest.param(8, 0, 2 / 256, id="8 against none"),
        pytest.param(3, 3, 1.0, id="as many either way"),
    ],
)
def test_mcnemars_exact_test(better, worse, p):
    before = [False] * better + [True] * worse + [True, False]
    after = [True] * better + [False] * worse + [True, False]
    assert mcnemar(before, after) == pytest.approx(p)


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        pytest.param([0.9, 0.8], [0.1, 0.2], 1.0, id="apart"),
        pytest.param([0.1, 0.2], [0.9, 0.8], 0.0, id="the wrong way round"),
        pytest.param([0.5, 0.5], [0.5, 0.5], 0.5, id="all tied"),
        # Of four pairs 0.9 wins two, 0.5 wins one and ties one.
        pytest.param([0.9, 0.5], [0.5, 0.1], 3.5 / 4, id="one tie"),
    ],
)
def test_auroc(positive, negative, expected):
    assert auroc(positive, negative).value == pytest.approx(expected)


@pytest.mark.parametrize(("positive", "negative"), [([], [0.1, 0.2]), ([0.1], [0.2, 0.3])], ids=["none", "one"])
def test_auroc_needs_two_of_each(positive, negative):
    assert auroc(positive, negative) is None


def test_aurocs_interval_holds_its_value():
    figure = auroc([0.9, 0.6, 0.4, 0.8], [0.1, 0.5, 0.3, 0.7])
    assert figure.low < figure.value < figure.high


def test_a_median_lies_between_order_statistics():
    # For n = 100 and p = 1/2 the 40th and the 61st value bound the median with at least 95% (binomial tables).
    figure = quantile([float(value) for value in range(1, 101)], 0.5)
    assert (figure.value, figure.low, figure.high) == (50.0, 40.0, 61.0)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # B of ten values lie below the median: P(B ≤ 1) = 11/1024 = 1.1%, P(B ≤ 2) = 5.5%. So the 2nd, and as far from
        # the top the 9th.
        pytest.param(0.5, (5.0, 2.0, 9.0), id="median"),
        # P(B ≤ 6) = 1.3%, P(B ≤ 7) = 7.0%: the 7th. P(B ≥ 10) = 0.9¹⁰ = 35%: nothing bounds it from above.
        pytest.param(0.9, (9.0, 7.0, 10.0), id="open above"),
        # The same from the other end.
        pytest.param(0.1, (1.0, 1.0, 4.0), id="open below"),
    ],
)
def test_a_quantiles_interval_is_binomial(at, expected):
    figure = quantile([float(value) for value in range(1, 11)], at)
    assert (figure.value, figure.low, figure.high) == expected
