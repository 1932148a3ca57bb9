from evals.report.columns import columns
from evals.report.tables import figure_groups, lifts, speed_groups


def rows(groups):
    return {row.label: row for group in groups for row in group.rows}


def test_holds_every_run_in_one_table_with_the_better_direction(make_case, make_record, make_run):
    right, refused = make_record(make_case()), make_record(make_case(), None)
    found = rows(figure_groups(columns([make_run([right], "a"), make_run([refused], "b")]), "test"))
    row = found["answerable, answered correctly"]
    assert [str(cell) for cell in row.cells] == ["100.0% (20.7–100.0%, n 1)", "0.0% (0.0–79.3%, n 1)"]
    assert row.hint == "higher is better"
    assert found["answerable, refused"].hint == "lower is better"


def test_leaves_out_what_says_nothing_about_any_run(make_case, make_record, make_run):
    found = rows(figure_groups(columns([make_run([make_record(make_case())])]), "test"))
    assert "unanswerable, answered" not in found
    assert "pairs of personas told the same" not in found


def test_shows_confidence_figures(make_case, make_record, make_run):
    cases = [make_case("c1"), make_case("c2"), make_case("c3", answerable=False), make_case("c4", answerable=False)]
    records = [make_record(case, confidence=0.9 if case.answerable else 0.2) for case in cases]
    found = rows(figure_groups(columns([make_run(records)]), "test"))
    assert found["AUROC, answerable against all others"].cells[0].value == "1.00"
    assert found["AUROC, answerable against near-unanswerable"].cells[0].value == "1.00"
    assert found["mean risk along the curve"].cells[0].value


def test_says_what_the_model_adds_to_extraction(make_case, make_record, make_run):
    right = [make_record(make_case(id)) for id in ("c1", "c2")]
    half = [right[0], make_record(make_case("c2"), None)]
    shown = columns([make_run(half, "a", mode="extractive"), make_run(right, "b"), make_run(right, "c", mode="oracle")])
    assert lifts(shown, "test").keys() == {"B"}
    row = rows(figure_groups(shown, "test"))["lift over extraction (A)"]
    assert [cell and cell.value for cell in row.cells] == [None, "+50.0 points", None]


def test_has_no_lift_without_an_extractive_run(make_case, make_record, make_run):
    assert lifts(columns([make_run([make_record(make_case())])]), "test") == {}


def test_shows_times_and_memory(make_case, make_record, make_run):
    records = [make_record(make_case(f"c{number}")) for number in range(5)]
    found = rows(speed_groups(columns([make_run(records, memory=1_500_000_000)])))
    assert str(found["whole answer, median"].cells[0]) == "32 ms (30–34 ms, n 5)"
    assert str(found["peak, all our processes"].cells[0]) == "1.50 GB"


def test_leaves_memory_out_if_it_was_not_measured(make_case, make_record, make_run):
    assert [group.title for group in speed_groups(columns([make_run([make_record(make_case())])]))] == ["Time"]
