"""The fast subset: some of every kind of case, answered without a model and with a scripted one, must pass the gates; and bots
that are broken must not. `make eval` asks all of them, of the real model."""

import asyncio
from dataclasses import replace

import pytest

from bot.settings import Settings
from evals.gates import broken, load_baseline, load_gates
from evals.run import Questions, RunFolder, ask_all, asking
from evals.workbench import CASES, DOCUMENTS, PERSONAS, for_mode, load_questions, workbench
from tests.evals import broken_bots

# Of the cases, so many are enough to catch a broken bot, and so many to see that two runs are the same.
EVERY = 12
EVERY_AGAIN = 8 * EVERY
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
    """A part of the cases in each mode, a few of them twice; every broken bot on the same part."""
    folder = tmp_path_factory.mktemp("runs")

    async def run_all():
        async with workbench(replace(Settings(), home=waymark_home), DOCUMENTS, ["quotes"], nothing, nothing) as bench:
            everything = load_questions(CASES, PERSONAS, list(bench.documents.values()))
            part = Questions(tuple(case for case in everything.cases if case.split != "facts")[::EVERY])
            few = Questions(part.cases[:: EVERY_AGAIN // EVERY])
            quick = broken_bots.remembering(bench)
            asked = {
                "quotes": (quick, "quotes", part),
                "end-to-end": (quick, "end-to-end", part),
                "oracle": (quick, "oracle", for_mode(part, "oracle")),
                "once": (quick, "end-to-end", few),
                "twice": (broken_bots.remembering(bench), "end-to-end", few),
            }
            found = {name: await of.run(RunFolder(folder / name), *how, nothing) for name, (of, *how) in asked.items()}
            for name, make in BOTS.items():
                broken_folder = RunFolder(folder / name)
                broken_folder.begin(found["quotes"].manifest)
                await ask_all(broken_folder, part, asking(make(quick), bench.documents, bench.chunks), nothing)
                found[name] = broken_folder.read()
            return found

    return asyncio.run(run_all())


def reasons(run, floors=True):
    """Of a part of the cases a share says little: floors catch only what is broken altogether."""
    gates = load_gates()
    return broken(run, gates if floors else replace(gates, floors={}), load_baseline(), ours=True)


@pytest.mark.parametrize("mode", ["quotes", "end-to-end", "oracle"])
def test_the_bot_passes_its_gates(runs, mode):
    assert reasons(runs[mode], floors=False) == []


@pytest.mark.parametrize(
    ("bot", "gate"),
    [
        ("always answers", "hard gate false_answers_gibberish"),
        ("always answers", "new false answers against the baseline"),
        ("never answers", "floor correct"),
        ("never answers", "new false refusals against the baseline"),
        ("cites at random", "hard gate quote_fidelity"),
        ("changes one digit", "hard gate unsupported_numbers"),
        ("changes quotes", "hard gate quote_fidelity"),
        ("cites nothing", "hard gate citation_validity"),
    ],
)
def test_a_broken_bot_is_caught(runs, bot, gate):
    assert any(gate in reason for reason in reasons(runs[bot]))


@pytest.mark.parametrize("name", ["records.jsonl", "figures.json"])
def test_two_runs_give_the_same_bytes(runs, name):
    first, second = ((runs[which].folder / name).read_bytes() for which in ("once", "twice"))
    assert first == second


def test_every_case_has_a_record_and_times(runs):
    run = runs["end-to-end"]
    assert [one.case for one in run.times] == [record.case.id for record in run.records]


def test_the_quotes_are_the_same_with_and_without_a_model(runs):
    without, with_one = (
        {record.case.id: set(record.quotes) for record in runs[mode].records} for mode in ("quotes", "end-to-end")
    )
    assert without == with_one


def test_the_oracle_is_given_all_evidence(runs):
    hits = {record.case.id: {hit.chunk for hit in record.hits} for record in runs["oracle"].records}
    assert [record.case.id for record in runs["oracle"].records if not set(record.relevant) <= hits[record.case.id]] == []
