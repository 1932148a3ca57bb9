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
from bot.reply.lexicon import LIGHT, MEASURES
from index.lexical import stems

# Of the words of a sentence that stand in the quotes at all, so many have to stand in one place, or above it.
LEAST_TOGETHER = 0.6
# So many of its words may stand in no quote; the learner's own count half.
MOST_ADDED = 0.34
# So many words in a row of a quote are said as the quote says them. A bare figure has to fit the question first.
COPIED_WORDS = 4
# Of what a figure is said of, a word in the figure's own clause counts 1, one in its sentence or above it AROUND; by more than
# SLACK no other figure of its kind may fit better. A word that only the question has counts ASKED / (ASKED + words said): the
# less a sentence says itself, the more the question says of what. Chosen over tuning/examples by what passes of faithful
# sentences and of such with another figure of the passage (evals/LOG.md).
AROUND = 0.5
ASKED = 2
SLACK = 0.4
# Limits what is said to some, or to sometimes; a sentence that keeps any limit is not surer than its quote.
SOME = re.compile(r"\b(?:some|most|many|several|few|often|usual(?:ly)?|sometimes|generally|may|might|probably|likely)\b")
LIMITED = re.compile(rf"{SOME.pattern}|\b(?:can|could|should|half|mostly|typically|only|if|percent)\b|\d")
NAME = re.compile(r"(?<![.!?|:]\s)(?<!^)(?<![\w'’])[A-Z][\w+#.'’-]*[\w+#]|\b[A-Z]{2,}\b|\bC\+\+")
OPENING = re.compile(r"^(yes|no)\s*(?:[,;:.!–—]|$)\s*", re.IGNORECASE)
# A model judges before a colon, with a clause of its own behind it: "They will not: the limit is 110 kg". What leads into a
# list or an order ("You must not: use a phone") judges nothing.
CLAUSE = "the|an?|it|you|they|we|this|that|these|those|all|each|every|your|their|its|no|only"
HEAD = re.compile(rf"^([^:.;!?]+): (?=(?:{CLAUSE})\b)", re.IGNORECASE)
# Counts the items of a list that is told in one sentence; no figure of the quotes.
COUNT = re.compile(r"(?<=[:;,]\s)\d{1,2}[.)]\s+")
# Limits a sentence as a "No" would: "No, only adults pay."
BUT = re.compile(r"\b(?:only|but|unless|except)\b", re.IGNORECASE)
YOU = re.compile(r"\byou (\w+)")
COMPARED = re.compile(r"\b(?:more|less|better|cheaper|dearer|longer|shorter|higher|lower)\b(?! than \W?\d)")
UNIT_END = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True)
class Place:
    """A sentence, item or row of a quote; `above` are stems and figures of what stands before and above it, from where "it" is
    understood. A `whole` quote holds a list that is told in one sentence, but no figure: those stand in its items."""

    source: int
    said: Text
    above: frozenset[str]
    whole: bool = False

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
        sentence = COUNT.sub("", OPENING.sub("", self.without_verdict(sentence)))
        said, plain = Text(sentence), _plain(sentence)
        copied = tuple(number for number, text in enumerate(self._texts) if plain in text)
        if copied and len(plain.split()) >= COPIED_WORDS:
            return copied, ""
        telling = said.words - LIGHT - MEASURES
        if not said.figures and not telling & self.known:
            return (), "says nothing of the quotes"
        names = [name for name in NAME.findall(sentence) if stems(name) and not set(stems(name)) <= self.stems | self.asked]
        if missing := [written(value) for value in values_of(sentence) if value not in self.values] or names:
            return (), f"{', '.join(missing)} stands in no quote"
        added = telling - self.known
        if len(added) - len(added & self.asked) / 2 > MOST_ADDED * len(telling):
            return (), "is in other words than the quotes"
        homes: dict[int, None] = {}
        for clause in said.groups:
            found, problem = self._homes(clause, clause.words & telling & self.known)
            if problem:
                return (), problem
            homes |= dict.fromkeys(place.source for place in found)
        near = [place for place in self.places if place.source in homes and not place.whole]
        if turned := _turned(said, near, [place for place in self.places if not place.whole]):
            return (), turned
        return tuple(homes), _in_our_place(said, near) or _compared(said, near)

    def without_verdict(self, sentence: str) -> str:
        """Without what stands before a colon, if the quotes have nothing of it: "It does not matter: you need …"."""
        head = HEAD.match(sentence)
        if not head or (words_of(head[1]) - LIGHT) & self.known or any(_plain(head[1]) in text for text in self._texts):
            return sentence
        return _capitalised(sentence[head.end() :])

    def _homes(self, clause: Clause, about: frozenset[str]) -> tuple[list[Place], str]:
        """Where a clause stands, each of its figures where it fits best, or what is wrong with it."""
        homes: list[Place] = []
        for figure in clause.figures:
            fits = [(self._fit(about, place, figure), place) for place in self.places if place.has(figure) and not place.whole]
            fit, home = max(fits, key=lambda pair: pair[0], default=(0.0, None))
            if home is None or (_has(home.said, figure) and self._rival(figure, about) > fit + SLACK):
                return [], f"{'–'.join(map(written, figure.values))} is said of something else"
            homes.append(home)
        if not homes and about:
            homes = [max(self.places, key=lambda place: (len(about & place.words), len(clause.words & place.said.known)))]
        if len(about & frozenset(word for home in homes for word in home.words)) < LEAST_TOGETHER * len(about):
            return [], "is put together from several places"
        return homes, ""

    def _fit(self, about: frozenset[str], place: Place, figure: Figure) -> float:
        return max((_fit(about, self.asked, place, other) for other in place.said.groups if _has(other, figure)), default=0.0)

    def _rival(self, figure: Figure, about: frozenset[str]) -> float:
        """How well the best place of another figure of this kind fits."""
        return max(
            (
                _fit(about, self.asked, place, other)
                for place in self.places
                for other in place.said.groups
                if figure.kind in other.kinds and not _has(other, figure)
            ),
            default=0.0,
        )


def without_bare_opening(sentence: str) -> str:
    """Without a "No" that what follows neither denies nor limits, or a "Yes" before a denial: no quote can prove them."""
    opening = OPENING.match(sentence)
    if not opening:
        return sentence
    rest = sentence[opening.end() :]
    denied = any(clause.denied for clause in Text(rest).clauses)
    borne_out = (denied or BUT.search(rest)) if opening[1].lower() == "no" else not denied
    return sentence if borne_out or not rest else _capitalised(rest)


def without_yes(sentence: str) -> str:
    """Without a "Yes" at its beginning."""
    opening = OPENING.match(sentence)
    rest = sentence[opening.end() :] if opening and opening[1].lower() == "yes" else ""
    return _capitalised(rest) or sentence


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _places(number: int, label: str, text: str) -> list[Place]:
    units = [unit for unit in UNIT_END.split(text) if re.search(r"\w", unit)]
    titled = words_of(label) | set(map(written, values_of(label)))
    places = [Place(number, Text(unit), titled | words_of(before)) for unit, before in zip(units, ("", *units), strict=False)]
    if len(units) > 1:  # a list is told in one sentence
        places.append(Place(number, Text(text), titled, whole=True))
    return places


def _plain(text: str) -> str:
    """The words and signs of units alone, each between spaces."""
    words = re.findall(r"\w+|[€£$¥%]", text.lower())
    return f" {' '.join(words)} "


def _has(said: Text | Clause, figure: Figure) -> bool:
    """Whether a figure stands there, of the same thing and with no other limit."""
    return any(_same(figure, other) for other in said.figures)


def _same(figure: Figure, other: Figure) -> bool:
    values = figure.values == other.values or (len(figure.values) == 1 and figure.values[0] in other.values)
    units = {unit for unit in (figure.unit, other.unit) if unit}
    limits = {figure.limit, other.limit} & {"at least", "at most", "more than", "less than"}
    return values and (len(units) < 2 or not units & MEASURES) and len(limits) < 2


def _fit(about: frozenset[str], asked: frozenset[str], place: Place, clause: Clause) -> float:
    """How well a figure's clause fits what is said and asked: its own words count full, those around it less."""
    own = clause.words | clause.context
    fits = {word: 1.0 if word in own else AROUND if word in place.words else 0.0 for word in about | asked}
    asked_weight = ASKED / (ASKED + len(about))
    return sum(fit if word in about else asked_weight * fit for word, fit in fits.items())


def _turned(said: Text, places: Sequence[Place], everywhere: Sequence[Place]) -> str:
    """What is wrong with a sentence: a denial added or lost against the place that it is most like or what is said of its words
    everywhere, or a limit to some lost."""
    shared = [len(said.known & place.said.known) for place in places]
    like = [place.said for place, count in zip(places, shared, strict=True) if count == max(shared)]
    clauses = [clause for text in like for clause in text.clauses]
    for clause in said.clauses:
        common = [len(clause.known & other.known) for other in clauses]
        denials = {other.denied for other, count in zip(clauses, common, strict=True) if count == max(common)}
        if any(common) and clause.denied not in denials:
            return "denies what the quote says, or the other way round"
    around = [clause for place in everywhere for clause in place.said.clauses]
    any_denied = any(clause.denied for clause in said.clauses)
    for word in said.words - LIGHT:
        having = {clause.denied for clause in around if word in clause.words}
        if having == {True} and not any_denied:
            return "says what the quote denies"
        if having == {False} and all(clause.denied for clause in said.clauses if word in clause.words):
            return "denies what the quote says"
    nearest = max(clauses, key=lambda other: len(said.known & other.known), default=None)
    if nearest and SOME.search(nearest.text) and not LIMITED.search(said.plain):
        return "says of all what the quote says of some"
    return ""


def _in_our_place(said: Text, places: Sequence[Place]) -> str:
    """That the learner does what "we" do in the quotes: "you pay for one more try"."""
    read = " ".join(place.said.plain for place in places)
    for verb in YOU.findall(said.plain):
        if re.search(rf"\bwe {verb}\b", read) and not re.search(rf"\byou {verb}\b", read):
            return f"says 'you {verb}' for 'we {verb}'"
    return ""


def _compared(said: Text, places: Sequence[Place]) -> str:
    """Of two things one set above the other, where no quote does: a small model does not weigh figures."""
    if COMPARED.search(said.plain) and not any(COMPARED.search(place.said.plain) for place in places):
        return "compares what no quote compares"
    return ""
