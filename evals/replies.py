"""The grounding check on replies that a model really wrote, each sentence judged by hand: does it let right ones through, and
no others?

evals/replies/*.jsonl, a reply a line: {"id", "question", "quotes": [{"label", "text"}, …], "sentences": [{"text", "cites":
[numbers of quotes, from 1], "verdict": "right" | "wrong" | "beside", "why"}, …]}.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from bot.reply.grounding import Sources
from evals.cases import CasesError, lines, validated
from evals.statistics import share
from evals.text import figure_text

Verdict = Literal["right", "wrong", "beside"]


@dataclass(frozen=True)
class JudgedSentence:
    """What the model wrote, with the quotes that it cited. "beside" is true, but no answer to the question."""

    text: str
    cites: tuple[int, ...]
    verdict: Verdict
    why: str


@dataclass(frozen=True)
class Labelled:
    """A quote as the model read it."""

    label: str
    text: str


@dataclass(frozen=True)
class JudgedReply:
    id: str
    question: str
    quotes: tuple[Labelled, ...]
    sentences: tuple[JudgedSentence, ...]


REPLY = TypeAdapter(JudgedReply)


def load_replies(folder: Path) -> list[JudgedReply]:
    """Every reply below `folder`. Raises CasesError naming file and line of one that is not as it must be."""
    replies: dict[str, JudgedReply] = {}
    for where, line in lines(folder):
        reply = validated(REPLY, where, line)
        if reply.id in replies:
            raise CasesError(f"{where}: {reply.id} occurs twice; give each reply its own id")
        if not all(1 <= number <= len(reply.quotes) for sentence in reply.sentences for number in sentence.cites):
            raise CasesError(f"{where}: {reply.id} cites a quote that it does not have; quotes are numbered from 1")
        replies[reply.id] = reply
    return list(replies.values())


def problem(sentence: JudgedSentence, reply: JudgedReply) -> str:
    """Why the check drops a sentence; empty if it lets it through."""
    return Sources([(quote.label, quote.text) for quote in reply.quotes], reply.question).homes(sentence.text)[1]


def replies_text(replies: Sequence[JudgedReply]) -> str:
    """The shares with their intervals, then every sentence that the check got wrong."""
    judged = [(reply, one, problem(one, reply)) for reply in replies for one in reply.sentences]
    kept = {verdict: [not why for _, one, why in judged if one.verdict == verdict] for verdict in ("right", "wrong", "beside")}
    figures = {
        "right, kept": kept["right"],
        "wrong, dropped": [not one for one in kept["wrong"]],
        "beside the point, dropped": [not one for one in kept["beside"]],
        "kept, but wrong or beside the point": [one.verdict != "right" for _, one, why in judged if not why],
    }
    shares = [(name, share(outcomes)) for name, outcomes in figures.items()]
    return "\n".join(
        [
            f"{len(judged)} sentences of {len(replies)} replies",
            *(f"  {name:<36} {figure_text(figure)}" for name, figure in shares if figure),
            "",
            *(
                f"{reply.id}: {one.verdict}, {f'dropped: {why}' if why else 'kept'}: {one.text} ({one.why})"
                for reply, one, why in judged
                if bool(why) == (one.verdict == "right")
            ),
        ]
    )
