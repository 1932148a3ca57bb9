"""The model writes a short reply from the quotes; each sentence is shown only if a quote holds it."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from scipy.special import expit, logit

from bot.answer import Evidence, Statement
from bot.models.model import NO_TOKENS, Beginning, Begun, ChatModel, Message, Usage
from bot.reply.grounding import Sources, without_bare_opening
from bot.reply.packing import messages, pack
from bot.reply.passages import Passage
from bot.understanding.followups import standalone
from index.lexical import stems

# With worked examples for any model; without for one whose adapter has learnt from others (tuning/lessons.py).
PROMPT, TUNED_PROMPT = "reply", "reply-tuned"
# Two sentences, or a list of a dozen items.
MAX_TOKENS = 160
# Of the judged replies (evals/replies) 3 of 22 sentences behind the second answer what was asked, of those before it 54 of 98.
MOST_SENTENCES = 2
# What a model writes that finds no answer in the quotes.
LAST_RESORT = "NOT STATED"
# A tuned model's log-odds of that against what the search says: it is written if they exceed CONFIDENCE times the log-odds of
# the gate's confidence less DOUBT. A logistic regression (`waymark eval fit --writer --every 3`) over 160 questions of
# calibration cases and of collections to fit on, told below one half: AUROC over the suite's of the search alone 0.68, of the
# model alone 0.84, of both 0.84, over the collections' 0.88 to 1, 0.89 to 0.99 and 0.96 to 1 (evals/LOG.md).
CONFIDENCE, DOUBT = 1.24, -0.43
# Likelihoods nearer to 0 or 1 than this tell no more.
LEAST = 1e-6
# Less likelihood of its first token, and a reply is not begun: the model does not know what to say. Of the replies to those 124
# questions and to 16 of SelQA none of 51 right ones and 8 of 25 others begin so; how likely all that follows is tells little.
LEAST_SHARE = 0.15
# A "Yes" or "No" comes before the model has said what the quotes say. With less likelihood than this, it has to say that first:
# of 35 such replies to a learner's yes/no questions 18 were wrong or beside, of 13 surer ones one (evals/LOG.md).
JUDGING, SURE_FROM = ("Yes", "No", "YES", "NO", "Not"), 0.75
NOT_STATED = re.compile(rf"\b{LAST_RESORT}\b\.?")
CITED = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
# A written sentence ends with its numbers; without numbers, at a full stop before a capital, but not in "1. Start".
END = re.compile(r"(?:\s*\[\d+(?:\s*,\s*\d+)*\])+[.!?]?|(?<=[.!?])(?<!\s\d\.)(?=\s+[A-Z\[])(?!\s*\[)|\n+")
# What may stand between a sentence's end and the end of what has come so far, while numbers may still follow.
OPEN_END = re.compile(r"[.!?]?\s*(?:\[[\d,\s]*)?")
# Markdown that models like to write: bullets, numbering, emphasis, headings. A sentence needs none of it.
MARKUP = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#+)\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.MULTILINE)


@dataclass(frozen=True)
class Written:
    """How a reply came about. `chosen` are the passages whose bare numbers the model wrote; `not_stated`: it says that the
    quotes do not answer, and `not_stated_share` how likely it was to, None where a model does not tell; `in_two_minds`: so
    likely that it would not be told, and yet that there is no reply."""

    not_stated: bool = False
    chosen: tuple[Passage, ...] = ()
    prompt: tuple[Message, ...] = ()
    raw: str = ""
    dropped: tuple[str, ...] = ()
    usage: Usage = NO_TOKENS
    not_stated_share: float | None = None
    in_two_minds: bool = False


class Writer:
    """Writes replies with a chat model."""

    def __init__(self, model: ChatModel) -> None:
        self.model = model

    async def prepare(self) -> None:
        """Evaluate the fixed turns. Raises ModelError."""
        prompt, tuned = await self._prompt()
        fixed = messages(prompt, quotes=[], question="", before="")
        async with aclosing(self.model.stream(fixed, max_tokens=1, tuned=tuned)) as parts:
            async for _ in parts:
                pass

    async def write(
        self, question: str, passages: Sequence[Passage], before: str = "", confidence: float = 1.0
    ) -> AsyncGenerator[Statement | Written]:
        """The sentences of a reply as they are finished, and at last how it came about. A follow-up refers to what was asked
        `before`; `confidence` is the gate's."""
        shown = [passage for passage in passages if passage.read]
        name, tuned = await self._prompt()
        prompt, packed = await pack(self.model, name, question, [passage.as_read for passage in shown], MAX_TOKENS, before)
        reading = _Reading()
        sources = Sources([(passage.label, passage.text) for passage in packed], standalone(question, before))
        seen: set[str] = set()
        chosen: dict[int, None] = {}
        not_stated, dropped = False, []
        beginning = Beginning(LAST_RESORT, not_stated_from(confidence), LEAST_SHARE, JUDGING, SURE_FROM) if tuned else None
        async with aclosing(self.model.stream(prompt, MAX_TOKENS, tuned=tuned, beginning=beginning)) as parts:
            async for sentence in reading.sentences(parts):
                not_stated = not_stated or bool(NOT_STATED.search(sentence))
                text = written_text(sentence)
                numbers = [number - 1 for number in cited_numbers(sentence) if 1 <= number <= len(packed)]
                if not re.search(r"\w", text):
                    chosen |= dict.fromkeys(numbers)
                    continue
                if text in seen:
                    break  # it goes round in circles
                seen.add(text)
                homes, problem = sources.homes(text)
                if numbers and not problem and not set(numbers) & set(homes):
                    problem = "stands in another quote than the one that it names"  # so the model mixes up two things
                if problem:
                    dropped.append(f"{text} — {problem}")
                    continue
                text = without_bare_opening(sources.without_verdict(text))
                yield Statement(text, tuple(_evidence(text, [shown[number] for number in homes])))
                if len(seen) - len(dropped) == MOST_SENTENCES:
                    break
        share = reading.not_stated_share
        yield Written(
            not_stated and len(dropped) == len(seen),
            tuple(shown[number] for number in chosen),
            tuple(prompt),
            reading.raw,
            tuple(dropped),
            reading.usage,
            share,
            share is not None and not reading.raw and sureness(confidence, share) <= 0,
        )

    async def _prompt(self) -> tuple[str, bool]:
        """Which prompt the model is given, and whether with its adapter."""
        tuned = (await self.model.start()).tuned
        return (TUNED_PROMPT if tuned else PROMPT), tuned


def sureness(confidence: float, not_stated_share: float | None = None) -> float:
    """The log-odds that the quotes answer: by the search, and by a model that has read them, if it tells."""
    share = 0.5 if not_stated_share is None else min(max(not_stated_share, LEAST), 1 - LEAST)
    return float(CONFIDENCE * logit(confidence) - DOUBT - logit(share))


def not_stated_from(confidence: float) -> float:
    """The share of likelihood from which on a tuned model's "not stated" counts: where both together are in two minds."""
    return float(expit(sureness(confidence)))


class _Reading:
    """Cuts a model's stream into sentences as they are finished, and keeps it whole for the record."""

    def __init__(self) -> None:
        self.raw = ""
        self.usage = NO_TOKENS
        self.not_stated_share: float | None = None

    async def sentences(self, parts: AsyncIterator[str | Usage | Begun]) -> AsyncIterator[str]:
        unread = ""
        async for part in parts:
            if isinstance(part, Usage):
                self.usage = part
                continue
            if isinstance(part, Begun):
                self.not_stated_share = part.last_resort_share
                continue
            self.raw += part
            self.usage += Usage(0, 1)  # a piece is about a token; what is broken off tells no more
            finished, unread = split_written(unread + part)
            for sentence in finished:
                yield sentence
        # What the token limit cut off is no sentence, unless it ends like one.
        if self.usage.completion_tokens < MAX_TOKENS or unread.strip().endswith((".", "!", "?", "]")):
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
    return tuple(dict.fromkeys(int(number) for group in CITED.findall(sentence) for number in group.split(",")))


def written_text(sentence: str) -> str:
    """A written sentence without its numbers, markup and flags."""
    text = " ".join(MARKUP.sub(" ", NOT_STATED.sub(" ", CITED.sub(" ", sentence))).split())
    return re.sub(r"\s+([.,!?])", r"\1", text)


def _evidence(text: str, passages: Sequence[Passage]) -> list[Evidence]:
    """The places in each passage that a sentence stands on: those that share most of its words."""
    said = set(stems(text))
    evidence: dict[Evidence, None] = {}
    for passage in passages:
        statements = passage.statements()
        shared = [len(said & set(stems(statement.text))) for statement in statements]
        for statement, count in zip(statements, shared, strict=True):
            if count == max(shared):
                evidence |= dict.fromkeys(statement.evidence)
                break
    return list(evidence)
