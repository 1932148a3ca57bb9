"""What the chat model's adapter learns from: quotes as a search brings them, with questions that they answer and don't."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.candidates import Candidate
from prompts import render
from tuning.groups import Group
from tuning.neighbours import Neighbour

PROMPT = "reply-tuned"
NOT_STATED = "NOT STATED"
# Of a passage's sentences so many are left out, one in so many passages: what they answer is then not stated.
LEFT_OUT, UNTOUCHED = 0.3, 0.4
# Questions that are not answered, for one that is: most that learners ask is answered.
MISSING = 0.7
# Of a neighbour's sentences, the most that stand beside.
BESIDE = 3
MOST_PAIRS = 10


@dataclass(frozen=True)
class Lesson:
    """Turns that end with the quotes, and what may follow: a question's end of the turn, and the reply."""

    system: str
    quotes: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quote:
    title: str
    heading: str
    text: str

    @property
    def label(self) -> str:
        return " › ".join(dict.fromkeys((self.title, self.heading)))


def lessons(groups: Sequence[Group], near: Sequence[Sequence[Neighbour]], rng: random.Random) -> Iterator[Lesson]:
    """One lesson for each passage, in random order."""
    of_passage: dict[str, list[tuple[Group, Sequence[Neighbour]]]] = {}
    for group, beside in zip(groups, near, strict=True):
        of_passage.setdefault(group.source, []).append((group, beside))
    sources = list(of_passage)
    rng.shuffle(sources)
    for source in sources:
        yield _lesson(of_passage[source], rng)


def _lesson(members: Sequence[tuple[Group, Sequence[Neighbour]]], rng: random.Random) -> Lesson:
    passage = members[0][0].candidate
    places = list(range(len(passage.sentences)))
    kept = {0, *places} if rng.random() < UNTOUCHED else {place for place in places if rng.random() > LEFT_OUT}
    kept = kept or set(places)
    answered = [group for group, _ in members if group.answer and kept >= set(group.answer)]
    missing = [group for group, _ in members if not group.answer or not kept & set(group.answer)]
    rng.shuffle(missing)
    missing = missing[: max(1, round(MISSING * len(answered)))]
    _, beside = rng.choice(members)
    others = [
        quote(one.candidate, sorted(one.nearest[: rng.randint(1, BESIDE)])) for one in rng.sample(list(beside[:4]), rng.randint(0, 2))
    ]
    own = quote(passage, sorted(kept))
    shown = [own, *others]
    rng.shuffle(shown)
    number = shown.index(own) + 1
    pairs = [(group.question, f"{group.said} [{number}]") for group in answered]
    pairs += [(group.question, NOT_STATED) for group in missing]
    rng.shuffle(pairs)
    turns = render(PROMPT, quotes=shown, question="\0", before="")
    quotes, _ = turns[-1][1].split("Question: \0")
    return Lesson(turns[0][1], quotes, tuple(pairs[:MOST_PAIRS]))


def quote(candidate: Candidate, places: Sequence[int]) -> Quote:
    """Some sentences of a passage as the bot quotes them: a table's values behind its columns' titles, a list behind its lead-in."""
    said = [candidate.sentences[place] for place in places]
    if said and all(text.startswith("|") for text in candidate.sentences):
        header, *_ = candidate.sentences
        rows = [text for text in said if text != header] or said
        return Quote(candidate.title, candidate.heading, "; ".join(_row(row, header) for row in rows))
    return Quote(candidate.title, candidate.heading, " ".join([candidate.lead_in, *said]).strip())


def _row(row: str, header: str) -> str:
    titles, values = ([cell.strip() for cell in line.strip("| ").split("|")] for line in (header, row))
    if len(titles) != len(values) or row == header:
        return " · ".join(filter(None, values))
    return " · ".join(f"{title}: {value}" if title else value for title, value in zip(titles, values, strict=True) if value)
