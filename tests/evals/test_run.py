"""A run's folder: begun, gone on with, read; and asking only what is left."""

from dataclasses import replace

import pytest

from bot.errors import ModelError, QuestionError
from evals.record import Times
from evals.run import Questions, RunError, RunFolder, ask_all, asking


def times(record):
    return Times(record.case.id, 1.0, 2.0, 2.5, 3.0)


@pytest.fixture
def manifest(make_run):
    return make_run([], "made").manifest


@pytest.fixture
def records(make_case, make_record):
    return [make_record(make_case(f"c{number}")) for number in range(3)]


@pytest.fixture
def begun(tmp_path, manifest, records):
    """A folder with two of three records."""
    folder = RunFolder(tmp_path / "run")
    folder.begin(manifest)
    for record in records[:2]:
        folder.add(record, times(record))
    return folder


def test_a_run_is_read_as_it_was_written(begun, manifest, records):
    run = begun.read()
    assert (run.manifest, list(run.records), list(run.times)) == (manifest, records[:2], [times(one) for one in records[:2]])


def test_a_run_goes_on_after_a_line_that_a_kill_cut_off(begun, manifest, records):
    for name in ("records.jsonl", "times.jsonl"):
        with (begun.folder / name).open("a") as file:
            file.write('{"case"')
    begun.begin(manifest)
    begun.add(records[2], times(records[2]))
    assert [record.case.id for record in begun.read().records] == ["c0", "c1", "c2"]


def test_times_without_their_record_are_taken_away(begun, manifest, records):
    lines = (begun.folder / "records.jsonl").read_text().splitlines(keepends=True)
    (begun.folder / "records.jsonl").write_text(lines[0])
    begun.begin(manifest)
    assert len((begun.folder / "times.jsonl").read_text().splitlines()) == 1


def test_another_setup_is_refused(begun, manifest):
    other = replace(manifest, setup=replace(manifest.setup, code="0" * 64))
    with pytest.raises(RunError, match="holds a run with other code, documents or settings; name another folder"):
        begun.begin(other)


def test_another_time_and_machine_go_on(begun, manifest):
    begun.begin(replace(manifest, created="2030-01-01", machine=replace(manifest.machine, cores=64)))
    assert begun.read().manifest == manifest


def test_a_folder_without_a_run_is_named(tmp_path):
    with pytest.raises(RunError, match="holds no run; 'waymark eval' makes one"):
        RunFolder(tmp_path).read()


def test_a_damaged_record_is_named(begun):
    (begun.folder / "records.jsonl").write_text("{}\n")
    with pytest.raises(RunError, match="is damaged or of another version"):
        begun.read()


def test_a_folder_that_cannot_be_made_is_named(tmp_path, manifest):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"cannot be written .* name another folder with --out"):
        RunFolder(tmp_path / "file" / "run").begin(manifest)


async def test_only_what_is_left_is_asked(begun, records):
    asked, shown = [], []

    async def ask(case):
        asked.append(case.id)
        return next((record, times(record)) for record in records if record.case == case)

    questions = Questions(tuple(record.case for record in records))
    peak = await ask_all(begun, questions, ask, lambda done, total: shown.append((done, total)))
    assert (asked, shown, peak > 0) == (["c2"], [(1, 3), (2, 3), (3, 3)], True)


async def test_what_was_asked_before_the_model_failed_is_kept(tmp_path, manifest, records):
    folder = RunFolder(tmp_path / "run")
    folder.begin(manifest)

    async def ask(case):
        if case.id == "c2":
            raise ModelError("the model has ended")
        return next((record, times(record)) for record in records if record.case == case)

    with pytest.raises(ModelError):
        await ask_all(folder, Questions(tuple(record.case for record in records)), ask, lambda done, total: None)
    assert list(folder.read().records) == records[:2]


async def test_personas_are_kept_apart(begun, make_case, make_record):
    person = make_record(make_case("p/a"))

    async def ask(case):
        return person, times(person)

    await ask_all(begun, Questions((), (person.case,)), ask, lambda done, total: None)
    run = begun.read()
    assert (list(run.personas), len(run.records)) == ([person], 2)


async def test_an_answer_is_recorded_with_its_times(make_case, make_answer):
    class Answering:
        async def respond(self, case):
            return make_answer([("It is high.", ())], [])

    record, taken = await asking(Answering(), {}, {})(make_case(answerable=False))
    assert (record.text, taken) == ("It is high.", Times("c1", None, 2.0, None, 3000.0))


async def test_what_is_no_question_is_recorded_as_such(make_case):
    class Refusing:
        async def respond(self, case):
            raise QuestionError("the question is empty")

    record, _ = await asking(Refusing(), {}, {})(make_case(answerable=False))
    assert (record.refused, record.error) == (True, "the question is empty")


def test_the_figures_are_written_beside_the_records(begun):
    begun.finish(1)
    assert {path.name for path in begun.folder.iterdir()} == {
        "manifest.json", "records.jsonl", "times.jsonl", "figures.json", "speed.json",
    }  # fmt: skip
