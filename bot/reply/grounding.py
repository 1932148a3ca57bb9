"""Whether a sentence that a model wrote stands in the quotes that it was given.

A small model's typical errors are the right figure of the wrong thing, yes where the quote says no, and a bridge between two
quotes that neither builds. So figures and names have to be there, what is said has to stand together in one place of a quote,
and a figure in the place that fits the question best. Compares stems, figures and denials, by clauses; does not cover meaning
beyond the words: an error that keeps all words of one clause passes, a paraphrase without a shared word is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.reply.facts import Clause, Text, words_of
from bot.reply.figures import Figure, values_of, written
from bot.reply.lexicon import LIGHT, MEASURES, OPPOSITES
from index.lexical import stems

# Of the words of a sentence that stand in the quotes at all, so many have to stand in one place, or above it.
LEAST_TOGETHER = 0.6
# So many of its words may stand in no quote: the model's own, or the learner's.
MOST_ADDED = 0.34
# A figure's place may fit a little worse than another one's, whose sentence merely has more words.
SLACK = 0.5
NAME = re.compile(r"(?<![.!?|:]\s)(?<!^)(?<![\w'’])[A-Z][\w+#.'’-]*[\w+#]|\b[A-Z]{2,}\b|\bC\+\+")
OPENING = re.compile(r"^(?:yes|no)\s*(?:[,;:.!–—]|$)\s*", re.IGNORECASE)
UNIT_END = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True)
class Place:
    """A sentence, item or row of a quote; `above` are stems and figures of what stands before and above it, from where "it" is
    understood."""

    source: int
    said: Text
    above: frozenset[str]

    def has(self, figure: Figure) -> bool:
        return _has(self.said, figure) or set(map(written, figure.values)) <= self.above

    @cached_property
    def words(self) -> frozenset[str]:
        return self.said.known | self.above


class Sources:
    """All quotes that a model was given, each a label (title and heading) and a text."""

    def __init__(self, quotes: Sequence[tuple[str, str]], question: str = "") -> None:
        self.asked = words_of(question)
        self.stems = frozenset(stem for label, text in quotes for stem in stems(f"{label} {text}"))
        self.values = frozenset(value for label, text in quotes for value in values_of(f"{label} {text}"))
        self.places = tuple(place for number, (label, text) in enumerate(quotes) for place in _places(number, label, text))
        self.known = frozenset(word for place in self.places for word in place.words)
        self._texts = [_plain(text) for _, text in quotes]

    def homes(self, sentence: str) -> tuple[tuple[int, ...], str]:
        """The positions of the quotes that say what a sentence says; or none, and what is wrong with it."""
        sentence = OPENING.sub("", sentence)
        copied = tuple(number for number, text in enumerate(self._texts) if _plain(sentence) in text)
        if copied:
            return copied, ""
        said = Text(sentence)
        telling = said.words - LIGHT
        if not said.figures and not telling & self.known:
            return (), "says nothing of the quotes"
        names = [name for name in NAME.findall(sentence) if stems(name) and not set(stems(name)) <= self.stems | self.asked]
        if missing := [written(value) for value in values_of(sentence) if value not in self.values] or names:
            return (), f"{', '.join(missing)} stands in no quote"
        if len(telling - self.known) > MOST_ADDED * len(telling):
            return (), "is in other words than the quotes"
        homes: dict[int, None] = {}
        for clause in said.groups:
            home, problem = self._home(clause, telling & self.known)
            if problem:
                return (), problem
            if home:
                homes[home.source] = None
        return tuple(homes), _opposite(said, self.places)

    def _home(self, clause: Clause, telling: frozenset[str]) -> tuple[Place | None, str]:
        """Where a clause stands: together, and its figures where they fit best."""
        about = clause.words & telling
        fitting = [place for place in self.places if all(map(place.has, clause.figures))]
        if not fitting:
            return None, "brings figures together that stand apart"
        if not about and not clause.figures:
            return None, ""
        home = max(fitting, key=lambda place: _fit(about, self.asked, place, place.said.clauses))
        if about and len(about & home.words) < LEAST_TOGETHER * len(about):
            return None, "is put together from several places"
        for figure in clause.figures:
            own = [_fit(about, self.asked, home, [other]) for other in home.said.groups if _has(other, figure)]
            if own and self._rival(figure, about) > max(own) + SLACK:
                return None, f"{'–'.join(map(written, figure.values))} is said of something else"
        beside = [other for place in self.places if place.source == home.source for other in place.said.clauses]
        if _turned(clause, _most_like(clause, home.said.clauses), beside):
            return None, "denies what the quote says, or the other way round"
        return home, ""

    def _rival(self, figure: Figure, about: frozenset[str]) -> float:
        """How well the best place of another figure of this kind fits."""
        return max(
            (
                _fit(about, self.asked, place, [other])
                for place in self.places
                for other in place.said.groups
                if figure.kind in other.kinds and not _has(other, figure)
            ),
            default=0.0,
        )


def _places(number: int, label: str, text: str) -> list[Place]:
    units = [unit for unit in UNIT_END.split(text) if re.search(r"\w", unit)]
    titled = words_of(label) | set(map(written, values_of(label)))
    places = [Place(number, Text(unit), titled | words_of(before)) for unit, before in zip(units, ("", *units), strict=False)]
    if len(units) > 1:  # a list is told in one sentence
        places.append(Place(number, Text(text), titled))
    return places


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _has(said: Text | Clause, figure: Figure) -> bool:
    """Whether a figure stands there, in the same unit and with no other limit."""
    return set(figure.values) <= {value for other in said.figures if _comparable(figure, other) for value in other.values}


def _comparable(figure: Figure, other: Figure) -> bool:
    units = {figure.unit, other.unit} & MEASURES
    limits = {figure.limit, other.limit} & {"at least", "at most", "more than", "less than"}
    return len(units) < 2 and len(limits) < 2


def _fit(about: frozenset[str], asked: frozenset[str], place: Place, clauses: Sequence[Clause]) -> float:
    """How well a place fits what is said and asked: words of these clauses count full, of what stands around them less."""
    own = frozenset(word for clause in clauses for word in clause.words | clause.context)
    return sum(1.0 if word in own else 0.6 if word in place.words else 0.0 for word in about | asked)


def _most_like(clause: Clause, others: Sequence[Clause]) -> list[Clause]:
    shared = [len((clause.words | clause.values) & (other.words | other.values)) for other in others]
    most = max(shared, default=0)
    return [other for other, count in zip(others, shared, strict=True) if most and count == most]


def _turned(clause: Clause, like: Sequence[Clause], beside: Sequence[Clause]) -> bool:
    """Whether a denial is added or lost: against the clauses that are most like, or with a word that the quote only denies."""
    if like and clause.denied not in {other.denied for other in like}:
        return True
    said = (clause.words - LIGHT) & frozenset(word for other in beside for word in other.words)
    return not clause.denied and any(all(other.denied for other in beside if word in other.words) for word in said)


def _opposite(said: Text, places: Sequence[Place]) -> str:
    """A word for its opposite, which the quotes have instead."""
    read = " ".join(place.said.plain for place in places)
    for word, other in [*OPPOSITES, *((other, word) for word, other in OPPOSITES)]:
        if _holds(said.plain, word) and not _holds(read, word) and _holds(read, other) and not _holds(said.plain, other):
            return f"says {word!r} for {other!r}"
    return ""


def _holds(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None
