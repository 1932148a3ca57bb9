from dataclasses import replace

from evals.record import Place
from evals.report.cases import asked, count_faults
from evals.report.columns import columns


def attempts(*runs):
    return [one.attempts for one in asked(columns(runs))]


def test_brings_the_attempts_of_all_runs_at_a_case_together(make_case, make_record, make_run):
    ((first, second),) = attempts(make_run([make_record(make_case())], "a"), make_run([make_record(make_case(), None)], "b"))
    assert (first.column.letter, first.ending, first.explanation) == ("A", "right", "")
    assert (second.column.letter, second.ending) == ("B", "refused by the gate")
    assert second.explanation.startswith("The search was not confident")


def test_keeps_different_cases_of_one_id_apart(make_case, make_record, make_run):
    one, other = make_case(question="How long?"), make_case(question="How much?")
    assert len(attempts(make_run([make_record(one)], "a"), make_run([make_record(other)], "b"))) == 2


def test_shows_the_test_split_and_what_went_wrong_first(make_case, make_record, make_run):
    cases = [make_case("c1", split="calibration"), make_case("c2")]
    a, b = make_run([make_record(case) for case in cases], "a"), make_run([make_record(case, None) for case in cases], "b")
    shown = asked(columns([a, b]))
    assert [one.case.id for one in shown] == ["c2", "c1"]
    assert [attempt.column.letter for attempt in shown[0].worst_first] == ["B", "A"]


def test_says_how_far_the_evidence_came(make_case, make_record, make_run):
    case, elsewhere = make_case(), Place("guide.md", 900, 950)
    found = make_record(case)
    first, *_ = found.hits
    second = make_record(case, hits=(replace(first, chunk="k0", place=elsewhere), first), citations=())
    lost = make_record(case, hits=(replace(first, place=elsewhere),), citations=())
    alone = make_record(case, hits=(), confidence=None, citations=())
    runs = [make_run([record], name) for record, name in zip((found, second, lost, alone), "abcd", strict=True)]
    assert [attempt.found for attempt in attempts(*runs)[0]] == [
        ("hit 1 of 1, quoted",),
        ("hit 2 of 2, not quoted",),
        ("not among the 1 hits, not quoted",),
        ("not quoted",),
    ]


def test_says_what_an_answer_lacks_but_not_of_a_refusal(make_case, make_record, make_run):
    ((answer, refusal),) = attempts(
        make_run([make_record(make_case(), "A year.")], "a"), make_run([make_record(make_case(), None)], "b")
    )
    assert (answer.lacks, answer.refusal) == ([("six months",)], "")
    assert (refusal.lacks, refusal.refusal) == ([], "The documents do not cover this.")


def test_a_question_that_was_not_taken_says_why(make_case, make_record, make_run):
    record = make_record(make_case(), None, error="Please ask a question.")
    assert attempts(make_run([record]))[0][0].refusal == "Please ask a question."


def test_the_command_to_see_it_all_can_be_typed_as_it_is(make_case, make_record, make_run):
    attempt = attempts(make_run([make_record(make_case("c 1"))], "my run"))[0][0]
    assert attempt.replay == f"waymark eval replay '{attempt.column.run.folder}' 'c 1'"


def test_counts_the_faults_of_each_run_in_a_split(make_case, make_record, make_run):
    cases = [make_case("c1"), make_case("c2"), make_case("c3", split="calibration"), make_case("c4", answerable=False)]
    shown = columns([make_run([make_record(case) for case in cases], "a"), make_run([make_record(cases[0], None)], "b")])
    faults = count_faults(shown, asked(shown), "test")
    assert [(row.fault, row.counts) for row in faults.rows] == [("answered anyway", (1, 0)), ("refused by the gate", (0, 1))]
    assert (faults.failed, faults.cases) == ((1, 1), (3, 1))
