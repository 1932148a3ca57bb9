"""The command line: what it prints, and how it ends."""

import json
import os
import subprocess
import sys

import pytest

from bot.cli import main
from bot.models.fakes import quick_model
from bot.settings import PROJECT

QUESTION = "What is the average base salary of a machine learning engineer?"
# As the issue has them; "nearby" is ours: what a refusal names.
ASK_KEYS = {
    "question", "standalone_question", "answer", "outcome", "abstained", "reply", "quotes", "opening", "in_doubt", "remarks",
    "citations", "nearby", "model", "index", "timings",
}  # fmt: skip
CITATION_KEYS = {"id", "document", "title", "published", "section", "page", "source", "licence", "quote", "start", "end"}
HIT_KEYS = {"chunk", "document", "title", "section", "start", "end", "text", "best_sentence", "scores"}
TIMING_KEYS = {"retrieve_ms", "quotes_ms", "first_token_ms", "total_ms", "prompt_tokens", "completion_tokens"}


@pytest.fixture(scope="module", autouse=True)
def quotes_alone():
    """No model is loaded unless a test wants one."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WAYMARK_MODEL", "none")
        yield


@pytest.fixture
def quick(monkeypatch):
    """A real model that is quick, and seldom right."""
    monkeypatch.setenv("WAYMARK_MODEL", str(quick_model()))


@pytest.fixture
def run(capsys):
    """Run a command; its exit code, output and messages."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home without an index."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def guide(tmp_path):
    """A folder with one document and one that is none."""
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "bakers.md").write_text("# Bakers\n\nA baker starts work at 3 in the morning.\n")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def answered(quotes_alone, bundled_index, tmp_path_factory):
    """A batch of three questions over the bundled guides, as read back."""
    folder = tmp_path_factory.mktemp("batch")
    history = [["user", "What is the Data Science Prep Course?"], ["assistant", "It teaches statistics."]]
    questions = [
        {"id": "a", "question": QUESTION},
        {"id": 7, "question": "How long does it take?", "history": history},
        {"id": "c", "question": "😀\ud83d"},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, questions)) + "\n\n")
    assert main(["ask", "--batch", str(folder / "in.jsonl"), "--out", str(folder / "out.jsonl")]) == 0
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_ask_prints_sentences_with_numbers_and_their_sources(run, bundled_index):
    code, out, _ = run("ask", QUESTION)
    assert (code, "$146,085" in out, "[1]" in out, "\nSources\n[1] " in out) == (0, True, True, True)


def test_ask_prints_json_of_the_documented_shape(run, bundled_index):
    code, out, _ = run("ask", "--json", QUESTION)
    answer = json.loads(out)
    assert (code, answer.keys(), answer["timings"].keys()) == (0, ASK_KEYS, TIMING_KEYS)
    assert {key for citation in answer["citations"] for key in citation} == CITATION_KEYS
    assert {key for quote in answer["quotes"] for key in quote} == {"label", "cited", "sentences"}
    assert {key for quote in answer["quotes"] for said in quote["sentences"] for key in said} == {"text", "citations"}
    assert answer["index"] == {
        "generation": bundled_index.manifest.generation, "documents": 3, "chunks": len(bundled_index.catalogue.chunks)
    }  # fmt: skip


def test_ask_answers_with_the_model_that_is_set(run, quick, bundled_index):
    _, out, _ = run("ask", "--json", QUESTION)
    answer = json.loads(out)
    assert (answer["model"].lower().startswith("smollm2"), answer["timings"]["completion_tokens"] > 0) == (True, True)


def test_search_prints_hits_with_their_scores(run, bundled_index):
    code, out, _ = run("search", QUESTION)
    assert (code, out.startswith("1. springboard-become-ml-engineer.md · ")) == (0, True)


def test_search_prints_json(run, bundled_index):
    code, out, _ = run("search", "--json", QUESTION)
    result = json.loads(out)
    assert (code, result.keys()) == (0, {"question", "searched", "hits"})
    assert result["hits"][0].keys() == HIT_KEYS


def test_index_takes_exactly_the_paths_and_ask_answers_from_them(run, home, guide):
    assert run("index", guide / "bakers.md")[0] == 0
    assert "3 in the morning. [1]" in run("ask", "When does a baker start work?")[1]


def test_index_tells_what_it_did_and_passed_over(run, home, guide):
    _, out, _ = run("index", guide)
    assert f"Passed over {guide / 'photo.png'}" in out
    assert "1 documents, 1 chunks (1 added; 2 texts encoded, 0 kept)" in out


def test_a_bad_file_is_left_out_and_the_exit_code_says_so(run, home, guide):
    (guide / "empty.md").write_text("")
    code, out, _ = run("index", guide)
    assert (code, "1 documents, 1 chunks" in out) == (1, True)
    assert f"Left out: {guide / 'empty.md'}: is empty; write its text or remove it" in out


def test_a_dry_run_says_what_would_change_and_changes_nothing(run, home, guide):
    run("index", guide)
    (guide / "bakers.md").rename(guide / "bread.md")
    assert "Would change: 1 moved" in run("index", "--dry-run", guide)[1]
    assert "Would change: 1 moved" in run("index", "--dry-run", guide)[1]


def test_what_the_folder_leaves_out_is_told(run, home, guide):
    (guide / ".waymarkignore").write_text("drafts/")
    (guide / "drafts").mkdir()
    (guide / "drafts" / "pay.md").write_text("A baker earns much.")
    assert f"Passed over {guide / 'drafts' / 'pay.md'}: named in .waymarkignore" in run("index", guide)[1]


@pytest.mark.parametrize("options", [pytest.param([], id="index"), pytest.param(["--dry-run"], id="dry run")])
def test_documents_that_say_nearly_the_same_are_told(run, home, guide, options):
    (guide / "copy.txt").write_text("Bakers\n\nA baker starts work at 3 in the morning.\n")
    assert "Nearly the same (100%): bakers.md and copy.txt; " in run("index", *options, guide)[1]
    assert json.loads(run("index", "--json", *options, guide)[1])["near_duplicates"] == [["bakers.md", "copy.txt", 1.0]]


def test_old_figures_are_listed_of_what_was_indexed(run, home, guide):
    (guide / "pay.md").write_text("---\npublished: 2019-03-01\n---\nA baker earns £20,000. A baker kneads dough.\n")
    run("index", guide)
    _, out, err = run("old")
    assert out == "pay.md (2019-03-01)\n- A baker earns £20,000.\n"
    assert "1 sentences to check in 1 documents that are undated or older than 2 years (WAYMARK_STALE_YEARS)" in err
    assert json.loads(run("old", "--json")[1])[0]["sentences"] == ["A baker earns £20,000."]


def test_index_prints_json(run, home, guide):
    _, out, _ = run("index", "--json", guide)
    report = json.loads(out)
    assert (report["changes"]["added"], report["counts"]["chunks"], report["skipped"]) == (
        ["bakers.md"],
        1,
        [str(guide / "photo.png")],
    )


def test_a_corpus_can_be_asked_at_once(run, home, guide):
    _, out, _ = run("ask", "--json", "--corpus", guide, "When does a baker start work?")
    assert json.loads(out)["citations"][0]["document"] == "bakers.md"


def test_the_source_articles_can_be_indexed_as_they_are_and_asked(run, home, seeds):
    assert run("index", seeds)[0] == 0
    _, out, _ = run("ask", "--json", "By how much did job postings grow between 2015 and 2018?")
    assert "344%" in json.loads(out)["answer"]


def test_the_doctor_examines_everything(run, quick, bundled_index):
    code, out, _ = run("doctor", "--json")
    findings = {finding["name"]: finding for finding in json.loads(out)}
    assert list(findings) == ["versions", "processor", "memory", "embedding model", "documents", "index", "chat model"]
    assert [name for name, finding in findings.items() if not finding["ok"]] == []
    assert code == 0


def test_the_doctor_names_what_is_wrong_and_its_fix(run, home, monkeypatch):
    monkeypatch.setenv("WAYMARK_MODEL", "/no/model.gguf")
    code, out, _ = run("doctor")
    assert (code, "BAD  index: there is no index" in out) == (2, True)
    assert "BAD  chat model: WAYMARK_MODEL is '/no/model.gguf'" in out


def test_a_batch_answers_each_line_with_its_id(answered):
    assert [answer["id"] for answer in answered] == ["a", "7", "c"]


def test_a_line_of_a_batch_has_the_fields_of_ask(answered):
    assert answered[0].keys() == ASK_KEYS | {"id"}


def test_a_batch_honours_the_history(answered):
    assert answered[1]["standalone_question"] == "What is the Data Science Prep Course? How long does it take?"
    assert "4–6 weeks" in answered[1]["answer"]


def test_one_bad_question_does_not_end_a_batch(answered):
    assert answered[2].keys() == ASK_KEYS | {"id", "error"}
    assert (answered[2]["outcome"], "not text" in answered[2]["error"]) == ("error", True)


@pytest.fixture
def failure(run):
    """The message of a command that fails as a user's mistake does."""

    def failure(*arguments):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert "Traceback" not in err
        return err

    return failure


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "the question is empty", id="empty"),
        pytest.param("x" * 100_000, "the question has 100,000 characters", id="100,000 characters"),
        pytest.param("\udcff\udcfe\x00", "the question contains control characters or bytes", id="binary"),
        pytest.param("How\x1b[2J?", "the question contains control characters or bytes", id="control characters"),
        pytest.param("😀", "the question has no words", id="emoji"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_bad_question_is_told(failure, command, question, message):
    assert failure(command, question).startswith(f"waymark: {message}")


def test_a_failure_is_json_where_json_is_asked_for(run):
    code, out, _ = run("ask", "--json", "")
    assert (code, "is empty" in json.loads(out)["error"]) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("none.md", None, "there is no such file or folder", id="missing"),
        pytest.param("empty.md", b" \n", "is empty", id="empty"),
        pytest.param("half.txt", b"\xff\xfe\x00", "is not the utf-16", id="wrongly encoded"),
        pytest.param("binary.txt", b"\x00\x01", "is not text", id="binary"),
        pytest.param("huge.txt", b"word " * 900_000, "4.5 MB is more than the 4 MB", id="enormous"),
        pytest.param("paper.pdf", b"%PDF", "is damaged", id="half a PDF"),
        pytest.param("paper.doc", b"text", "not of a known format", id="another kind"),
    ],
)
def test_a_bad_document_is_told(failure, home, tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert message in failure("index", tmp_path / name)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        pytest.param("WAYMARK_MODLE", "x", "unknown setting WAYMARK_MODLE", id="slip of the pen"),
        pytest.param("WAYMARK_MODEL", "/no/model.gguf", "there is no such file", id="missing model"),
        pytest.param("WAYMARK_MODEL", str(PROJECT / "README.md"), "cannot be loaded", id="no model"),
        pytest.param("WAYMARK_MODEL", "http://127.0.0.1:9", "does not answer", id="dead server"),
        pytest.param("WAYMARK_HOME", str(PROJECT / "README.md"), "cannot be written to", id="home that is a file"),
    ],
)
def test_a_bad_setting_is_told(failure, bundled_index, monkeypatch, variable, value, message):
    monkeypatch.setenv(variable, value)
    assert message in failure("ask", QUESTION)


@pytest.mark.parametrize("arguments", [["ask", "--batch", "in.jsonl"], ["ask", "Why?", "--batch", "in.jsonl", "--out", "o"]])
def test_a_batch_needs_an_output_and_no_question(failure, arguments):
    assert "use --batch IN.jsonl together with --out OUT.jsonl, and no question" in failure(*arguments)


def test_an_output_needs_a_batch(failure):
    assert "--out goes with --batch" in failure("ask", "Why?", "--out", "o")


def test_ask_needs_a_question(failure):
    assert "ask a question: waymark ask '" in failure("ask")


def test_a_batch_does_not_overwrite_its_questions(failure, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("{}")
    assert "would overwrite the questions" in failure("ask", "--batch", path, "--out", tmp_path / "x" / ".." / "in.jsonl")
    assert path.read_text() == "{}"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["ask", "--tier", "write", "Why?"], ["search"]])
def test_a_command_that_does_not_exist_is_told(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert (end.value.code, "usage: waymark" in capsys.readouterr().err) == (2, True)


def test_as_a_program_it_ends_with_its_code():
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "bot.cli", "ask", b"\xff\xfe"]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, b"", 1)
