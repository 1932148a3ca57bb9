"""A run as a log of inspect_ai (MIT), so that its viewer opens it: `waymark eval inspect RUN --out FILE`, `inspect view`.

The library is an optional extra, `make inspect`; this module is its only importer.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from evals.diagnosis import EXPLAINED, fault
from evals.figures import METRICS, split_figures
from evals.metrics.answers import ending, text_of
from evals.record import Record, Times
from evals.run import Run, RunError

try:
    from inspect_ai.log import (
        EvalConfig,
        EvalDataset,
        EvalLog,
        EvalMetric,
        EvalResults,
        EvalSample,
        EvalScore,
        EvalSpec,
        EvalStats,
        write_eval_log,
    )
    from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageSystem, ChatMessageUser, ModelOutput, ModelUsage
    from inspect_ai.scorer import Score
except ModuleNotFoundError as error:
    raise RunError("inspect_ai is not installed, it is an optional extra; run 'make inspect'") from error

MESSAGES = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}
SCORER = "waymark"


def write_log(run: Run, path: Path) -> None:
    """Write the log; its ending says in which of inspect_ai's formats, .eval or .json. Raises RunError for another."""
    if path.suffix not in (".eval", ".json"):
        raise RunError(f"{path} must end in .eval or .json; rename it")
    try:
        write_eval_log(eval_log(run), str(path))
    except OSError as error:
        raise RunError(f"{path} cannot be written ({error.strerror}); name another file with --out") from error


def eval_log(run: Run) -> EvalLog:
    """The log: a sample for each record, the figures of each split as results."""
    manifest = run.manifest
    model = manifest.setup.model.name
    times = {one.case: one for one in run.times}
    samples = [sample(record, values, model, times.get(record.case.id)) for record, values in _with_values(run.records)]
    return EvalLog(
        status="success",
        eval=EvalSpec(
            created=manifest.created,
            task=run.mode,
            dataset=EvalDataset(name="cases", samples=len(samples), sample_ids=[record.case.id for record in run.records]),
            model=model,
            config=EvalConfig(),
            packages=manifest.setup.libraries,
            metadata=asdict(manifest),
        ),
        results=EvalResults(
            total_samples=len(samples),
            completed_samples=len(samples),
            scores=[
                EvalScore(
                    name=split,
                    scorer=SCORER,
                    metrics={
                        name: EvalMetric(
                            name=name, value=figure.value, metadata={"low": figure.low, "high": figure.high, "n": figure.count}
                        )
                        for name, figure in of.all.metrics.items()
                    },
                )
                for split, of in split_figures(run.records).items()
            ],
        ),
        stats=EvalStats(started_at=manifest.created, completed_at=_ended(run), model_usage=_usage(model, run.records)),
        samples=samples,
    )


def sample(record: Record, values: dict[str, float], model: str, times: Times | None) -> EvalSample:
    """One record: `values` are its metrics by name. Its messages are those of the model; without one, those of the chat."""
    case = record.case
    found = fault(record)
    asked = [*(_message(role, text) for role, text in case.history), _message("user", case.question)]
    shown = record.text or record.error or "refused"
    sent = [_message(message.role, message.content) for message in record.prompt]
    return EvalSample(
        id=case.id,
        epoch=1,
        input=asked,
        target=["; ".join(" or ".join(group) for group in case.must) or "no answer"],
        messages=[*sent, _message("assistant", record.raw)] if sent else [*asked, _message("assistant", shown)],
        output=ModelOutput.from_content(model, shown),
        model_usage=_usage(model, [record]),
        scores={
            "ending": Score(value=ending(record), answer=record.text, explanation=EXPLAINED[found] if found else None),
            **{name: Score(value=value) for name, value in values.items()},
        },
        metadata={
            "category": case.category,
            "style": case.style,
            "split": case.split,
            "cluster": case.cluster,
            "outcome": record.outcome,
            "reply": text_of(record.reply),
            "quotes": [quote.text for quote in record.quotes],
            "fault": found,
            "confidence": record.confidence,
            "evidence": [f"{quote.document}: {quote.quote}" for quote in case.evidence],
            "hits": [f"{hit.rank:.3f} {hit.place.document} › {hit.section}: {hit.text}" for hit in record.hits],
            "citations": [f"[{cited.id}] {cited.place.document}: {cited.quote}" for cited in record.citations],
            "raw": record.raw,
            "dropped": list(record.dropped),
        },
        total_time=times.total_ms / 1000 if times else None,
    )


def _with_values(records: Sequence[Record]) -> list[tuple[Record, dict[str, float]]]:
    columns = {metric.name: metric.values(records) for metric in METRICS}
    return [
        (record, {name: value for name, values in columns.items() if (value := values[position]) is not None})
        for position, record in enumerate(records)
    ]


def _usage(model: str, records: Sequence[Record]) -> dict[str, ModelUsage]:
    """The tokens of these records; nothing where no model took part."""
    read, written = sum(record.prompt_tokens for record in records), sum(record.completion_tokens for record in records)
    return {model: ModelUsage(input_tokens=read, output_tokens=written, total_tokens=read + written)} if read else {}


def _ended(run: Run) -> str:
    """When the run would have ended if it was never interrupted."""
    seconds = sum(one.total_ms for one in run.times) / 1000
    return (datetime.fromisoformat(run.manifest.created) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def _message(role: str, text: str) -> ChatMessage:
    message: ChatMessage = MESSAGES[role](content=text)
    return message
