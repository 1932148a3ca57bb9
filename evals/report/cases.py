"""The cases with what each run made of them, and how often each fault occurred."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.cases import SPLITS, Case, Split
from evals.diagnosis import EXPLAINED, Fault, fault
from evals.metrics.answers import ending, forbidden, missing
from evals.record import Place, Record, holds, relevant
from evals.report.columns import Column

# So many hits are named; replaying a case shows all of them.
HITS = 3
REFUSED = {
    "not_covered": "The documents do not cover this.",
    "not_understood": "The question was not understood.",
    "care": "Taken for a call for help.",
    "smalltalk": "Taken for small talk.",
}


@dataclass(frozen=True)
class Attempt:
    """What one run made of a case. `found` says of each quote of the case how far it came."""

    column: Column
    record: Record
    fault: Fault | None
    found: tuple[str, ...]

    @property
    def ending(self) -> str:
        """The fault, or how the case ended well."""
        return self.fault or ending(self.record)

    @property
    def explanation(self) -> str:
        return EXPLAINED[self.fault] if self.fault else ""

    @property
    def refusal(self) -> str:
        """Why nothing was answered, in words; empty if something was."""
        return self.record.error or REFUSED.get(self.record.outcome, "")

    @property
    def lacks(self) -> list[tuple[str, ...]]:
        """The groups of which reply and quotes say nothing; of a refusal, which says nothing at all, none."""
        return [] if self.record.refused else missing(self.record)

    @property
    def forbidden(self) -> list[str]:
        return forbidden(self.record)

    @property
    def hits(self) -> list[str]:
        """Where the best hits stand: document and nearest heading."""
        best = ((hit.place.document, hit.section.rpartition(" > ")[2]) for hit in self.record.hits[:HITS])
        return [" › ".join(filter(None, names)) for names in best]

    @property
    def verbatim(self) -> set[str]:
        """The sentences that are shown; a quote that is one of them need not be read twice."""
        return {sentence.text for sentence in self.record.quotes}

    @property
    def replay(self) -> str:
        """The command that shows everything."""
        return shlex.join(["waymark", "eval", "replay", str(self.column.run.folder), self.record.case.id])


@dataclass(frozen=True)
class Asked:
    """A case with the attempts of all runs that were asked it."""

    case: Case
    attempts: tuple[Attempt, ...]

    @property
    def worst_first(self) -> list[Attempt]:
        """The attempts that went wrong, then those that ended well."""
        return sorted(self.attempts, key=lambda attempt: attempt.fault is None)


@dataclass(frozen=True)
class FaultRow:
    """`counts` has one for each run."""

    fault: Fault
    explanation: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Faults:
    """`failed` and `cases`: how many of each run."""

    rows: tuple[FaultRow, ...]
    failed: tuple[int, ...]
    cases: tuple[int, ...]


def asked(columns: Sequence[Column]) -> list[Asked]:
    """All cases, those of the test split first. Runs that were asked different cases under one id are kept apart."""
    attempts: dict[Case, list[Attempt]] = {}
    for column in columns:
        for record in column.run.records:
            attempts.setdefault(record.case, []).append(Attempt(column, record, fault(record), tuple(_found(record))))
    found = [Asked(case, tuple(some)) for case, some in attempts.items()]
    return sorted(found, key=lambda one: SPLITS.index(one.case.split))


def count_faults(columns: Sequence[Column], cases: Sequence[Asked], split: Split) -> Faults:
    """The faults that occur in a split, in the order of the steps at which answers are lost."""
    attempts = [attempt for one in cases if one.case.split == split for attempt in one.attempts]
    counts = Counter((attempt.column.letter, attempt.fault) for attempt in attempts)
    rows = (
        FaultRow(name, explanation, tuple(counts[column.letter, name] for column in columns))
        for name, explanation in EXPLAINED.items()
    )
    asked_of = Counter(attempt.column.letter for attempt in attempts)
    return Faults(
        rows=tuple(row for row in rows if any(row.counts)),
        failed=tuple(asked_of[column.letter] - counts[column.letter, None] for column in columns),
        cases=tuple(asked_of[column.letter] for column in columns),
    )


def _found(record: Record) -> Iterator[str]:
    """For each quote of the case, how far it came on the way to the answer."""
    for quote in record.evidence:
        steps = []
        if record.confidence is not None:
            steps.append(_rank(record, quote))
        steps.append("quoted" if holds(record.cited, quote) else "not quoted")
        yield ", ".join(steps)


def _rank(record: Record, quote: Place) -> str:
    rank = next((number for number, hit in enumerate(record.hits, start=1) if relevant(hit.place, quote)), None)
    return f"hit {rank} of {len(record.hits)}" if rank else f"not among the {len(record.hits)} hits"
