"""The runs side by side: each with a letter, its figures, and what it was made with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from pydantic import ValidationError

from evals.cases import Split
from evals.figures import SPEED, SplitFigures, split_figures
from evals.personas import Difference, differences
from evals.record import Record
from evals.report.numbers import written
from evals.run import Run, RunError

# So many colours there are; further runs begin again.
SERIES = 6


@dataclass(frozen=True)
class Column:
    """`letter` names the run on the page, `series` (from 1) picks its colour. `peak_memory`: bytes."""

    letter: str
    series: int
    run: Run
    figures: dict[Split, SplitFigures]
    peak_memory: int | None

    @property
    def created(self) -> datetime:
        return datetime.fromisoformat(self.run.manifest.created)

    @property
    def unfinished(self) -> bool:
        """Whether the run was interrupted before its last question."""
        return len(self.run.records) + len(self.run.personas) < self.run.manifest.setup.count

    def personas(self, split: Split | None = None) -> list[Record]:
        """Both questions of each pair of personas; a pair that an interrupted run asked by half is left out."""
        pairs = self.run.personas[: len(self.run.personas) // 2 * 2]
        return [record for record in pairs if split in (None, record.case.split)]

    @property
    def differences(self) -> list[Difference]:
        """The pairs that were not told the same."""
        return differences(self.personas())

    def summary(self, split: Split) -> str:
        """The run in a sentence; empty if it has no case of the split."""
        if split not in self.figures:
            return ""
        metrics = self.figures[split].all.metrics
        parts = []
        if correct := metrics.get("correct"):
            wrong, refused = metrics["answered_wrongly"], metrics["false_refusals"]
            parts.append(
                f"of {correct.count} questions that the documents answer, {written(correct.value, 'share')} were answered "
                f"correctly and {written(wrong.value, 'share')} wrongly; {written(refused.value, 'share')} were refused"
            )
        if reply := metrics.get("reply_correct"):
            parts.append(f"of {reply.count} that the model was asked, its reply alone holds {written(reply.value, 'share')}")
        if anyway := metrics.get("false_answers"):
            parts.append(
                f"of {anyway.count} that they do not answer, {written(anyway.value, 'share')} were answered as if they did"
            )
        return "; ".join(parts) + "."


@dataclass(frozen=True)
class Ingredient:
    """Something that the runs were made with, one value a run."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def columns(runs: Sequence[Run]) -> list[Column]:
    """Raises RunError for a run whose speed.json is damaged."""
    letters = (ascii_uppercase[number % 26] + str(number // 26 or "") for number in range(len(runs)))
    return [
        Column(letter, number % SERIES + 1, run, split_figures(run.records), _peak_memory(run))
        for number, (letter, run) in enumerate(zip(letters, runs, strict=True))
    ]


def ingredients(runs: Sequence[Run]) -> list[Ingredient]:
    """What each run was made with; sums are cut short, they are whole in the manifest."""
    return [Ingredient(name, tuple(of(run) for run in runs)) for name, of in _INGREDIENTS.items()]


def _peak_memory(run: Run) -> int | None:
    path = run.folder / "speed.json"
    if not path.exists():
        return None
    try:
        return SPEED.validate_json(path.read_bytes()).peak_memory
    except (ValidationError, OSError) as error:
        raise RunError(f"{path} is damaged ({error}); run the evaluation anew") from error


def _sums(files: dict[str, str]) -> str:
    return ", ".join(f"{name} {digest[:8]}" for name, digest in files.items())


_INGREDIENTS: dict[str, Callable[[Run], str]] = {
    "Cases": lambda run: f"{run.manifest.setup.count}, {run.manifest.setup.cases[:8]}",
    "Documents": lambda run: _sums(run.manifest.setup.documents),
    "Model": lambda run: f"{run.manifest.setup.model.name} {run.manifest.setup.model.sha256[:8]}".strip(),
    "Embedder": lambda run: f"{run.manifest.setup.parts.embedder}, splitter {run.manifest.setup.parts.splitter}",
    "Least confidence to answer": lambda run: f"{run.manifest.setup.least_confidence:.3f}",
    "In doubt below a confidence of": lambda run: f"{run.manifest.setup.sure_from:.3f}",
    "Prompts": lambda run: _sums(run.manifest.setup.prompts),
    "Code": lambda run: run.manifest.setup.code[:8],
    "Seed": lambda run: str(run.manifest.setup.seed),
    "Libraries": lambda run: ", ".join(f"{name} {version}" for name, version in run.manifest.setup.libraries.items()),
    "Machine": lambda run: (
        f"{run.manifest.machine.cores} cores, {run.manifest.machine.memory_gb:g} GB, {run.manifest.machine.processor}, "
        f"{run.manifest.machine.system}, Python {run.manifest.machine.python}"
    ),
}
