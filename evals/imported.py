"""Questions about the occupations of O*NET and their pay, asked of an index that holds what was imported.

evals/cases/imported/*.jsonl, a case a line: {"id", "kind": "title" | "described" | "pay", "question", "wanted": [{"occupation":
a code, or the front of one, "says": [text, …]}, …], "split"}. Titles were drawn by chance from all; a description is in other
words than the title. An answer is right if

    title, described    the first document that was found is the wanted one
    pay                 of each thing wanted, one quoted sentence of its document says all together, such as place and figure;
                        where nothing is published, an answer without any amount is right too

Figures are of May 2025, from the tables themselves. No chat model is asked. Does not cover: other releases of the tables.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter

from bot.answer import Answer
from bot.answering import Answerer, whole_answer
from evals.cases import CasesError, lines, validated
from evals.matching import states
from evals.statistics import quantile, share
from evals.text import figure_text
from index.documents import IMPORTED

Kind = Literal["title", "described", "pay"]


@dataclass(frozen=True)
class Wanted:
    """`occupation` is the code that the document's name begins with."""

    occupation: str
    says: tuple[str, ...]

    def in_document(self, id_: str) -> bool:
        return id_.startswith(f"{IMPORTED}/{self.occupation}")


@dataclass(frozen=True)
class ImportedCase:
    id: str
    kind: Kind
    question: str
    wanted: tuple[Wanted, ...]
    split: Literal["calibration", "test"]


@dataclass(frozen=True)
class Asked:
    """What came of a case."""

    case: ImportedCase
    answer: Answer

    @property
    def right(self) -> bool:
        if self.case.kind != "pay":
            return bool(self.first) and self.case.wanted[0].in_document(self.first)
        said = [(self._document(number), sentence.text) for sentence in self.answer.sentences for number in sentence.citations]
        if all(any(one.in_document(id_) and _says(text, one.says) for id_, text in said) for one in self.case.wanted):
            return True
        return not _amounts(text for one in self.case.wanted for text in one.says) and not _amounts(text for _, text in said)

    @property
    def first(self) -> str:
        """The id of the document that was found first; empty if nothing was searched or found."""
        result = self.answer.trace.result
        return result.hits[0].document.id if result and result.hits else ""

    def _document(self, number: int) -> str:
        return next(one.evidence.document.id for one in self.answer.citations if one.id == number)


CASE = TypeAdapter(ImportedCase)


def load_imported(folder: Path) -> list[ImportedCase]:
    """Every case below `folder`. Raises CasesError naming file and line of one that is not as it must be."""
    cases: dict[str, ImportedCase] = {}
    for where, line in lines(folder):
        case = validated(CASE, where, line)
        if case.id in cases:
            raise CasesError(f"{where}: {case.id} occurs twice; give each case its own id")
        if not case.wanted:
            raise CasesError(f"{where}: {case.id} wants nothing; name an occupation")
        cases[case.id] = case
    return list(cases.values())


async def ask_imported(answerer: Answerer, cases: Sequence[ImportedCase], progress: Callable[[int, int], None]) -> list[Asked]:
    """Ask one after the other. Raises QuestionError for what cannot be searched."""
    asked = []
    for number, case in enumerate(cases, start=1):
        asked.append(Asked(case, await whole_answer(answerer.answer(case.question))))
        progress(number, len(cases))
    return asked


def imported_text(asked: Sequence[Asked]) -> str:
    """The share right of each kind, by splits, with Wilson's interval; the time of a search; what is wrong."""
    told = []
    for split in dict.fromkeys(one.case.split for one in asked):
        told.append(f"{split} split")
        for kind in get_args(Kind):
            figure = share([one.right for one in asked if (one.case.split, one.case.kind) == (split, kind)])
            told += [f"  {kind:<12} {figure_text(figure)}"] if figure else []
    times = [one.answer.timings.retrieve_ms for one in asked]
    middle, late = quantile(times, 0.5), quantile(times, 0.95)
    if middle and late:
        told.append(f"Search, median / 95th percentile: {middle.value:.0f} / {late.value:.0f} ms")
    told += [
        f"{one.case.id}: {one.case.question} ({one.answer.outcome}; first: {one.first or 'nothing'})"
        for one in asked
        if not one.right
    ]
    return "\n".join(told)


def _says(text: str, values: Sequence[str]) -> bool:
    return all(states(text, value) for value in values)


def _amounts(texts: Iterable[str]) -> bool:
    return any("$" in text for text in texts)
