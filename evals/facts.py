"""The fact inventory: what the bundled guides say, and one learner's question for each fact.

evals/facts/*.jsonl       {"id", "document", "quote", "value"}: `value` is what an answer must contain
evals/questions/*.jsonl   {"fact", "question"}: worded differently from the guide
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import WaymarkError

HERE = Path(__file__).parent


class FactsError(WaymarkError):
    """A line of the inventory is not as it must be; the message names file and line."""


@dataclass(frozen=True)
class Fact:
    """`quote` stands word for word in `document`; `value` is the part of it that answers `question`."""

    id: str
    document: str
    quote: str
    value: str
    question: str


def load_facts(folder: Path = HERE) -> list[Fact]:
    """Every fact with its question, in order of id. Raises FactsError for a fact without exactly one question."""
    questions: dict[str, str] = {}
    for path in sorted((folder / "questions").glob("*.jsonl")):
        for where, row in _rows(path, {"fact", "question"}):
            if row["fact"] in questions:
                raise FactsError(f"{where}: {row['fact']} has a second question; remove one")
            questions[row["fact"]] = row["question"]
    facts: dict[str, Fact] = {}
    for path in sorted((folder / "facts").glob("*.jsonl")):
        for where, row in _rows(path, {"id", "document", "quote", "value"}):
            if row["id"] in facts:
                raise FactsError(f"{where}: {row['id']} occurs twice; give each fact its own id")
            if row["id"] not in questions:
                raise FactsError(f"{where}: {row['id']} has no question in evals/questions; write one")
            facts[row["id"]] = Fact(**row, question=questions[row["id"]])
    if orphans := sorted(questions.keys() - facts.keys()):
        raise FactsError(f"evals/questions asks for unknown facts: {', '.join(orphans)}")
    return [facts[key] for key in sorted(facts)]


def _rows(path: Path, keys: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            where = f"{path.name}, line {number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise FactsError(f"{where}: is not JSON ({error})") from error
            if not isinstance(row, dict) or row.keys() != keys or not all(isinstance(value, str) for value in row.values()):
                raise FactsError(f"{where}: needs exactly the texts {', '.join(sorted(keys))}")
            yield where, row
