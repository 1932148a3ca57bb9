"""Passages as the ranker reads them: a question, what stands above a passage, and its sentences, as one row of tokens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# Tokens that are read of a question, of what stands above a passage, and of all together. MiniLM's positions would allow
# 512; a chunk of 120 words has about 200.
QUESTION_TOKENS = 64
CONTEXT_TOKENS = 48
TOKENS = 288

Tokenize = Callable[[str], list[int]]
"""Token ids of a text, without the marks around it."""


@dataclass(frozen=True)
class Candidate:
    """Sentences of one passage in order, and what a reader has read before them."""

    title: str
    heading: str
    lead_in: str
    sentences: tuple[str, ...]

    @property
    def context(self) -> str:
        """ "Title. Heading: Lead-in" """
        above = ". ".join(dict.fromkeys(part for part in (self.title, self.heading) if part))
        return f"{above}: {self.lead_in}"


@dataclass(frozen=True)
class Marks:
    """The ids of the tokens that open and close a text."""

    opening: int
    closing: int


@dataclass(frozen=True)
class Encoded:
    """Token ids of a question and sentences; `part` is 0 for the question and 1 for what follows, `sentence` the number of
    the sentence that a token belongs to, from 1, or 0. All three are equally long. `positions` are those of the sentences
    in their candidate."""

    ids: tuple[int, ...]
    part: tuple[int, ...]
    sentence: tuple[int, ...]
    positions: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def encode(
    question: str, candidate: Candidate, positions: Sequence[int], tokenize: Tokenize, marks: Marks
) -> Iterator[Encoded]:
    """Rows that together hold the sentences at `positions`, as many in each as fit; a sentence that is too long is cut."""
    asked = [marks.opening, *tokenize(question)[:QUESTION_TOKENS], marks.closing]
    opening = asked + tokenize(candidate.context)[:CONTEXT_TOKENS]
    room = TOKENS - len(opening) - 1
    tokens = [tokenize(candidate.sentences[position])[:room] for position in positions]
    start = 0
    while start < len(positions):
        end, used = start, 0
        while end < len(positions) and used + len(tokens[end]) <= room:
            used += len(tokens[end])
            end += 1
        sentence = [0] * len(opening)
        for number, row in enumerate(tokens[start:end], start=1):
            sentence += [number] * len(row)
        ids = [*opening, *(token for row in tokens[start:end] for token in row), marks.closing]
        part = [0] * len(asked) + [1] * (len(ids) - len(asked))
        yield Encoded(tuple(ids), tuple(part), (*sentence, 0), tuple(positions[start:end]))
        start = end
