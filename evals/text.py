"""Runs, comparisons and records as text for a terminal."""

from collections.abc import Iterator, Sequence

from evals.compare import Comparison, Flip
from evals.diagnosis import EXPLAINED, fault
from evals.figures import METRICS, speed, split_figures, spreads
from evals.metrics.answers import ending
from evals.personas import differences, treated_alike
from evals.record import Record
from evals.run import Run
from evals.statistics import Figure

WIDTH = 48


def run_text(run: Run) -> str:
    """The figures of each split, of fairness and of speed."""
    lines = []
    for split, of in split_figures(run.records).items():
        lines += ["", f"{run.mode}, {split} split, {of.all.cases} cases"]
        named = [(metric.label, of.all.metrics.get(metric.name)) for metric in METRICS]
        named += [("AUROC of how sure it is", of.all.auroc), ("... against near-unanswerable", of.all.auroc_near)]
        lines += [_line(label, figure_text(figure)) for label, figure in named if figure]
    if alike := treated_alike(run.personas):
        lines += ["", _line("pairs of personas treated alike", figure_text(alike))]
        lines += [f"    {one.pair} ({one.attribute}): {one.what}" for one in differences(run.personas)]
    lines.append("")
    for name, spread in spreads(speed(run.times, 0)).items():
        if spread.median and spread.p95:
            figure = f"{spread.median.value:.0f} / {spread.p95.value:.0f} ms"
            lines.append(_line(f"{name}, median / 95th percentile", figure))
    return "\n".join(lines)


def _line(label: str, figure: str) -> str:
    return f"  {label:<{WIDTH}} {figure}"


def figure_text(figure: Figure) -> str:
    """ "0.842  (0.801 to 0.876, n = 250)"."""
    interval = f"{figure.low:.3f} to {figure.high:.3f}, " if figure.low is not None and figure.high is not None else ""
    return f"{figure.value:.3f}  ({interval}n = {figure.count})"


def comparison_text(before: Run, after: Run, count: int, comparisons: Sequence[Comparison], flips: Sequence[Flip]) -> str:
    """Metrics side by side with their verdicts, then the cases that flipped."""
    lines = [f"A: {before.mode} {before.folder}", f"B: {after.mode} {after.folder}", f"{count} cases in common", ""]
    lines.append(f"{'':<{WIDTH}} {'A':>7} {'B':>7} {'B − A':>7}  95% interval      p       verdict")
    for one in comparisons:
        change = one.difference
        interval = f"{change.low:+.3f} … {change.high:+.3f}" if change.low is not None and change.high is not None else "–"
        p = "–" if one.p is None else f"{one.p:.4f}"
        sides = f"{one.before:7.3f} {one.after:7.3f} {change.value:+7.3f}"
        lines.append(f"{one.metric.label:<{WIDTH}} {sides}  {interval:<17} {p:<7} {one.verdict}")
    lines += ["", f"{len(flips)} cases flipped"]
    lines += [f"  {flip.case}: {flip.before} → {flip.after}: {flip.question}" for flip in flips]
    return "\n".join(lines)


def record_text(record: Record) -> str:
    """How an answer came about, from the question to the verdict."""
    return "\n".join(_record_lines(record))


def _record_lines(record: Record) -> Iterator[str]:
    case = record.case
    yield f"{case.id} · {case.category} · {case.style} · {case.split} · {case.cluster}"
    yield from (f"  {role}: {text}" for role, text in case.history)
    yield f"Question: {case.question}"
    yield f"Understood as: {record.standalone_question}"
    yield f"Searched: {record.searched}"
    yield f"Confidence: {record.confidence}, familiarity: {record.familiarity}"
    yield "Wanted: " + ("; ".join(" or ".join(group) for group in case.must) or f"no answer ({case.note})")
    yield from (f"  not: {value}" for value in case.must_not)
    yield from (f"  evidence in {quote.document}: {quote.quote}" for quote in case.evidence)
    yield "\nHits"
    for number, hit in enumerate(record.hits, start=1):
        mark = "*" if hit.chunk in record.relevant else " "
        scores = f"late {hit.score:.3f} dense {_score(hit.dense)} lexical {_score(hit.lexical)} fused {hit.fused:.4f}"
        yield f"{mark}{number:3}. {hit.rank:.3f} ({scores}) {hit.place.document} · {hit.section}"
        yield f"      {' '.join(hit.text.split())}"
    if record.prompt:
        yield "\nPrompt as sent"
        yield from (f"[{message.role}]\n{message.content}" for message in record.prompt)
        yield f"\nRaw output ({record.prompt_tokens} tokens read, {record.completion_tokens} written)\n{record.raw}"
        yield "\nDropped"
        yield from (f"  {dropped}" for dropped in record.dropped)
    yield f"\nOutcome: {record.error or record.outcome}"
    for title, sentences in (("Reply", record.reply), ("Quotes", record.quotes), ("Plan", record.plan)):
        if sentences:
            yield f"\n{title}"
            yield from (f"  {sentence.text} {list(sentence.citations)}" for sentence in sentences)
    yield f"\nAs a learner reads it\n{record.text}\n"
    yield from (
        f"  [{cited.id}] {cited.label} ({cited.place.document} {cited.place.start}–{cited.place.end}): {cited.quote}"
        for cited in record.citations
    )
    found = fault(record)
    yield f"\nEnding: {ending(record)}" + (f". {found}: {EXPLAINED[found]}" if found else "")


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.3f}"
