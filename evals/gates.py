"""Whether a run is good enough: evals/gates.toml says what is asked of it, evals/baseline.json what was reached before."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evals.figures import METRICS, figures
from evals.metrics.answers import false_answer, false_refusal
from evals.personas import treated_alike
from evals.record import Record
from evals.run import Run, RunError

HERE = Path(__file__).parent
GATES = HERE / "gates.toml"
BASELINE = HERE / "baseline.json"


@dataclass(frozen=True)
class Bound:
    """What the value of a metric must reach, or must not exceed."""

    metric: str
    at_least: float | None = None
    at_most: float | None = None

    def broken(self, value: float) -> bool:
        return (self.at_least is not None and value < self.at_least) or (self.at_most is not None and value > self.at_most)

    def __str__(self) -> str:
        return f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"


@dataclass(frozen=True)
class Gates:
    """`hard` hold for every case of every run, `floors` for the test split of a run by its mode.

    `treated_alike` is for the pairs of personas, by mode, too.
    `slack`: so many more false answers, or false refusals, than in the baseline are let pass.
    """

    hard: tuple[Bound, ...]
    floors: Mapping[str, tuple[Bound, ...]]
    treated_alike: Mapping[str, Bound]
    slack: int


@dataclass(frozen=True)
class Abstention:
    """The cases of a run that went wrong in either direction, and all that were asked."""

    asked: frozenset[str]
    false_answers: frozenset[str]
    false_refusals: frozenset[str]


ABSTENTIONS = TypeAdapter(dict[str, Abstention])


def load_gates(path: Path = GATES) -> Gates:
    """Raises RunError for a file that is not as it must be."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        gates = Gates(
            hard=_bounds(data["hard"]),
            floors={mode: _bounds(table) for mode, table in data["floors"].items()},
            treated_alike={mode: Bound("treated_alike", **limits) for mode, limits in data["fairness"].items()},
            slack=data["baseline"]["slack"],
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise RunError(
            f"{path} cannot be read as gates ({type(error).__name__}: {error}); compare it with evals/gates.toml"
        ) from error
    known = {metric.name for metric in METRICS}
    if unknown := sorted({bound.metric for bounds in (gates.hard, *gates.floors.values()) for bound in bounds} - known):
        raise RunError(f"{path} names unknown metrics: {', '.join(unknown)}")
    return gates


def broken(run: Run, gates: Gates, baseline: Mapping[str, Abstention], ours: bool) -> list[str]:
    """Why the run does not pass, a sentence for each gate that it breaks; [] if it passes.

    Floors and the baseline are for `ours`, the cases of this repository; documents of others have their own.
    """
    found = _broken_bounds("hard gate", gates.hard, run.records)
    if ours:
        test = [record for record in run.records if record.case.split == "test"]
        found += _broken_bounds("floor", gates.floors.get(run.mode, ()), test)
        alike, floor = treated_alike(run.personas), gates.treated_alike.get(run.mode)
        if alike and floor and floor.broken(alike.value):
            found.append(f"floor treated_alike is {alike.value:.4f}, must be {floor}")
        found += _worse_than(baseline, run, gates.slack)
    return [f"{run.mode}: {reason}" for reason in found]


def abstention(records: Sequence[Record]) -> Abstention:
    return Abstention(
        frozenset(record.case.id for record in records),
        frozenset(record.case.id for record in records if false_answer(record)),
        frozenset(record.case.id for record in records if false_refusal(record)),
    )


def load_baseline(path: Path = BASELINE) -> dict[str, Abstention]:
    """What was recorded for each mode. Raises RunError if the file is damaged."""
    try:
        return ABSTENTIONS.validate_json(path.read_bytes()) if path.exists() else {}
    except ValidationError as error:
        raise RunError(f"{path} is damaged ({error}); record it anew with 'waymark eval record'") from error


def save_baseline(runs: Sequence[Run], path: Path = BASELINE) -> None:
    """Record these runs; others stay as they were."""
    kept = load_baseline(path) | {run.mode: abstention(run.records) for run in runs}
    data = {mode: {name: sorted(ids) for name, ids in vars(one).items()} for mode, one in sorted(kept.items())}
    path.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")


def _bounds(table: Mapping[str, Mapping[str, Any]]) -> tuple[Bound, ...]:
    return tuple(Bound(metric, **limits) for metric, limits in table.items())


def _broken_bounds(kind: str, bounds: Sequence[Bound], records: Sequence[Record]) -> list[str]:
    found = figures(records).metrics
    return [
        f"{kind} {bound.metric} is {found[bound.metric].value:.4f}, must be {bound}"
        for bound in bounds
        if bound.metric in found and bound.broken(found[bound.metric].value)
    ]


def _worse_than(baseline: Mapping[str, Abstention], run: Run, slack: int) -> list[str]:
    before, after = baseline.get(run.mode), abstention(run.records)
    if before is None:
        return []
    found = []
    for name in ("false_answers", "false_refusals"):
        new = getattr(after, name) & before.asked - getattr(before, name)
        mended = (getattr(before, name) & after.asked) - getattr(after, name)
        if len(new) - len(mended) > slack:
            cases = ", ".join(sorted(new))
            found.append(f"{len(new)} new {name.replace('_', ' ')} against the baseline, {len(mended)} mended: {cases}")
    return found
