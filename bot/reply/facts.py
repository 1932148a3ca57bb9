"""Read a text as facts: its clauses, and in each its words in order and its figures with what limits them.

By punctuation, conjunctions and short lists of English words, not by a grammar. Covers prose, and list items below the line
that leads into them. Does not cover: who "it" or "they" is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from bot.reply.figures import FIGURE, Figure, find_figures, plain, values_of, written
from bot.reply.lexicon import CURRENCY, FUNCTION, NEGATION, NO_DENIAL
from index.lexical import stems

# Where one clause ends and the next begins, for certain and perhaps. A comma inside a figure ends nothing.
HARD_END = re.compile(r"[;?!]|\.(?=\s|$)|:(?=\s|$)")
SOFT_END = re.compile(
    r",(?!\d)|[()]|[–—](?! *\d)|\b(?=(?:(?:and|or)(?! (?:more|over|above|older|less|fewer|under|younger|so)\b)|but|while"
    r"|whereas|although|though|because|since|which|who|whose|instead of|rather than|against|compared|if|unless|provided|when"
    rf"|once|except|as long as|(?<!up )to(?= (?:{CURRENCY} )?\d)"
    rf"|(?<!later )(?<!earlier )than(?! (?:{CURRENCY} )?\d| one\b))\b)"
)


@dataclass(frozen=True)
class Clause:
    """`items` are content stems and figures in order; `context` are stems and values of what leads into the clause.

    `part` counts the sentences, lines and cells before it, `start` the clauses of its part.
    """

    text: str
    items: tuple[str | Figure, ...]
    context: frozenset[str]
    part: int
    start: int = 0

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(item for item in self.items if isinstance(item, str))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(item for item in self.items if isinstance(item, Figure))

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(written(value) for figure in self.figures for value in figure.values)

    @cached_property
    def known(self) -> frozenset[str]:
        """Its words and values, and those of its context."""
        return self.words | self.values | self.context

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its figures."""
        return frozenset(figure.kind for figure in self.figures)

    @property
    def denied(self) -> bool:
        """Two denials cancel each other."""
        return len(NEGATION.findall(NO_DENIAL.sub(" ", self.text))) % 2 == 1


class Text:
    """A sentence, or a source: lines of which one ending in a colon leads into those below it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.clauses = tuple(_read(text))
        self.figures = tuple(figure for clause in self.clauses for figure in clause.figures)
        self.words = frozenset(word for clause in self.clauses for word in clause.words)
        self.known = frozenset(word for clause in self.clauses for word in clause.known)

    @cached_property
    def groups(self) -> tuple[Clause, ...]:
        """Clauses of one part joined while no two figures of one kind come together: what each figure is said of."""
        joined: list[Clause] = []
        for clause in self.clauses:
            if joined and joined[-1].part == clause.part and not clause.kinds & joined[-1].kinds:
                last = joined.pop()
                clause = replace(last, text=f"{last.text}, {clause.text}", items=last.items + clause.items)
            joined.append(clause)
        return tuple(joined)


def words_of(text: str) -> frozenset[str]:
    """The content stems of a text, figures left out."""
    return frozenset(_stems(FIGURE.sub(" ", plain(text))))


def _known(text: str) -> frozenset[str]:
    return words_of(text) | set(map(written, values_of(text)))


def _stems(text: str) -> list[str]:
    return [stem for stem in stems(text) if stem not in FUNCTION]


def _read(text: str) -> Iterator[Clause]:
    context: frozenset[str] = frozenset()
    part = 0
    for line in map(str.strip, text.split("\n")):
        for clause in _clauses(plain(line), context, part):
            part = clause.part + 1
            yield clause
        context |= _known(line) if line.endswith(":") else frozenset()


def _clauses(line: str, context: frozenset[str], part: int) -> Iterator[Clause]:
    """A line's clauses. What stands before a colon leads into what follows it."""
    for start, end in pairwise([0, *(match.end() for match in HARD_END.finditer(line)), len(line)]):
        for position, (text, items) in enumerate(_split(line[start:end])):
            if text:
                yield Clause(text, tuple(items), context, part, position)
        context |= _known(line[start:end]) if line[start:end].endswith(":") else frozenset()
        part += 1


def _split(piece: str) -> list[tuple[str, list[str | Figure]]]:
    """Cut where clauses meet, but inside no figure. What has no content of its own stays with its neighbour."""
    figures = find_figures(piece)
    ends = [match.end() for match in SOFT_END.finditer(piece)]
    ends = [end for end in ends if not any(begin < end <= stop for begin, stop, _ in figures)]
    split: list[tuple[str, list[str | Figure]]] = []
    for start, end in pairwise([0, *ends, len(piece)]):
        items: list[str | Figure] = []
        position = start
        for begin, stop, figure in figures:
            if start <= begin < end:
                items += [*_stems(piece[position:begin]), figure]
                position = stop
        items += _stems(piece[position:end])
        text = piece[start:end].strip(" ,")
        if split and not (items and split[-1][1]):
            split[-1] = (f"{split[-1][0]} {text}".strip(), split[-1][1] + items)
        else:
            split.append((text, items))
    return split
