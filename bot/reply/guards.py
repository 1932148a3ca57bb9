"""Checks on sentences that a model wrote: only what one source says, figures and names included, is shown.

The typical error of a small model is the right number of the wrong thing, so a number, a name and what they are said
of must stand together in one source, and within it in one clause. What is dropped is quoted word for word instead, so
the checks rather drop too much: of 1,917 faithful sentences (tuning/examples, a to g) they keep 74%, and of the same
sentences with a figure, unit or limit changed, a denial added or dropped, or sides turned round, they refuse 97% or more.

Does not cover: whether the sentence answers the question ("Yes," and "No," are not judged), what "it" stands for, and
meaning beyond the words: a paraphrase without a shared word is dropped, an error that keeps all words may pass.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.reply.bindings import (
    misplaced_figures,
    misplaced_names,
    misread_figures,
    mixed_clauses,
)
from bot.reply.facts import Clause, Text, rows_of, words_of
from bot.reply.figures import plain, values_of, written
from bot.reply.hedges import denied, opposite, surer, unconditional
from bot.reply.hollow import of_the_prompt, repeated, reworded
from bot.reply.lexicon import LABELS, LIGHT, MEASURES
from bot.reply.order import swapped_neighbours, turned_round
from index.lexical import stems

# The share of a sentence's content words that its source has to hold. In a sentence with a figure each has to be held:
# "the course takes 6 months" shares all but one word with "the track takes 6 months".
LEAST_SUPPORT = 0.7

NAME = re.compile(
    r"(?m)(?<![.!?|]\s)(?<!^)(?<![\w'’])[A-Z][\w+#.'’-]*[\w+#]|\b[A-Z]{2,}\b|\bC\+\+|(?<=[a-z,]\s)[A-HJ-Z](?=[\s,.;)]|$)"
)
WORD = re.compile(r"[\w+#.'’-]*[\w+#]")
# "step 7", "level 2": a number that names one of several. It is not the seven of "seven steps".
LABEL = re.compile(rf"\b({LABELS})\s+(\d+)")
# What answers the question and is not in the documents; the rest of the sentence is checked without it.
OPENING = re.compile(r"^(?:yes|no|not yet|not quite)\s*(?:[,;:.!–—]|$)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """`source` is the position of the source that supports the checked sentence; None: `problem` says what is wrong."""

    source: int | None
    problem: str = ""


def check(sentence: str, sources: Sequence[str], others: Sequence[str] = ()) -> Verdict:
    """Find the one of `sources` that says what `sentence` says; of several that do, the one that holds most of its words.

    A source is a sentence, or lines: a list's lead-in and its items, or a table's first row and others. Of several
    items, each clause of the sentence has to stand in one. Names and words in `others` are known to be of something else.
    """
    sentence = OPENING.sub("", sentence)
    said = Text(sentence)
    everything = " ".join([*sources, *others])
    named = names(sentence) | ({_bare(sentence.split(" ")[0])} & names(everything))
    elsewhere = words_of(everything)
    problem, nearest = "has no cited passage", -1.0
    best: tuple[float, int] | None = None
    for position, source in enumerate(sources):
        found = support(sentence, source)
        if wrong := _problem(said, source, named, elsewhere) or reworded(said, Text(source)):
            if found > nearest:
                problem, nearest = wrong, found
        elif best is None or found > best[0]:
            best = (found, position)
    return Verdict(best[1]) if best else Verdict(None, problem)


def numbers(text: str) -> frozenset[Decimal]:
    """The values in a text, however they are written: $1,200.00, 1200 and 1.2k are one value; "six" is 6."""
    return frozenset(values_of(text))


def labels(text: str) -> frozenset[str]:
    """Numbers that name one of several, with the word before them: "step 7"."""
    return frozenset(f"{word} {number}" for word, number in LABEL.findall(plain(text)))


def names(text: str) -> frozenset[str]:
    """Lower-case words that are capitalised inside the sentence, and acronyms: who or what it speaks of."""
    return frozenset(_bare(match[0]) for match in NAME.finditer(text))


def support(sentence: str, source: str) -> float:
    """The share of the sentence's content stems that the source holds, from 0 to 1. Light words count where it has them."""
    held = words_of(source)
    wanted = [word for clause in Text(sentence).clauses for word in clause.items if isinstance(word, str)]
    wanted = [word for word in wanted if word in held or word not in LIGHT]
    return sum(word in held for word in wanted) / len(wanted) if wanted else 0.0


def _problem(said: Text, source: str, named: frozenset[str], elsewhere: frozenset[str]) -> str:
    """Why a source does not say what a sentence says, or an empty string. Of several rows, one has to say each clause."""
    rows = rows_of(source)
    if len(rows) < 2:
        return _problem_of_one(said, Text(source), named, elsewhere)
    texts = [(Text(row), words_of(label)) for row, label in rows]
    for clause in said.groups if rows[0][1] else said.clauses:
        piece = Text(clause.text)
        if clause.telling and not any(
            _speaks_of(clause, row, label) and not _problem_of_one(piece, row, named & _words(clause.text), elsewhere)
            for row, label in texts
        ):
            return "is put together from several rows"
    return ""


def _speaks_of(clause: Clause, row: Text, label: frozenset[str]) -> bool:
    """Whether a clause names a table's row, or has at least half of what a list's item begins with."""
    item = next(part for part in row.clauses if part.part == row.clauses[-1].part).telling
    return bool(label & clause.words) if label else 2 * len(item & clause.telling) >= len(item)


def _problem_of_one(said: Text, source: Text, named: frozenset[str], elsewhere: frozenset[str]) -> str:
    spoken_of = frozenset(stem for name in names(source.text) | named for stem in stems(name))
    problem = (
        of_the_prompt(said, source)
        or repeated(said, source)
        or _unknown(said, source, named)
        or misread_figures(said, source)
        or misplaced_figures(said, source)
        or misplaced_names(said, source, spoken_of)
        or swapped_neighbours(said, source, spoken_of)
        or turned_round(said, source)
        or mixed_clauses(said, source)
        or denied(said, source)
        or surer(said, source)
        or unconditional(said, source)
        or opposite(said, source)
        or _brought_in(said, source, elsewhere)
    )
    held = support(said.text, source.text)
    return problem or (f"only {held:.0%} of its words are in the source sentence" if held < LEAST_SUPPORT else "")


def _unknown(said: Text, source: Text, named: frozenset[str]) -> str:
    """Numbers, names, units and labels that the source does not have at all."""
    words = _words(source.text)
    missing = (
        sorted(map(written, numbers(said.text) - numbers(source.text)))
        or sorted(name for name in named - words if not stems(name) or not source.stems >= set(stems(name)))
        or sorted({figure.unit for figure in said.figures if figure.unit} - source.stems)
        or sorted((said.words & MEASURES) - source.stems)
        or sorted(_unknown_labels(said, source))
    )
    return f"{', '.join(missing)} does not stand with it in one source sentence" if missing else ""


def _unknown_labels(said: Text, source: Text) -> set[str]:
    """A table may have the word in a title, and the number in a cell below it."""
    titled = {f"{word} {value}" for cell in source.clauses if cell.cell for word in cell.context for value in cell.values}
    missing = labels(said.text) - labels(source.text)
    return {label for label in missing if " ".join([*stems(label.split()[0]), label.split()[1]]) not in titled}


def _brought_in(said: Text, source: Text, elsewhere: frozenset[str]) -> str:
    """Words from elsewhere in the passages; beside a figure, any that the source does not have."""
    unknown = said.words - source.known - LIGHT
    foreign = sorted(unknown & elsewhere or {word for group in said.groups if group.figures for word in group.words & unknown})
    return f"{', '.join(foreign)} does not stand with it in one source sentence" if foreign else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in WORD.findall(text))


def _bare(word: str) -> str:
    return word.lower().rstrip(",:").removesuffix("'s").removesuffix("’s")
