"""The page: figures and cases of some runs, with style and script inlined."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.cases import SPLITS, Split
from evals.diagnosis import EXPLAINED
from evals.report.cases import Faults, asked, count_faults
from evals.report.columns import columns, ingredients
from evals.report.tables import Group, figure_groups, speed_groups
from evals.run import Run

FOLDER = Path(__file__).parent

# Questions and answers are strangers' text, and some are attacks: whatever they hold is escaped.
_templates = Environment(
    loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class SplitView:
    """What the page shows of a split."""

    name: Split
    groups: list[Group]
    faults: Faults


def report_page(runs: Sequence[Run]) -> str:
    """The page as HTML. Raises RunError for a run whose speed.json is damaged."""
    shown = columns(runs)
    cases = asked(shown)
    style, script = (Markup((FOLDER / name).read_text(encoding="utf-8")) for name in ("report.css", "report.js"))
    splits = [split for split in SPLITS if any(split in column.figures for column in shown)]
    return _templates.get_template("report.html.j2").render(
        columns=shown,
        splits=[SplitView(split, figure_groups(shown, split), count_faults(shown, cases, split)) for split in splits],
        speed=speed_groups(shown),
        cases=cases,
        faulty=[name for name in EXPLAINED if any(name == attempt.fault for one in cases for attempt in one.attempts)],
        ingredients=ingredients(runs),
        policy=_policy(style, script),
        style=style,
        script=script,
    )


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and nothing but our own style and script takes effect."""
    return f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
