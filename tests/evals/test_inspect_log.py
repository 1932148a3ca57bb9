"""A run as inspect_ai's log, read back by inspect_ai. Skipped without the extra, unless REQUIRE_EXTRAS is set."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from evals.run import RunError

RIGHT, REFUSED = "Courses take six months.", None
INSTALLED = find_spec("inspect_ai") is not None or bool(os.environ.get("REQUIRE_EXTRAS"))
needs_inspect = pytest.mark.skipif(not INSTALLED, reason="inspect_ai, an optional extra, is not installed: run 'make inspect'")


@pytest.fixture
def log(make_case, make_record, make_run, tmp_path):
    """The log of a right answer and a false refusal, as inspect_ai reads it from the disk."""
    from inspect_ai.log import read_eval_log

    from evals.inspect_log import write_log

    follow_up = make_case("c2", history=(("user", "Hi"), ("assistant", "Hello")))
    prompted = make_record(make_case("c1"), reply=RIGHT)
    run = make_run([prompted, make_record(follow_up, REFUSED)])
    write_log(run, tmp_path / "run.eval")
    return read_eval_log(str(tmp_path / "run.eval"))


@needs_inspect
def test_the_log_names_what_was_run(log):
    assert (log.status, log.eval.task, log.eval.model, log.eval.dataset.samples) == (
        "success",
        "end-to-end",
        "Small",
        2,
    )


@needs_inspect
def test_a_sample_has_question_target_and_answer(log):
    first, second = log.samples
    assert ([message.text for message in first.input], first.target, first.output.completion) == (
        ["How long?"],
        ["six months"],
        f"{RIGHT} {RIGHT}",
    )
    assert [message.role for message in second.input] == ["user", "assistant", "user"]


@needs_inspect
def test_the_log_keeps_the_manifest(log):
    kept = log.eval.metadata
    assert (kept["generation"], kept["setup"]["seed"], kept["machine"]["cores"], kept["setup"]["prompts"]) == (
        "g1",
        1,
        2,
        {"reply": "e" * 64},
    )


@needs_inspect
def test_a_sample_shows_what_the_model_was_sent_and_wrote(log):
    first, second = ([(message.role, message.text) for message in sample.messages] for sample in log.samples)
    assert first == [("system", "Answer."), ("user", "How long?"), ("assistant", f"{RIGHT} [1]")]
    assert second == [("user", "Hi"), ("assistant", "Hello"), ("user", "How long?"), ("assistant", "refused")]


@needs_inspect
def test_a_sample_tells_how_the_answer_came_about(log):
    kept = log.samples[0].metadata
    assert (kept["hits"], kept["citations"], kept["raw"]) == (
        [f"1.000 guide.md › Guide > Courses: {RIGHT}"],
        [f"[1] guide.md: {RIGHT}"],
        f"{RIGHT} [1]",
    )


@needs_inspect
def test_tokens_are_counted_for_the_model(log):
    assert log.samples[0].output.model == "Small"
    assert [log.samples[0].model_usage["Small"].total_tokens, log.stats.model_usage["Small"].total_tokens] == [15, 15]


@needs_inspect
def test_a_sample_has_its_scores(log):
    first, second = log.samples
    assert (first.scores["ending"].value, first.scores["correct"].value) == ("right", 1.0)
    assert (second.scores["ending"].value, second.metadata["fault"]) == ("refused", "refused by the gate")
    assert second.scores["ending"].explanation == "The search was not confident enough to answer at all."


@needs_inspect
def test_the_results_have_their_intervals(log):
    correct = log.results.scores[0].metrics["correct"]
    assert (correct.value, correct.metadata["n"], correct.metadata["low"] < 0.5 < correct.metadata["high"]) == (0.5, 2, True)


@needs_inspect
def test_another_ending_is_refused(make_run, tmp_path):
    from evals.inspect_log import write_log

    with pytest.raises(RunError, match=r"must end in \.eval or \.json"):
        write_log(make_run([]), tmp_path / "run.txt")


def test_without_the_extra_the_message_says_how_to_add_it():
    absent = "import sys; sys.modules['inspect_ai'] = None; import evals.inspect_log"
    done = subprocess.run([sys.executable, "-c", absent], capture_output=True, text=True, check=False)
    assert "inspect_ai is not installed, it is an optional extra; run 'make inspect'" in done.stderr
