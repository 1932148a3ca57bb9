"""The fast subset: every case, answered without a model, must pass the gates; and bots that are broken must not."""

import asyncio
from dataclasses import replace

import pytest

from bot.settings import Settings
from evals.gates import broken, load_baseline, load_gates
from evals.run import Questions, RunFolder, ask_all, asking
from evals.workbench import CASES, DOCUMENTS, PERSONAS, for_mode, load_questions, workbench
from tests.evals import broken_bots

# Of the cases, so many are enough to catch a broken bot.
EVERY = 5
MODEL_EVERY = 60
BOTS = {
    "always answers": broken_bots.always_answers,
    "never answers": broken_bots.never_answers,
    "cites at random": broken_bots.cites_at_random,
    "changes one digit": broken_bots.changes_one_digit,
    "changes quotes": broken_bots.changes_quotes,
    "cites nothing": broken_bots.cites_nothing,
}


def nothing(*_):
    """Tells nobody."""


@pytest.fixture(scope="module")
def runs(waymark_home, tmp_path_factory):
    """Every case without a model; some of them twice, without and with the model; every broken bot on a part."""
    folder = tmp_path_factory.mktemp("runs")

    async def run_all():
        async with workbench(replace(Settings(), home=waymark_home), DOCUMENTS, nothing, nothing) as bench:
            everything = load_questions(CASES, PERSONAS, list(bench.documents.values()))
            part = Questions(everything.cases[::EVERY])
            few = Questions(everything.cases[::MODEL_EVERY])
            asked = {
                "whole": ("extractive", "extract", everything),
                "once": ("extractive", "extract", part),
                "twice": ("extractive", "extract", part),
                "written once": ("end-to-end", "write", few),
                "written twice": ("end-to-end", "write", few),
                "oracle": ("oracle", "write", for_mode(few, "oracle")),
                "no-retrieval": ("no-retrieval", "write", for_mode(few, "no-retrieval")),
            }
            quick = broken_bots.remembering(bench)
            found = {
                name: await (bench if name == "twice" else quick).run(RunFolder(folder / name), *of, nothing)
                for name, of in asked.items()
            }
            for name, make in BOTS.items():
                broken_folder = RunFolder(folder / name)
                broken_folder.begin(found["once"].manifest)
                await ask_all(broken_folder, part, asking(make(quick), bench.documents, bench.chunks), nothing)
                found[name] = broken_folder.read()
            return found

    return asyncio.run(run_all())


def reasons(run, whole=True):
    """Floors and baseline are for the whole; of a few cases a share says little."""
    return broken(run, load_gates(), load_baseline(), ours=whole)


def test_the_bot_passes_its_gates(runs):
    assert reasons(runs["whole"]) == []


@pytest.mark.parametrize("name", ["written once", "oracle"])
def test_the_model_breaks_no_hard_gate(runs, name):
    assert reasons(runs[name], whole=False) == []


@pytest.mark.parametrize(
    ("bot", "gate"),
    [
        ("always answers", "hard gate false_answers_gibberish"),
        ("always answers", "new false answers against the baseline"),
        ("never answers", "floor correct"),
        ("never answers", "new false refusals against the baseline"),
        ("cites at random", "hard gate citation_recall"),
        ("changes one digit", "hard gate unsupported_numbers"),
        ("changes quotes", "hard gate quote_fidelity"),
        ("cites nothing", "hard gate citation_validity"),
    ],
)
def test_a_broken_bot_is_caught(runs, bot, gate):
    assert any(gate in reason for reason in reasons(runs[bot]))


@pytest.mark.parametrize(("one", "other"), [("once", "twice"), ("written once", "written twice")])
@pytest.mark.parametrize("name", ["records.jsonl", "figures.json"])
def test_two_runs_give_the_same_bytes(runs, one, other, name):
    first, second = ((runs[which].folder / name).read_bytes() for which in (one, other))
    assert first == second


def test_every_case_has_a_record_and_times(runs):
    run = runs["whole"]
    assert [one.case for one in run.times] == [record.case.id for record in run.records]


def test_the_model_alone_cites_nothing(runs):
    assert [record.case.id for record in runs["no-retrieval"].records if record.citations or record.hits] == []


def test_the_oracle_is_given_all_evidence(runs):
    hits = {record.case.id: {hit.chunk for hit in record.hits} for record in runs["oracle"].records}
    assert [record.case.id for record in runs["oracle"].records if not set(record.relevant) <= hits[record.case.id]] == []
