"""The command line: parse, call, print. Every failure that a user can mend ends with exit code 2 and says how."""

import argparse
import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from bot.importing import add_import
from bot.settings import Settings
from index.build import Progress
from index.errors import WaymarkError

if TYPE_CHECKING:
    from index.build import Changes
    from index.embed import Embedder
    from index.loading import Loaded

# The exit code of `waymark index` when the index was made, but without some of the files.
LEFT_OUT = 1
# How often `--watch` looks for changes.
LOOK_SECONDS = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parsed = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings.from_environment(os.environ)
        if parsed.corpus:
            settings = replace(settings, corpus=parsed.corpus)
        code: int = parsed.run(parsed, settings)
        return code
    except WaymarkError as error:
        message = str(error).encode("utf-8", "replace").decode()
        if getattr(parsed, "json", False):
            print(json.dumps({"error": message}))
        print(f"waymark: {message}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left, as head(1) does
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="waymark", description="Answers career questions from documents, with sources.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace, Settings], int], text: str, *, output: bool = True
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run, corpus=None)
        if output:
            added.add_argument("--json", action="store_true", help="print JSON")
        return added

    index = command("index", _index, "Index exactly these documents; without PATHS the bundled guides (or --corpus).")
    index.add_argument("paths", nargs="*", type=Path, metavar="PATHS", help="files, or folders of documents")
    index.add_argument("--dry-run", action="store_true", help="only say what would change")
    index.add_argument("--watch", action="store_true", help="go on, and take in what changes, until Ctrl-C")
    search = command("search", _search, "Show what is found for a question, with scores.")
    search.add_argument("question", metavar="QUESTION")
    ask = command("ask", _ask, "Answer a question, or a file of questions.")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--why", action="store_true", help="show how the answer came about")
    ask.add_argument("--batch", type=Path, metavar="IN.jsonl", help="lines with id, question and optionally history")
    ask.add_argument("--out", type=Path, metavar="OUT.jsonl", help="where the answers of --batch go")
    chat = command("chat", _chat, "Serve the chat in the browser.", output=False)
    old = command("old", _old, "List the figures of documents that are old or undated, to check them.")
    command("opinions", _opinions, "What learners think of answers; with --json also how each answer came about.")
    command("doctor", _doctor, "Check this installation and say how to mend what is wrong.")
    add_import(commands)
    for entry in entry_points(group="waymark.commands"):  # of rooms that may import this one, but not be imported by it
        entry.load()(commands)
    for added in (index, search, ask, chat, old):
        added.add_argument("--corpus", type=Path, metavar="DIR", help="answer from this folder of documents")
    return parser


def _index(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.indexing import BUNDLED_CORPUS, make_embedder, pending_changes
    from index.loading import snapshot
    from index.occupations.store import Imported

    paths = tuple(parsed.paths) or (settings.corpus or BUNDLED_CORPUS,)
    embedder = make_embedder()
    if parsed.dry_run:
        changes, loaded = pending_changes(settings, paths, embedder)
        _tell_loaded(parsed, loaded, {"changes": vars(changes)}, f"Would change: {changes_text(changes)}")
        return LEFT_OUT if loaded.problems else 0
    watched = (*paths, Imported(settings.home).pages)
    while True:
        seen = snapshot(watched)
        try:
            code = _update(parsed, settings, paths, embedder)
        except WaymarkError as error:
            if not parsed.watch:
                raise
            tell(f"waymark: {error}")
        if not parsed.watch:
            return code
        while snapshot(watched) == seen:
            time.sleep(LOOK_SECONDS)


def _update(parsed: argparse.Namespace, settings: Settings, paths: tuple[Path, ...], embedder: "Embedder") -> int:
    """Make the documents the index, and say what was done."""
    from bot.indexing import update_index

    report, loaded = update_index(settings, paths, embedder, progress_bar("Encoding"))
    counts = report.counts
    _tell_loaded(
        parsed,
        loaded,
        {**vars(report), "changes": vars(report.changes)},
        f"Index {report.generation} in {settings.home}: {counts['documents']} documents, {counts['chunks']} chunks "
        f"({changes_text(report.changes)}; {report.encoded} texts encoded, {report.reused} kept) in {report.seconds:.1f} s",
    )
    return LEFT_OUT if loaded.problems else 0


def _tell_loaded(parsed: argparse.Namespace, loaded: "Loaded", result: dict[str, Any], text: str) -> None:
    """The result, what of the files is not in it, and which say nearly the same."""
    from index.duplicates import near_duplicates

    own = [one for one in loaded.documents if not one.is_imported]
    alike = [(one.id, other.id, share) for one, other, share in near_duplicates(own)]
    if parsed.json:
        told = {key: list(map(str, getattr(loaded, key))) for key in ("skipped", "ignored", "problems", "notes")}
        print(json.dumps({**result, **told, "near_duplicates": alike}), flush=True)
        return
    for path in loaded.ignored:
        print(f"Passed over {path}: named in .waymarkignore")
    for path in loaded.skipped:
        print(f"Passed over {path}: of no known format, or about the folder")
    for note in loaded.notes:
        print(f"Note: {note}")
    for one, other, share in alike:
        print(f"Nearly the same ({share:.0%}): {one} and {other}; remove the one that no longer holds, or tell them apart")
    for problem in loaded.problems:
        print(f"Left out: {problem}")
    print(text + (f"; {len(loaded.problems)} files were left out" if loaded.problems else ""), flush=True)


def changes_text(changes: "Changes") -> str:
    """How many documents were added, changed, moved and removed."""
    counts = {what: len(names) for what, names in vars(changes).items()}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing changed"


def _search(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.compose import make_ranker
    from bot.indexing import make_embedder, ready_index
    from bot.report import result_json, result_text
    from bot.understanding.questions import clean_question
    from index.search import Searcher

    question = clean_question(parsed.question)
    embedder = make_embedder()
    stored = ready_index(settings, embedder, tell, progress_bar("Encoding"))
    result = Searcher(stored, embedder, make_ranker()).search(question)
    print(json.dumps(result_json(result), ensure_ascii=False) if parsed.json else result_text(result))
    return 0


def _old(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.indexing import load_sources, sources
    from bot.remarks.old import old_figures, old_json, old_text
    from index.embed import minilm_identity
    from index.store import IndexStore

    loaded = load_sources(settings, sources(settings), IndexStore(settings.home).known_documents(minilm_identity()))
    found = old_figures([one for one in loaded.documents if not one.is_imported], date.today(), settings.stale_years)
    print(json.dumps(old_json(found), ensure_ascii=False) if parsed.json else old_text(found))
    sentences = sum(len(one.sentences) for one in found)
    tell(
        f"{sentences} sentences to check in {len(found)} documents that are undated or older than {settings.stale_years} years "
        "(WAYMARK_STALE_YEARS)"
    )
    return 0


def _opinions(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.errors import SettingsError
    from bot.history.opinions import opinion_json, opinion_text, read_opinions

    if not settings.keeps_conversations:
        raise SettingsError("nothing is kept: WAYMARK_DATABASE is 'none'")
    opinions = asyncio.run(read_opinions(settings.database_url))
    for opinion in opinions:
        print(json.dumps(opinion_json(*opinion), ensure_ascii=False) if parsed.json else opinion_text(*opinion))
    tell(f"{len(opinions)} opinions")
    return 0


def _ask(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.errors import QuestionError
    from bot.understanding.questions import clean_question

    if parsed.batch:
        if parsed.why:
            raise QuestionError("--why goes with one question, not with --batch")
        if parsed.question or not parsed.out:
            raise QuestionError("use --batch IN.jsonl together with --out OUT.jsonl, and no question")
        if parsed.out.resolve() == parsed.batch.resolve():
            raise QuestionError(f"--out would overwrite the questions in {parsed.batch}; name another file")
    elif parsed.out:
        raise QuestionError("--out goes with --batch IN.jsonl; for one question, redirect the output of --json")
    elif parsed.question is None:
        raise QuestionError("ask a question: waymark ask 'How do I become a machine learning engineer?'")
    else:
        clean_question(parsed.question)  # before anything slow is loaded
    return asyncio.run(_answer(parsed, settings))


async def _answer(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.answering import whole_answer
    from bot.batch import answer_batch, read_items
    from bot.compose import make_learned, open_bot
    from bot.indexing import make_embedder, ready_index
    from bot.report import answer_json, answer_text
    from bot.why import why_json, why_text

    items = read_items(parsed.batch) if parsed.batch else []
    embedder = make_embedder()
    stored = ready_index(settings, embedder, tell, progress_bar("Encoding"))
    bot = await open_bot(settings, embedder, make_learned(embedder), stored, tell)
    try:
        if parsed.batch:
            failed = await answer_batch(bot.answerer, items, parsed.out, progress_bar("Answering"))
            tell(
                f"{len(items)} questions answered to {parsed.out}"
                + (f", {failed} of them could not be searched" if failed else "")
            )
            return 0
        answer = await whole_answer(bot.answerer.answer(parsed.question))
        if parsed.why:
            least = bot.answerer.gate.least_confidence
            print(json.dumps(why_json(answer, least)) if parsed.json else f"{answer_text(answer)}\n\n{why_text(answer, least)}")
            return 0
        print(json.dumps(answer_json(answer), ensure_ascii=False) if parsed.json else answer_text(answer))
        return 0
    finally:
        await bot.close()


def _chat(_parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.page.server import serve

    serve(settings, tell, progress_bar("Encoding"))
    return 0


def _doctor(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor import examine, findings_text

    findings = asyncio.run(examine(settings))
    as_json: list[dict[str, Any]] = [vars(finding) for finding in findings]
    print(json.dumps(as_json) if parsed.json else findings_text(findings))
    return 0 if all(finding.ok for finding in findings) else 2


def tell(text: str) -> None:
    """Tell the user something that is not the result."""
    print(text, file=sys.stderr)


def progress_bar(label: str) -> Progress:
    """A progress bar on standard error that appears with the first step."""
    bar: tqdm[Any] | None = None

    def step(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(total=total, desc=label, disable=None, file=sys.stderr)
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return step


if __name__ == "__main__":
    sys.exit(main())
