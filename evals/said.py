"""The grounding check on what an adviser said of a passage, right and made wrong: does it let the one through, and not the
other? Where evals/replies has few errors of a kind, here are many.

Over a fixed sample of tuning/examples, each passage with those beside it that are most like it, as a search brings them; of the
changes of a kind that can be made of a sentence one, by chance. The check's own numbers were chosen over these examples. Does
not cover: a changed sentence that is true by luck, unless a quote says it word for word; and whether a sentence answers.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from bot.reply.facts import words_of
from bot.reply.grounding import OPENING, Sources
from bot.reply.writer import split_written, written_text
from evals.cases import lines, validated
from evals.changes import changes
from evals.statistics import share
from evals.text import figure_text
from index.blocks import Span
from index.lexical import stems
from index.tables import cells

EXAMPLES = Path(__file__).resolve().parent.parent / "tuning" / "examples"
SEED, PASSAGES, BESIDE, LISTED = 3, 150, 2, 10
FAITHFUL = "as an adviser said it"
ELSEWHERE = "a sentence of another passage"


@dataclass(frozen=True)
class Told:
    question: str
    answer: tuple[int, ...]
    said: str

    @cached_property
    def sentences(self) -> list[str]:
        """As those of a reply are told apart. A bare "No." says nothing that a quote could hold."""
        finished, rest = split_written(self.said)
        return [text for text in map(written_text, (*finished, rest)) if re.search(r"\w", OPENING.sub("", text))]


@dataclass(frozen=True)
class Example:
    """tuning/README.md describes the fields."""

    id: str
    title: str
    heading: str
    kind: Literal["prose", "list", "table"]
    lead_in: str
    sentences: tuple[str, ...]
    questions: tuple[Told, ...]
    missing: tuple[str, ...]

    @cached_property
    def lines(self) -> list[str]:
        """Its sentences as a model reads them: a table's values behind their columns' titles, without the header."""
        if self.kind != "table":
            return list(self.sentences)
        titles, *rows = ([cell.of(line) for cell in cells(line, Span(0, len(line)))] for line in self.sentences)
        return [_row(titles if len(titles) == len(row) else [""] * len(row), row) for row in rows]

    @cached_property
    def quote(self) -> tuple[str, str]:
        """Its label and its text, as in bot.reply.passages."""
        said = [line.rstrip(";,") for line in self.lines]
        text = " ".join(said) if self.kind == "prose" else "; ".join(said)
        return " › ".join(dict.fromkeys((self.title, self.heading))), f"{self.lead_in} {text}".strip()

    @property
    def parts(self) -> tuple[str, ...]:
        """All that is said in it."""
        return (self.title, self.heading, self.lead_in, *self.lines)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stems(" ".join(self.quote)))


@dataclass(frozen=True)
class Checked:
    """A sentence, what it was made from and how, and why the check drops it; empty if it lets it through."""

    example: str
    kind: str
    text: str
    said: str
    problem: str

    @property
    def is_right(self) -> bool:
        """Whether the check does with it what it should."""
        return bool(self.problem) != (self.kind == FAITHFUL)


EXAMPLE = TypeAdapter(Example)


def load_examples(folder: Path) -> list[Example]:
    """Raises CasesError naming file and line of an example that is not as it must be."""
    return [validated(EXAMPLE, where, line) for where, line in lines(folder)]


def check(examples: Sequence[Example]) -> Iterator[Checked]:
    """Every sentence that is said in the sample, and one change of each kind that can be made of it."""
    sample = random.Random(SEED).sample(examples, min(PASSAGES, len(examples)))
    for example in sample:
        near = beside(example, examples)
        read = [example.quote, *(other.quote for other in near)]
        words = [_words(text) for _, text in read]
        elsewhere = [other for other in sample if other not in (example, *near)]
        others = [text for other in elsewhere for told in other.questions for text in told.sentences]
        sources = Sources(read)
        for told in example.questions:
            sources.asked = words_of(told.question)
            for said in told.sentences:
                yield Checked(example.id, FAITHFUL, said, said, sources.homes(said)[1])
                made = changes(said, example.parts, [part for other in near for part in other.parts]) | {ELSEWHERE: others}
                for kind, texts in made.items():
                    chances = random.Random(f"{kind} {said}").sample(texts, len(texts))
                    text = next((text for text in chances if not any(_words(text) in quote for quote in words)), "")
                    if text:
                        yield Checked(example.id, kind, text, said, sources.homes(text)[1])


def beside(example: Example, examples: Sequence[Example]) -> list[Example]:
    """The other passages that share most of their words with this one."""
    others = [other for other in examples if other.id != example.id]
    shared = {other.id: len(example.stems & other.stems) / len(example.stems | other.stems) for other in others}
    return sorted(others, key=lambda other: -shared[other.id])[:BESIDE]


def checked_text(checked: Sequence[Checked]) -> str:
    """The shares with their intervals, then some of what the check got wrong: of each kind in turn."""
    kinds = {kind: [one for one in checked if one.kind == kind] for kind in (FAITHFUL, *changes("", (), ()), ELSEWHERE)}
    named = {kind: f"{kind}, {'kept' if kind == FAITHFUL else 'dropped'}" for kind in kinds}
    shares = [(named[kind], share([one.is_right for one in of])) for kind, of in kinds.items()]
    failed = {kind: [one for one in of if not one.is_right] for kind, of in kinds.items()}
    dropped = failed.pop(FAITHFUL)[:LISTED]
    kept = [one for turn in zip_longest(*failed.values()) for one in turn if one][:LISTED]
    return "\n".join(
        [
            f"{len(kinds[FAITHFUL])} sentences about passages of tuning/examples, and changes of them",
            *(f"  {name:<41} {figure_text(figure)}" for name, figure in shares if figure),
            "",
            *(f"{one.example}: {one.kind}, dropped: {one.problem}: {one.text}" for one in dropped),
            *(f"{one.example}: {one.kind}, kept: {one.text} (said: {one.said})" for one in kept),
        ]
    )


def _row(titles: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip(titles, row, strict=True)
    return " · ".join(f"{title}: {cell}" if title else cell for title, cell in pairs if cell)


def _words(text: str) -> str:
    """The words and signs in a row. Not the check's own way to compare: what that overlooks is to be seen."""
    words = re.findall(r"\w+|[€£$%]", text.lower())
    return f" {' '.join(words)} "
