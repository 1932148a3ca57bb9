"""What the chat model's adapter learns from: quotes as a search brings them, with questions that they answer and others."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reply.writer import LAST_RESORT, TUNED_PROMPT
from index.candidates import Candidate
from prompts import render
from tuning.groups import Group
from tuning.neighbours import Neighbour

# The share of lessons in which the passage is whole, and of its sentences that are left out of the others: what they answer is
# not stated.
WHOLE, LEFT_OUT = 0.4, 0.3
# Questions without an answer, for each with one: most that learners ask is answered.
MISSING = 0.6
MOST_PAIRS = 12
# Beside the passage stand so many others at most, of those that come nearest, each with so many sentences at most.
BESIDE, NEAREST, SENTENCES_BESIDE = 2, 4, 3
QUESTION = "Question: "


@dataclass(frozen=True)
class Quote:
    title: str
    heading: str
    text: str

    @property
    def label(self) -> str:
        return " › ".join(dict.fromkeys((self.title, self.heading)))


@dataclass(frozen=True)
class Lesson:
    """A prompt's turns up to the quotes, and the pairs that may follow: a question, and what is to be replied."""

    system: str
    quotes: str
    pairs: tuple[tuple[str, str], ...]


def lessons(
    groups: Sequence[Group], near: Sequence[Sequence[Neighbour]], premises: Sequence[Group], rng: random.Random
) -> Iterator[Lesson]:
    """One for each passage, in random order; `near` are the neighbours of each group, `premises` more questions over some
    passages: all that are not answered are asked, before any that is merely missing, up to MOST_PAIRS."""
    added: dict[str, list[Group]] = {}
    for group in premises:
        added.setdefault(group.source, []).append(group)
    members: dict[str, list[tuple[Group, Sequence[Neighbour]]]] = {}
    for group, beside in zip(groups, near, strict=True):
        members.setdefault(group.source, []).append((group, beside))
    for source in rng.sample(list(members), len(members)):
        of_passage, neighbours = zip(*members[source], strict=True)
        yield lesson(of_passage, rng.choice(neighbours), added.get(source, ()), rng)


def lesson(groups: Sequence[Group], near: Sequence[Neighbour], premises: Sequence[Group], rng: random.Random) -> Lesson:
    """The questions of one passage over some or all of its sentences, and over some of its neighbours'."""
    passage = groups[0].candidate
    places = set(range(len(passage.sentences)))
    kept = places if rng.random() < WHOLE else {place for place in places if rng.random() > LEFT_OUT} or places
    own = quote(passage, sorted(kept))
    beside = rng.sample(list(near[:NEAREST]), min(rng.randint(0, BESIDE), len(near)))
    quotes = [own, *(quote(one.candidate, sorted(one.nearest[: rng.randint(1, SENTENCES_BESIDE)])) for one in beside)]
    rng.shuffle(quotes)
    answered = [(one.question, f"{one.said} [{quotes.index(own) + 1}]") for one in (*premises, *groups) if _is_told(one, kept)]
    hard, missing = (
        [(one.question, LAST_RESORT) for one in of_kind if not kept & set(one.answer)] for of_kind in (premises, groups)
    )
    wanted = max(1, round(MISSING * len(answered))) - len(hard)
    pairs = [*answered, *hard, *rng.sample(missing, min(len(missing), max(0, wanted)))]
    rng.shuffle(pairs)
    (_, system), (_, last) = render(TUNED_PROMPT, quotes=quotes, question="", before="")
    return Lesson(system, last.removesuffix(QUESTION.strip()), tuple(pairs[:MOST_PAIRS]))


def quote(candidate: Candidate, places: Sequence[int]) -> Quote:
    """Some sentences of a passage as the bot quotes them: a list behind its lead-in, a table's values behind their titles."""
    said = [candidate.sentences[place] for place in places]
    if all(text.startswith("|") for text in candidate.sentences):
        header = candidate.sentences[0]
        rows = [text for text in said if text != header] or said
        return Quote(candidate.title, candidate.heading, "; ".join(_row(row, header) for row in rows))
    return Quote(candidate.title, candidate.heading, " ".join([candidate.lead_in, *said]).strip())


def _is_told(group: Group, kept: set[int]) -> bool:
    return bool(group.answer) and kept >= set(group.answer)


def _row(row: str, header: str) -> str:
    titles, values = ([cell.strip() for cell in line.strip("| ").split("|")] for line in (header, row))
    if len(titles) != len(values) or row == header:
        return " · ".join(filter(None, values))
    return " · ".join(f"{title}: {value}" if title else value for title, value in zip(titles, values, strict=True) if value)
