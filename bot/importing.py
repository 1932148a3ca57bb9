"""waymark import: occupations from official tables become documents, which the next `waymark index` takes in."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.settings import Settings

# More of them are told with --json.
TOLD_ROWS = 5


def add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` to the commands of `waymark`."""
    text = "Make documents of official tables of occupations."
    kinds = commands.add_parser("import", help=text, description=text).add_subparsers(required=True, metavar="KIND")
    text = "What is done: the tab-separated O*NET database, from onetcenter.org/database.html."
    onet = kinds.add_parser("onet", help=text, description=text)
    onet.add_argument("path", type=Path, metavar="ZIP_OR_DIR", help="as it was downloaded, or unpacked")
    onet.set_defaults(run=_onet)
    text = "What is paid: the national and the state table of one year, from bls.gov/oes/tables.htm."
    oews = kinds.add_parser("oews", help=text, description=text)
    oews.add_argument("paths", type=Path, nargs="+", metavar="FILE", help=".xlsx or .csv, named as it was downloaded")
    oews.set_defaults(run=_oews)
    for added in (onet, oews):
        added.add_argument("--json", action="store_true", help="print JSON")
        added.set_defaults(corpus=None)


def _onet(parsed: argparse.Namespace, settings: Settings) -> int:
    from index.occupations.store import Imported

    imported = Imported(settings.home)
    onet, documents = imported.take_onet(parsed.path)
    told = f"{len(onet.occupations):,} occupations; tables found: {_names(onet.found)}"
    if onet.absent:
        told += f"\nNot found, and not needed: {_names(onet.absent)}"
    facts = {"occupations": len(onet.occupations), "found": onet.found, "absent": onet.absent}
    return _tell(parsed.json, told, facts, onet.passed_over, documents, imported.pages)


def _oews(parsed: argparse.Namespace, settings: Settings) -> int:
    from index.occupations.store import Imported

    imported = Imported(settings.home)
    survey, documents = imported.take_oews(parsed.paths)
    told = f"The pay of {len(survey.occupations):,} occupations in May {survey.year}; "
    told += "found: the country" if survey.is_national else "not found, and not needed: the country"
    told += f", {len(survey.states)} states and territories" if survey.states else "; not found, and not needed: the states"
    facts = {
        "occupations": len(survey.occupations), "year": survey.year, "national": survey.is_national, "states": survey.states
    }  # fmt: skip
    return _tell(parsed.json, told, facts, survey.passed_over, documents, imported.pages)


def _tell(as_json: bool, told: str, facts: dict[str, Any], passed_over: Sequence[str], documents: int, folder: Path) -> int:
    if as_json:
        print(json.dumps({**facts, "passed_over": passed_over, "documents": documents, "folder": str(folder)}))
        return 0
    print(told)
    if passed_over:
        print(f"{len(passed_over)} rows passed over, because they are not as they must be:")
        print("\n".join(f"  {row}" for row in passed_over[:TOLD_ROWS]))
        if len(passed_over) > TOLD_ROWS:
            print("  … (all of them with --json)")
    print(f"{documents:,} documents in {folder}; the next 'waymark index' takes them in")
    return 0


def _names(files: Sequence[str]) -> str:
    return "; ".join(file.removesuffix(".txt") for file in files)
