"""What `waymark eval` and the commands below it do: call, print, and choose the exit code."""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from bot.calibration import NAME as CALIBRATION
from bot.cli import progress_bar, tell
from bot.compose import make_learned, open_bot
from bot.indexing import make_embedder, ready_index
from bot.settings import NO_MODEL, Settings
from evals.calibrate import calibrated
from evals.cases import CasesError
from evals.collection import COLLECTIONS, FITTED, Collection, load_collections, selqa
from evals.compare import compare as compare_pairs
from evals.compare import flips, pairs
from evals.draft import draft_cases, write_drafts
from evals.elsewhere import AskedElsewhere, ask_collections, elsewhere_table, write_asked
from evals.fit import SUITE, Example, example, fit_text, fitted_gate, writer_text
from evals.gates import broken, load_baseline, load_gates, save_baseline
from evals.imported import Asked, ask_imported, imported_text, load_imported
from evals.modes import Mode, respondent
from evals.replies import load_replies, replies_text
from evals.report.page import report_page
from evals.run import Questions, Run, RunError, RunFolder
from evals.said import EXAMPLES, check, checked_text, load_examples
from evals.text import comparison_text, record_text, run_text
from evals.workbench import CASES, DOCUMENTS, PERSONAS, Workbench, for_mode, load_questions, workbench
from index.loading import load_documents


def evaluate(parsed: argparse.Namespace, settings: Settings) -> int:
    """Ask everything in each mode that is wanted; then a report, and the gates."""
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    folder = parsed.out or settings.home / "eval" / "runs" / started
    try:
        runs = asyncio.run(_runs(parsed, settings, folder))
    except KeyboardInterrupt:
        tell(f"Interrupted. The same command with --out {folder} goes on from here.")
        return 130
    for run in runs:
        print(run_text(run))
    page = folder / "report.html"
    page.write_text(report_page(runs), encoding="utf-8")
    print(f"Report: {page}")
    return _judge(runs, ours=parsed.cases is None)


def replay(parsed: argparse.Namespace, settings: Settings) -> int:
    """Show a record; with --again also what differs from it now, and exit code 1 if anything does."""
    run = _run(parsed.folder, settings)
    found = [record for record in (*run.records, *run.personas) if record.case.id == parsed.case]
    if not found:
        raise RunError(f"{run.folder} has no case {parsed.case}; its records.jsonl names them")
    before = record_text(found[0])
    if not parsed.again:
        print(before)
        return 0

    async def once_more() -> str:
        corpus = tuple(Path(source) for source in run.manifest.setup.corpus)
        async with workbench(settings, corpus, [run.mode], tell, progress_bar("Encoding")) as bench:
            record, _ = await bench.asking(run.mode)(found[0].case)
            return record_text(record)

    after = asyncio.run(once_more())
    if before == after:
        print(after + "\n\nThe same as before.")
        return 0
    print("\n".join(unified_diff(before.splitlines(), after.splitlines(), "before", "now", lineterm="")))
    return 1


def compare(parsed: argparse.Namespace, settings: Settings) -> int:
    before, after = (_run(folder, settings) for folder in parsed.folders)
    both = pairs(before, after, parsed.split)
    if not both:
        raise RunError(f"the runs have no case of the {parsed.split} split in common; compare runs of the same cases")
    print(comparison_text(before, after, len(both), compare_pairs(both), flips(both)))
    return 0


def report(parsed: argparse.Namespace, settings: Settings) -> int:
    page = report_page([_run(folder, settings) for folder in parsed.folders])
    try:
        parsed.out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{parsed.out} cannot be written ({error.strerror}); name another file with --out") from error
    print(f"Report: {parsed.out}")
    return 0


def gate(parsed: argparse.Namespace, settings: Settings) -> int:
    return _judge([_run(folder, settings) for folder in parsed.folders], ours=not parsed.hard_only)


def record(parsed: argparse.Namespace, settings: Settings) -> int:
    runs = [_run(folder, settings) for folder in parsed.folders]
    save_baseline(runs)
    print(f"Recorded: {', '.join(run.mode for run in runs)}")
    return 0


def calibrate(parsed: argparse.Namespace, settings: Settings) -> int:
    """Search every calibration case, and fit."""
    out = parsed.out or settings.home / CALIBRATION
    folder = settings.home / "eval" / "runs" / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S-calibration")

    async def searched() -> Run:
        async with workbench(settings, _corpus(parsed), ["quotes"], tell, progress_bar("Encoding")) as bench:
            cases = [case for case in _questions(parsed, bench).cases if case.split == "calibration"]
            progress = progress_bar("Searching")
            return await bench.run(RunFolder(folder), "quotes", Questions(tuple(cases)), progress)

    run = asyncio.run(searched())
    found = calibrated(run.records, run.manifest.setup.parts)
    found.save(out)
    print(
        f"Answering threshold {found.least_confidence:.2f}, stored in {out}: of the calibration cases it refuses "
        f"{found.false_refusals:.1%} of {found.answerable} answerable ones and answers {found.false_answers:.1%} of "
        f"{found.unanswerable} others, with a word of doubt below {found.sure_from:.2f}"
    )
    return 0


def fit(parsed: argparse.Namespace, settings: Settings) -> int:
    """Search for the calibration cases and the questions of the collections to fit on, and fit the gate's weights; with
    --writer let the model read what was found, too, and fit the writer's."""
    mode: Mode = "end-to-end" if parsed.writer else "quotes"
    asking = settings if parsed.writer else replace(settings, model=NO_MODEL)
    collections = [one.every(parsed.every) for one in _collections(parsed) if one.name in FITTED]

    async def searched() -> list[Example]:
        asked = [one async for one in ask_collections(collections, asking, tell)]
        found = [example(one.collection, one.answer, one.there) for one in asked]
        async with workbench(asking, DOCUMENTS, [mode], tell, progress_bar("Encoding")) as bench:
            answerer = respondent(mode, bench.bot, bench.documents)
            cases = load_questions(CASES, None, list(bench.documents.values())).cases
            for case in [case for case in cases if case.split == "calibration"][:: parsed.every]:
                found.append(example(SUITE, await answerer.respond(case), case.answerable))
        return [one for one in found if one]

    examples = asyncio.run(searched())
    print(fit_text(fitted_gate(examples)))
    if parsed.writer:
        print(f"\n{writer_text(examples)}")
    return 0


def draft(parsed: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    drafts = draft_cases(load_documents(parsed.documents).documents)
    write_drafts(drafts, parsed.out)
    print(f"{len(drafts)} drafts in {parsed.out}: review each, mend it, and delete its field 'draft'")
    return 0


def replies(parsed: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    print(replies_text(load_replies(parsed.folder)))
    print()
    print(checked_text(list(check(load_examples(EXAMPLES)))))
    return 0


def imported(parsed: argparse.Namespace, settings: Settings) -> int:
    cases = [case for case in load_imported(parsed.cases or CASES / "imported") if case.split in (parsed.split or ["test"])]

    async def ask() -> list[Asked]:
        embedder = make_embedder()
        stored = ready_index(settings, embedder, tell, progress_bar("Encoding"))
        if not any(one.is_imported for one in stored.catalogue.documents.values()):
            raise CasesError(
                "the index holds no occupations; 'waymark import onet', 'waymark import oews', then 'waymark index'"
            )
        bot = await open_bot(replace(settings, model=NO_MODEL), embedder, make_learned(embedder), stored, tell)
        try:
            return await ask_imported(bot.answerer, cases, progress_bar("Asking"))
        finally:
            await bot.close()

    print(imported_text(asyncio.run(ask())))
    return 0


def elsewhere(parsed: argparse.Namespace, settings: Settings) -> int:
    found = _collections(parsed)
    wanted = parsed.collection or [one.name for one in found]
    if unknown := sorted(set(wanted) - {one.name for one in found}):
        raise CasesError(f"there is no collection {unknown[0]}; there are {', '.join(one.name for one in found)}")
    chosen = [one.every(parsed.every) for one in found if one.name in wanted]

    async def ask() -> list[AskedElsewhere]:
        return [one async for one in ask_collections(chosen, settings, tell)]

    asked = asyncio.run(ask())
    if parsed.out:
        write_asked(asked, parsed.out)
    print(elsewhere_table(asked))
    return 0


def inspect(parsed: argparse.Namespace, settings: Settings) -> int:
    from evals.inspect_log import write_log  # its library is an optional extra

    write_log(_run(parsed.folder, settings), parsed.out)
    print(f"Log: {parsed.out}; 'inspect view' opens it")
    return 0


async def _runs(parsed: argparse.Namespace, settings: Settings, folder: Path) -> list[Run]:
    modes = list(dict.fromkeys(parsed.mode or ["end-to-end"]))
    async with workbench(settings, _corpus(parsed), modes, tell, progress_bar("Encoding")) as bench:
        questions = _chosen(_questions(parsed, bench), parsed.split or ["test"], parsed.every)
        return [
            await bench.run(RunFolder(folder / mode), mode, for_mode(questions, mode), progress_bar(mode)) for mode in modes
        ]


def _collections(parsed: argparse.Namespace) -> list[Collection]:
    return load_collections(COLLECTIONS) + (selqa(parsed.selqa) if parsed.selqa else [])


def _judge(runs: Sequence[Run], ours: bool) -> int:
    gates, baseline = load_gates(), load_baseline()
    reasons = [reason for run in runs for reason in broken(run, gates, baseline, ours)]
    for run in runs:
        if ours and run.mode not in baseline:
            print(f"Gates: no baseline for {run.mode}; 'waymark eval record {run.folder}' records it")
    for reason in reasons:
        print(f"Gates: {reason}")
    print("Gates: not passed" if reasons else "Gates: passed")
    return 1 if reasons else 0


def _corpus(parsed: argparse.Namespace) -> tuple[Path, ...]:
    """Raises CasesError for documents without cases, or the other way round: they belong together."""
    if bool(parsed.documents) != bool(parsed.cases):
        raise CasesError("--corpus and --cases go together: documents, and the cases about them")
    return tuple(parsed.documents or DOCUMENTS)


def _questions(parsed: argparse.Namespace, bench: Workbench) -> Questions:
    return load_questions(parsed.cases or CASES, None if parsed.cases else PERSONAS, list(bench.documents.values()))


def _chosen(questions: Questions, splits: Sequence[str], every: int) -> Questions:
    cases = [case for case in questions.cases if case.split in splits]
    people = [case for case in questions.personas if case.split in splits]
    pairs = [case for start in range(0, len(people), 2 * every) for case in people[start : start + 2]]
    return Questions(tuple(cases[::every]), tuple(pairs))


def _run(folder: Path, settings: Settings) -> Run:
    """A run by its path, or by its name below WAYMARK_HOME."""
    return RunFolder(folder if folder.exists() else settings.home / "eval" / "runs" / folder).read()
