"""`waymark eval`: its options and the commands below it. bot.cli finds it by its entry point, because it may not import it."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

# Not taken from evals.modes and evals.cases: what they import is slow.
MODES = ("end-to-end", "quotes", "oracle")
SPLITS = ("test", "calibration", "facts")


REPLIES = Path(__file__).parent / "replies"


def add_command(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `eval` to the commands of `waymark`."""
    text = "Ask the cases, and say how good the answers are; exit code 1 if they do not pass the gates."
    evaluate = commands.add_parser("eval", help="evaluate the answers", description=text)
    evaluate.set_defaults(run=_later("evaluate"), corpus=None)
    _add_questions(evaluate)
    evaluate.add_argument("--mode", choices=MODES, action="append", help="may be repeated; default: end-to-end")
    evaluate.add_argument("--split", choices=SPLITS, action="append", help="which cases; may be repeated; default: test")
    evaluate.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th case: a first look in minutes")
    evaluate.add_argument("--out", type=Path, metavar="DIR", help="where the runs go; the same again goes on where it stopped")
    below = evaluate.add_subparsers(metavar="COMMAND", title="commands")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        added = below.add_parser(name, help=text, description=text)
        added.set_defaults(run=_later(name))
        return added

    replay = command("replay", "Show how one answer of a run came about.")
    replay.add_argument("folder", metavar="RUN", type=Path)
    replay.add_argument("case", metavar="CASE")
    replay.add_argument("--again", action="store_true", help="answer it once more, with the code as it is now, and compare")
    compare = command("compare", "Say what became better or worse from run A to run B, and whether that can be chance.")
    compare.add_argument("folders", metavar="RUN", type=Path, nargs=2)
    compare.add_argument("--split", choices=SPLITS, default="test", help="default: test")
    report = command("report", "Write one HTML page about runs.")
    report.add_argument("folders", metavar="RUN", type=Path, nargs="+")
    report.add_argument("--out", type=Path, default=Path("report.html"), metavar="FILE", help="default: report.html")
    gate = command("gate", "Judge runs by the gates; exit code 1 and the reasons if they do not pass.")
    gate.add_argument("folders", metavar="RUN", type=Path, nargs="+")
    gate.add_argument("--hard-only", action="store_true", help="leave out floors and baseline, which are for the bundled cases")
    record = command("record", "Record runs as the baseline that later ones must not fall behind.")
    record.add_argument("folders", metavar="RUN", type=Path, nargs="+")
    calibrate = command("calibrate", "Fit the answering threshold on the calibration split.")
    _add_questions(calibrate)
    calibrate.add_argument("--out", type=Path, metavar="FILE", help="default: calibration.json in WAYMARK_HOME")
    fit = command("fit", "Fit the gate's weights on the calibration split and the collections to fit on, and print them.")
    fit.add_argument("--writer", action="store_true", help="fit the writer's, too: the chat model reads what was found")
    fit.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th question")
    _add_selqa(fit)
    draft = command("draft", "Propose cases for documents, to be reviewed.")
    draft.add_argument("--corpus", dest="documents", type=Path, action="append", metavar="DIR", required=True, help="documents")
    draft.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl", help="a new file for the drafts")
    replies = command("replies", "Measure the grounding check on replies judged by hand, and on right sentences made wrong.")
    replies.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=REPLIES, help="default: evals/replies")
    text = "Ask about the occupations that were imported, over your own index and without a chat model."
    imported = command("imported", text)
    imported.add_argument("--cases", type=Path, metavar="DIR", help="other cases than the bundled ones")
    imported.add_argument("--split", choices=SPLITS[:2], action="append", help="which cases; may be repeated; default: test")
    elsewhere = command("elsewhere", "Ask collections that nobody tuned on, with the documents that answer and without them.")
    elsewhere.add_argument("--collection", action="append", metavar="NAME", help="which; may be repeated; default: all")
    _add_selqa(elsewhere)
    elsewhere.add_argument("--every", type=int, default=1, metavar="N", help="every Nth question of each; default: 1")
    elsewhere.add_argument("--out", type=Path, metavar="FILE.jsonl", help="each answer, to be read")
    inspect = command("inspect", "Write a run as a log for the viewer of inspect_ai.")
    inspect.add_argument("folder", metavar="RUN", type=Path)
    inspect.add_argument("--out", type=Path, required=True, metavar="FILE", help="the log, ending in .eval or .json")


def _add_questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", dest="documents", type=Path, action="append", metavar="DIR", help="documents, with --cases")
    parser.add_argument("--cases", type=Path, metavar="DIR", help="cases about these documents, instead of the bundled ones")


def _add_selqa(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--selqa", type=Path, metavar="DIR", help="SelQA's files, for two collections more")


def _later(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """A function of evals.commands, imported when it is called, so that other commands start fast."""

    def run(parsed: argparse.Namespace, settings: Settings) -> int:
        code: int = getattr(import_module("evals.commands"), name)(parsed, settings)
        return code

    return run
