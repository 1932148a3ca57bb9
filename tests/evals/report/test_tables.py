from evals.report.columns import columns
from evals.report.tables import figure_groups, speed_groups


def rows(groups):
    return {row.label: row for group in groups for row in group.rows}


def test_holds_every_run_in_one_table_with_the_better_direction(make_case, make_record, make_run):
    right, refused = make_record(make_case()), make_record(make_case(), None)
    found = rows(figure_groups(columns([make_run([right], "a"), make_run([refused], "b")]), "test"))
    row = found["answerable, reply or quotes hold it"]
    assert [str(cell) for cell in row.cells] == ["100.0% (20.7–100.0%, n 1)", "0.0% (0.0–79.3%, n 1)"]
    assert row.hint == "higher is better"
    assert found["answerable, refused"].hint == "lower is better"


def test_leaves_out_what_says_nothing_about_any_run(make_case, make_record, make_run):
    found = rows(figure_groups(columns([make_run([make_record(make_case())])]), "test"))
    assert "unanswerable, answered as if there" not in found
    assert "pairs of personas told the same" not in found


def test_shows_confidence_figures(make_case, make_record, make_run):
    cases = [make_case("c1"), make_case("c2"), make_case("c3", answerable=False), make_case("c4", answerable=False)]
    records = [make_record(case, confidence=0.9 if case.answerable else 0.2) for case in cases]
    found = rows(figure_groups(columns([make_run(records)]), "test"))
    assert found["AUROC, answerable against all others"].cells[0].value == "1.00"
    assert found["AUROC, answerable against near-unanswerable"].cells[0].value == "1.00"
    assert found["mean risk, the surest answers first"].cells[0].value


def test_judges_quotes_and_reply_apart(make_case, make_record, make_run):
    run = make_run([make_record(make_case(), reply="Six months."), make_record(make_case("c2"), reply="It varies a lot.")])
    found = rows(figure_groups(columns([run]), "test"))
    assert [
        found[label].cells[0].value
        for label in (
            "quotes shown, they alone hold it",
            "model asked, its reply alone holds it",
            "lift of the reply over as many words quoted",
            "words of a reply, median",
        )
    ] == ["100.0%", "50.0%", "+0.0 points", "2.0"]


def test_shows_categories_and_styles(make_case, make_record, make_run):
    found = rows(figure_groups(columns([make_run([make_record(make_case(style="story"))])]), "test"))
    assert [str(found[name].cells[0]) for name in ("single-fact", "story")] == ["100.0% (20.7–100.0%, n 1)"] * 2


def test_shows_times_and_memory(make_case, make_record, make_run):
    records = [make_record(make_case(f"c{number}")) for number in range(5)]
    found = rows(speed_groups(columns([make_run(records, memory=1_500_000_000)])))
    assert str(found["whole answer, median"].cells[0]) == "32 ms (30–34 ms, n 5)"
    assert str(found["peak, all our processes"].cells[0]) == "1.50 GB"


def test_leaves_memory_out_if_it_was_not_measured(make_case, make_record, make_run):
    assert [group.title for group in speed_groups(columns([make_run([make_record(make_case())])]))] == ["Time"]
