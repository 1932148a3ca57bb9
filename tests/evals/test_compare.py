"""Two runs side by side: the same cases, paired tests, flips."""

from dataclasses import replace

import pytest

from evals.compare import compare, flips, pairs

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None


@pytest.fixture
def make_pairs(make_case, make_record):
    """Answerable cases, each of a cluster of its own, with the texts before and after."""

    def make(*texts):
        cases = [make_case(f"c{number}") for number in range(len(texts))]
        return [
            (make_record(case, before), make_record(case, after)) for case, (before, after) in zip(cases, texts, strict=True)
        ]

    return make


def verdict(pairs, name):
    (found,) = [one for one in compare(pairs) if one.metric.name == name]
    return found.verdict


@pytest.mark.parametrize(
    ("texts", "metric", "expected"),
    [
        pytest.param([(WRONG, RIGHT)] * 8, "correct", "better", id="eight became right"),
        pytest.param([(RIGHT, WRONG)] * 8, "correct", "worse", id="eight became wrong"),
        pytest.param([(RIGHT, WRONG)] * 8, "answered_wrongly", "worse", id="more wrong answers are worse"),
        # Five of five: exact McNemar p = 2 / 2**5 = 0.0625.
        pytest.param([(WRONG, RIGHT)] * 5 + [(RIGHT, RIGHT)] * 9, "correct", "no evidence", id="five are too few"),
        # Six of six: p = 2 / 2**6 = 0.03125.
        pytest.param([(WRONG, RIGHT)] * 6 + [(RIGHT, RIGHT)] * 9, "correct", "better", id="six are enough"),
        pytest.param([(WRONG, RIGHT), (RIGHT, WRONG)] * 9, "correct", "no evidence", id="as many either way"),
        pytest.param([(RIGHT, RIGHT)] * 30, "correct", "no evidence", id="nothing changed"),
        pytest.param([("a", "a b c")] * 30, "words_median", "no evidence", id="length has no better direction"),
    ],
)
def test_the_verdict(make_pairs, texts, metric, expected):
    assert verdict(make_pairs(*texts), metric) == expected


def test_clusters_make_evidence_weaker(make_pairs):
    both = [
        (replace(a, case=replace(a.case, cluster=cluster)), replace(b, case=replace(b.case, cluster=cluster)))
        for number, (a, b) in enumerate(make_pairs(*[(WRONG, RIGHT)] * 8, *[(RIGHT, RIGHT)] * 8))
        for cluster in ["one" if number < 8 else f"other {number}"]
    ]
    assert verdict(both, "correct") == "no evidence"


def test_both_sides_and_their_difference(make_pairs):
    (found,) = [one for one in compare(make_pairs((WRONG, RIGHT), (RIGHT, RIGHT))) if one.metric.name == "correct"]
    assert (found.before, found.after, found.difference.value, found.p) == (0.5, 1.0, 0.5, 1.0)


def test_flips_name_what_became_worse_first(make_pairs):
    both = make_pairs((WRONG, RIGHT), (RIGHT, REFUSED), (RIGHT, RIGHT), (WRONG, REFUSED))
    assert [(flip.case, flip.before, flip.after) for flip in flips(both)] == [
        ("c1", "right", "refused"),
        ("c0", "wrong", "right"),
    ]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        pytest.param({}, 1, id="the same case"),
        pytest.param({"question": "How much?"}, 0, id="asked otherwise"),
        pytest.param({"must": (("seven",),)}, 0, id="judged otherwise"),
        pytest.param({"id": "c9"}, 0, id="another case"),
        pytest.param({"split": "calibration"}, 0, id="of the other split"),
    ],
)
def test_only_the_same_cases_are_compared(make_case, make_record, make_run, change, count):
    before = make_run([make_record(make_case())], "a")
    after = make_run([make_record(replace(make_case(), **change))], "b")
    assert len(pairs(before, after, "test")) == count


def test_a_percentile_has_no_pairs(make_pairs):
    assert "words_p95" not in {one.metric.name for one in compare(make_pairs((RIGHT, RIGHT)))}
