"""`waymark eval` from the outside, over documents and cases of one's own."""

import json

import pytest

from bot.calibration import CAUTIOUS
from bot.cli import main
from evals.run import RunFolder

GUIDE = """# The evening course

## Costs

The evening course costs 450 euros. The evening course takes nine months.

## People

The teacher of the evening course is called Ada.
"""
COST = {
    "id": "own-1", "category": "number", "style": "plain", "question": "How much does the evening course cost?", "history": [],
    "answerable": True, "must": [["450 euros"]], "must_not": [],
    "evidence": [{"document": "guide.md", "quote": "The evening course costs 450 euros."}], "cluster": "guide.md",
    "split": "test",
}  # fmt: skip
TIME = COST | {
    "id": "own-2", "question": "How long is the evening course?", "must": [["nine months"]],
    "evidence": [{"document": "guide.md", "quote": "The evening course takes nine months."}],
}  # fmt: skip
FAR = COST | {
    "id": "own-3", "category": "far-unanswerable", "question": "Will it rain in Lisbon tomorrow?", "answerable": False,
    "must": [], "evidence": [], "cluster": "own-3",
}  # fmt: skip


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder with documents and cases, and a WAYMARK_HOME of its own."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    for name, text in {"documents/guide.md": GUIDE, "cases/own.jsonl": lines(COST, TIME, FAR)}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    return tmp_path


def lines(*cases):
    return "".join(json.dumps(case) + "\n" for case in cases)


def evaluate(own, *more):
    questions = ("--corpus", str(own / "documents"), "--cases", str(own / "cases"))
    return main(["eval", *questions, "--mode", "quotes", "--out", str(own / "runs"), *more])


@pytest.fixture
def run(own, capsys):
    """An evaluated run of the quotes mode."""
    assert evaluate(own) == 0
    capsys.readouterr()
    return own / "runs" / "quotes"


def test_the_figures_are_printed_with_their_intervals(own, capsys):
    evaluate(own)
    assert "answerable, reply or quotes hold it              1.000  (0.342 to 1.000, n = 2)" in capsys.readouterr().out


def test_a_report_is_written(run):
    assert "own-1" in (run.parent / "report.html").read_text()


def test_gates_that_are_passed_end_well(own, capsys):
    assert (evaluate(own), capsys.readouterr().out.splitlines()[-1]) == (0, "Gates: passed")


def test_a_gate_that_is_broken_is_named_and_ends_with_1(own, capsys):
    gibberish = FAR | {"id": "own-4", "category": "gibberish", "question": "The evening course costs what?", "cluster": "own-4"}
    (own / "cases" / "own.jsonl").write_text(lines(COST, gibberish))
    assert evaluate(own) == 1
    assert "quotes: hard gate false_answers_gibberish is 1.0000, must be at most 0" in capsys.readouterr().out


def test_the_same_command_goes_on_with_what_is_left(own, run):
    records = run / "records.jsonl"
    first = records.read_bytes()
    records.write_bytes(b"".join(first.splitlines(keepends=True)[:1]) + b'{"torn')
    evaluate(own)
    assert records.read_bytes() == first


def test_a_part_of_the_cases(own):
    evaluate(own, "--every", "2")
    assert [record.case.id for record in RunFolder(own / "runs" / "quotes").read().records] == ["own-1", "own-3"]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [([], ["own-1"]), (["--split", "facts"], ["own-2"]), (["--split", "test", "--split", "facts"], ["own-1", "own-2"])],
    ids=["the test split by default", "another", "both"],
)
def test_a_split_is_asked(own, arguments, asked):
    (own / "cases" / "own.jsonl").write_text(lines(COST, TIME | {"split": "facts"}))
    evaluate(own, *arguments)
    assert [record.case.id for record in RunFolder(own / "runs" / "quotes").read().records] == asked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["eval", "--cases", "nowhere"], "--corpus and --cases go together", id="cases without documents"),
        pytest.param(["eval", "replay", "nowhere", "own-1"], "holds no run; 'waymark eval' makes one", id="no run"),
        pytest.param(["eval", "compare", "nowhere", "nowhere"], "holds no run", id="nothing to compare"),
    ],
)
def test_a_mistake_ends_with_2_and_says_how_to_mend_it(own, capsys, arguments, message):
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_cases_that_do_not_fit_the_documents_are_named(own, capsys):
    (own / "documents" / "guide.md").write_text(GUIDE.replace("450", "480"))
    assert evaluate(own) == 2
    assert "own-1: guide.md does not say 'The evening course costs 450 euros.'" in capsys.readouterr().err


def test_a_replay_shows_how_the_answer_came_about(run, capsys):
    assert main(["eval", "replay", str(run), "own-1"]) == 0
    shown = capsys.readouterr().out
    assert all(
        part in shown for part in ("Question: How much", "Hits\n*  1.", "Outcome: answered", "Quotes\n", "Ending: right")
    )


def test_a_replay_once_more_gives_the_same(run, capsys):
    assert main(["eval", "replay", str(run), "own-1", "--again"]) == 0
    assert capsys.readouterr().out.endswith("The same as before.\n")


def test_a_replay_once_more_shows_what_is_different_now(own, run, capsys):
    (own / "documents" / "guide.md").write_text(GUIDE + "\nThe evening course costs less than the morning course.\n")
    assert main(["eval", "replay", str(run), "own-1", "--again"]) == 1
    assert "+  The evening course costs less than the morning course." in capsys.readouterr().out


def test_an_unknown_case_is_named(run, capsys):
    assert main(["eval", "replay", str(run), "own-9"]) == 2
    assert "has no case own-9" in capsys.readouterr().err


def test_a_run_is_compared_with_itself(run, capsys):
    assert main(["eval", "compare", str(run), str(run)]) == 0
    out = capsys.readouterr().out
    assert ("3 cases in common" in out, "0 cases flipped" in out, "better" in out.replace("better or worse", "")) == (
        True,
        True,
        False,
    )


def test_runs_are_found_by_their_name(own, run, capsys):
    named = own / "home" / "eval" / "runs" / "mine"
    named.parent.mkdir(parents=True, exist_ok=True)
    run.rename(named)
    assert main(["eval", "gate", "mine", "--hard-only"]) == 0


def test_a_report_of_runs(own, run):
    assert main(["eval", "report", str(run), "--out", str(own / "page.html")]) == 0
    assert "<h1" in (own / "page.html").read_text()


def test_a_threshold_is_fitted_and_then_in_force(own, capsys):
    (own / "cases" / "own.jsonl").write_text(lines(COST | {"split": "calibration"}, FAR | {"split": "calibration"}))
    questions = ("--corpus", str(own / "documents"), "--cases", str(own / "cases"))
    assert main(["eval", "calibrate", *questions]) == 0
    fitted = json.loads((own / "home" / "calibration.json").read_text())["least_confidence"]
    (own / "cases" / "own.jsonl").write_text(lines(COST))
    evaluate(own)
    setup = RunFolder(own / "runs" / "quotes").read().manifest.setup
    assert setup.least_confidence == fitted != CAUTIOUS.least_confidence


def test_drafts_are_proposed(own, capsys):
    assert main(["eval", "draft", "--corpus", str(own / "documents"), "--out", str(own / "drafts.jsonl")]) == 0
    assert all("draft" in json.loads(line) for line in (own / "drafts.jsonl").read_text().splitlines())


def test_judged_replies_are_measured_and_then_made_up_ones(tmp_path, capsys, monkeypatch):
    sentence = {"text": "It is free.", "cites": [1], "verdict": "right", "why": "as it says"}
    quotes = [{"label": "Fees", "text": "It is free."}]
    reply = {"id": "r1", "question": "Fee?", "quotes": quotes, "sentences": [sentence]}
    (tmp_path / "own.jsonl").write_text(lines(reply))
    told = {"question": "Fee?", "answer": [0], "said": "It is free."}
    passage = {"id": "x-1", "title": "Fees", "heading": "Fees", "kind": "prose", "lead_in": "", "sentences": ["It is free."]}
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "x.jsonl").write_text(lines(passage | {"questions": [told], "missing": []}))
    monkeypatch.setattr("evals.commands.EXAMPLES", tmp_path / "examples")
    assert main(["eval", "replies", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 sentences of 1 replies\n")
    assert "\n1 sentences about passages of tuning/examples, and changes of them\n" in out
