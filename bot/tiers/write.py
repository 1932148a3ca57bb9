"""The write tier: the model writes, and each sentence is shown only after the guards have found its source."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from itertools import pairwise

from bot.answer import Evidence, Reason, Statement
from bot.models.model import NO_TOKENS, ChatModel, Usage
from bot.tiers.composer import Outcome, word_for_word
from bot.tiers.guards import check
from bot.tiers.packing import pack
from bot.tiers.passages import Passage, choose_passages
from index.blocks import Span
from index.search import SearchResult

# Three short sentences with their numbers.
MAX_TOKENS = 160
CITED = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
# A written sentence ends with its numbers; without numbers, at a full stop before a new sentence.
END = re.compile(r"(?:\s*\[\d+(?:\s*,\s*\d+)*\])+[.!?]?|(?<=[.!?])(?=\s+[A-Z\[])(?!\s*\[)|\n+")
# What may stand between a sentence's end and the end of what has come so far, while numbers may still follow.
OPEN_END = re.compile(r"[.!?]?\s*(?:\[[\d,\s]*)?")
# Markdown that models like to write: bullets, numbering, emphasis, headings. A sentence needs none of it.
MARKUP = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#+)\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.MULTILINE)
# "[0]": the passages do not answer. A number, not a phrase, because phrases cannot be told from answers.
NOTHING = 0


class Write:
    """A Composer that lets the model write. If nothing that it wrote can be shown, the passages are quoted."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    async def compose(self, question: str, result: SearchResult) -> AsyncGenerator[Statement | Outcome]:
        passages = choose_passages(result)
        if not passages:
            yield Outcome(reason="not_covered")
            return
        messages, packed = await pack(self._model, "write", question, passages, MAX_TOKENS)
        reading = _Reading()
        shown: set[str] = set()
        nothing, dropped = False, []
        async with aclosing(self._model.stream(messages, MAX_TOKENS)) as parts:
            async for sentence in reading.sentences(parts):
                nothing = nothing or cited_numbers(sentence) == (NOTHING,)
                statement, problem = guard(sentence, packed)
                if statement and statement.text in shown:
                    dropped.append(f"{statement.text} — was said before")
                elif statement:
                    shown.add(statement.text)
                    yield statement
                elif problem:
                    dropped.append(problem)
        if not shown and not nothing:
            for statement in word_for_word(packed):
                yield statement
        reason: Reason | None = "none_chosen" if nothing and not shown else None
        yield Outcome(reason, packed, tuple(messages), reading.raw, tuple(dropped), reading.usage)


class _Reading:
    """Cuts a model's stream into sentences as they are finished, and keeps it whole for the record."""

    def __init__(self) -> None:
        self.raw = ""
        self.usage = NO_TOKENS

    async def sentences(self, parts: AsyncIterator[str | Usage]) -> AsyncIterator[str]:
        unread = ""
        async for part in parts:
            if isinstance(part, Usage):
                self.usage = part
                continue
            self.raw += part
            finished, unread = split_written(unread + part)
            for sentence in finished:
                yield sentence
        # What the token limit cut off is no sentence, unless it ends like one.
        if unread.strip().endswith((".", "!", "?", "]")):
            yield unread


def split_written(text: str) -> tuple[list[str], str]:
    """Whole sentences of a growing text, each with its numbers, and the unfinished rest."""
    sentences = []
    start = 0
    for match in END.finditer(text):
        if OPEN_END.fullmatch(text, match.end()):
            break
        sentences.append(text[start : match.end()])
        start = match.end()
    return [sentence for sentence in sentences if sentence.strip()], text[start:]


def cited_numbers(sentence: str) -> tuple[int, ...]:
    """The numbers in square brackets, in order."""
    return tuple(int(number) for group in CITED.findall(sentence) for number in group.split(","))


def guard(sentence: str, packed: Sequence[Passage]) -> tuple[Statement | None, str]:
    """The statement to show, or why the sentence is dropped.

    Numbers of passages that were not packed are ignored. A sentence left without any is checked against all passages:
    what supports it is found, not believed.
    """
    text = " ".join(MARKUP.sub(" ", CITED.sub(" ", sentence)).split())
    text = re.sub(r"\s+([.,!?])", r"\1", text)
    if not re.search(r"\w", text):
        return None, ""
    known = [number for number in cited_numbers(sentence) if 1 <= number <= len(packed)]
    passages = [packed[number - 1] for number in dict.fromkeys(known)] or list(packed)
    places = [place for passage in passages for place in _places(passage)]
    # A quote a line; inside a quote white space means nothing.
    sources = ["\n".join(" ".join(evidence.quote.split()) for evidence in place) for place in places]
    verdict = check(text, sources, [passage.text for passage in packed])
    if verdict.source is None:
        return None, f"{text} — {verdict.problem}"
    return Statement(text, places[verdict.source], 0), ""


def _places(passage: Passage) -> Iterator[tuple[Evidence, ...]]:
    """What one written sentence may stand on: a sentence, an item or a row with what leads into it, or several of these."""
    titles = _titles(passage)
    leading = tuple(passage.evidence(span) for span in (passage.lead_in, titles) if span)
    rows = [evidence for span in passage.sentences if (evidence := passage.evidence(span)) not in leading]
    for row in rows:
        if not titles:
            yield (row,)
        if leading:
            yield (*leading, row)
    if passage.chunk.kind != "prose":
        yield from ((*leading, *pair) for pair in pairwise(rows))
        if len(rows) > 2:
            yield (*leading, *rows)


def _titles(passage: Passage) -> Span | None:
    """A table's first row, unless the chunk begins further down."""
    first = passage.chunk.sentences[0]
    above = passage.document.text[: first.start].rstrip()
    return first if passage.chunk.kind == "table" and not above.endswith("|") else None
