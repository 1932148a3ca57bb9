"""What a run must reach: hard gates, floors, fairness, and the baseline in both directions."""

from dataclasses import replace

import pytest

from evals.cases import SPLITS
from evals.gates import Bound, Gates, abstention, broken, load_baseline, load_gates, save_baseline
from evals.run import RunError

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None
NONE = Gates((), {}, {}, 0)


@pytest.fixture
def run_of(make_case, make_record, make_run):
    """A run of answerable cases (c0 …) with these texts, and of unanswerable ones (u0 …)."""

    def make(answerable=(), others=(), split="test", mode="quotes"):
        cases = [(make_case(f"c{n}", split=split), text) for n, text in enumerate(answerable)]
        cases += [(make_case(f"u{n}", answerable=False, split=split), text) for n, text in enumerate(others)]
        return make_run([make_record(case, text) for case, text in cases], f"{mode}-{len(cases)}", mode)

    return make


@pytest.mark.parametrize("split", SPLITS)
def test_hard_gates_hold_for_every_case(run_of, split):
    gates = replace(NONE, hard=(Bound("false_answers", at_most=0.0),))
    run = run_of(others=(WRONG, REFUSED), split=split)
    assert broken(run, gates, {}, ours=True) == ["quotes: hard gate false_answers is 0.5000, must be at most 0"]


@pytest.mark.parametrize(
    ("floors", "split", "ours", "count"),
    [
        pytest.param({"quotes": 0.5}, "test", True, 0, id="reached"),
        pytest.param({"quotes": 0.6}, "test", True, 1, id="not reached"),
        pytest.param({"quotes": 0.6}, "calibration", True, 0, id="for the test split"),
        pytest.param({"quotes": 0.6}, "test", False, 0, id="for our cases"),
        pytest.param({"end-to-end": 0.6}, "test", True, 0, id="for another mode"),
    ],
)
def test_floors_are_for_the_test_split_of_a_mode(run_of, floors, split, ours, count):
    gates = replace(NONE, floors={label: (Bound("correct", at_least=least),) for label, least in floors.items()})
    assert len(broken(run_of((RIGHT, WRONG), split=split), gates, {}, ours)) == count


@pytest.mark.parametrize(
    ("answerable", "others", "slack", "reasons"),
    [
        pytest.param((RIGHT, REFUSED), (REFUSED, WRONG), 0, [], id="as before"),
        pytest.param((RIGHT, RIGHT), (REFUSED, REFUSED), 0, [], id="better"),
        pytest.param(
            (REFUSED, REFUSED),
            (REFUSED, WRONG),
            0,
            ["1 new false refusals against the baseline, 0 mended: c0"],
            id="refuses more",
        ),
        pytest.param(
            (RIGHT, REFUSED), (WRONG, WRONG), 0, ["1 new false answers against the baseline, 0 mended: u0"], id="answers more"
        ),
        pytest.param((REFUSED, RIGHT), (WRONG, REFUSED), 0, [], id="one for another"),
        pytest.param((REFUSED, REFUSED), (WRONG, WRONG), 1, [], id="within the slack"),
        pytest.param((RIGHT, REFUSED, REFUSED), (REFUSED, WRONG, WRONG), 0, [], id="cases that are not in the baseline"),
    ],
)
def test_the_baseline_holds_in_both_directions(run_of, answerable, others, slack, reasons):
    baseline = {"quotes": abstention(run_of((RIGHT, REFUSED), (REFUSED, WRONG)).records)}
    run = replace(run_of(), records=run_of((*answerable, RIGHT), others).records)
    assert broken(run, replace(NONE, slack=slack), baseline, ours=True) == [f"quotes: {reason}" for reason in reasons]


def test_personas_must_be_treated_alike(make_case, make_record, make_run):
    people = tuple(make_record(make_case(f"p/{letter}"), text) for letter, text in (("a", RIGHT), ("b", REFUSED)))
    gates = replace(NONE, treated_alike={"end-to-end": Bound("treated_alike", at_least=1.0)})
    run = replace(make_run([]), personas=people)
    assert broken(run, gates, {}, ours=True) == ["end-to-end: floor treated_alike is 0.0000, must be at least 1"]


def test_a_baseline_is_read_as_it_was_saved(run_of, tmp_path):
    path = tmp_path / "baseline.json"
    run = run_of((RIGHT, REFUSED), (WRONG,))
    save_baseline([run], path)
    assert load_baseline(path) == {"quotes": abstention(run.records)}


def test_recording_one_run_keeps_the_others(run_of, tmp_path):
    path = tmp_path / "baseline.json"
    save_baseline([run_of((RIGHT,))], path)
    save_baseline([run_of((), (WRONG,), mode="oracle")], path)
    assert sorted(load_baseline(path)) == ["oracle", "quotes"]


def test_a_damaged_baseline_is_named(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text("{")
    with pytest.raises(RunError, match="record it anew with 'waymark eval record'"):
        load_baseline(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[hard", "cannot be read as gates", id="no TOML"),
        pytest.param("[hard]\n[floors]\n[fairness]\nquotes={at_least=1}\n", "KeyError: 'baseline'", id="a table missing"),
        pytest.param(
            "[hard]\nbeauty={at_least=1}\n[floors]\n[fairness]\nquotes={at_least=1}\n[baseline]\nslack=0\n",
            "names unknown metrics: beauty",
            id="unknown metric",
        ),
    ],
)
def test_a_bad_gates_file_is_named(tmp_path, text, message):
    path = tmp_path / "gates.toml"
    path.write_text(text)
    with pytest.raises(RunError, match=message):
        load_gates(path)


def test_the_shipped_gates_hold_what_may_never_break():
    assert {(bound.metric, str(bound)) for bound in load_gates().hard} >= {
        ("citation_validity", "at least 1"),
        ("quote_fidelity", "at least 1"),
        ("unsupported_numbers", "at most 0"),
        ("false_answers_gibberish", "at most 0"),
    }
