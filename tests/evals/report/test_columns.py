from dataclasses import replace

import pytest

from evals.report.columns import columns, ingredients
from evals.run import RunError


def test_runs_get_letters_and_six_series_that_begin_again(make_case, make_record, make_run):
    runs = [make_run([make_record(make_case())], name=str(number)) for number in range(7)]
    shown = columns(runs)
    assert [column.letter for column in shown] == list("ABCDEFG")
    assert [column.series for column in shown] == [1, 2, 3, 4, 5, 6, 1]


def test_sums_a_run_up_in_a_sentence(make_case, make_record, make_run):
    records = [
        make_record(make_case("c1")),
        make_record(make_case("c2"), None),
        make_record(make_case("c3", answerable=False), "Yes."),
    ]
    (column,) = columns([make_run(records)])
    assert column.summary("test") == (
        "of 2 questions that the documents answer, 50.0% were answered correctly and 0.0% wrongly; 50.0% were refused; "
        "of 1 that they do not answer, 100.0% were answered as if they did."
    )
    assert column.summary("calibration") == ""


def test_takes_the_peak_memory_from_the_run_if_it_is_there(make_case, make_record, make_run):
    records = [make_record(make_case())]
    with_memory, without = columns([make_run(records, "a", memory=980), make_run(records, "b")])
    assert (with_memory.peak_memory, without.peak_memory) == (980, None)


def test_names_a_damaged_speed_file(make_case, make_record, make_run):
    run = make_run([make_record(make_case())])
    (run.folder / "speed.json").write_text("{}")
    with pytest.raises(RunError, match=r"speed\.json is damaged"):
        columns([run])


def test_knows_an_interrupted_run(make_case, make_record, make_run):
    records = [make_record(make_case())]
    whole, part = columns([make_run(records, "a"), make_run(records, "b", count=2)])
    assert not whole.unfinished
    assert part.unfinished


def test_leaves_out_a_pair_of_personas_that_was_asked_by_half(make_case, make_record, make_run):
    asked = [make_record(make_case(f"p{pair}/{one}", note="age"), text) for pair, one, text in
             [(1, "a", "Six months."), (1, "b", None), (2, "a", "Six months.")]]  # fmt: skip
    (column,) = columns([replace(make_run([]), personas=tuple(asked))])
    assert [difference.pair for difference in column.differences] == ["p1"]
    assert len(column.personas("test")) == 2
    assert column.personas("calibration") == []


def test_marks_what_the_runs_were_not_both_made_with(make_case, make_record, make_run):
    records = [make_record(make_case())]
    parts = ingredients([make_run(records, "a"), make_run(records, "b", code="1" * 64)])
    assert [part.name for part in parts if part.differs] == ["Code"]
