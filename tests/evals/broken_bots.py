"""Bots that are broken on purpose: an evaluation that lets one pass is worth nothing."""

import random
import re
from dataclasses import dataclass, replace
from functools import cache

from bot.answer import Citation, Evidence
from bot.gate import Gate
from bot.models.fakes import ScriptedModel
from bot.reply.writer import Writer
from evals.modes import Searching


def always_answers(bench):
    """Never refuses what can be searched."""
    return _behind_gate(bench, Gate(-1.0), everything_is_familiar=True)


def never_answers(bench):
    return _behind_gate(bench, Gate(9.0))


def cites_at_random(bench):
    """Each citation names some sentence of some document, word for word."""
    chance = random.Random(1)
    chunks = bench.bot.searcher.stored.catalogue.chunks

    def somewhere(citation):
        chunk = chance.choice(chunks)
        document = bench.documents[chunk.document]
        return Citation(citation.id, Evidence(document, chunk.headings, chance.choice(chunk.sentences)))

    return Changed(
        sound(bench), lambda answer: replace(answer, citations=tuple(somewhere(citation) for citation in answer.citations))
    )


def changes_one_digit(bench):
    """The first digit of each sentence of a reply becomes the next one."""

    def changed(sentence):
        return replace(sentence, text=re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), sentence.text, count=1))

    return Changed(Searching(bench.bot.answerer), lambda answer: replace(answer, reply=tuple(map(changed, answer.reply))))


def changes_quotes(bench):
    """What it shows as a quote begins one character later than it should say."""

    def shifted(citation):
        span = citation.evidence.span
        document = replace(citation.evidence.document, text="x" + citation.evidence.document.text)
        return Citation(citation.id, replace(citation.evidence, document=document, span=span))

    return Changed(
        sound(bench), lambda answer: replace(answer, citations=tuple(shifted(citation) for citation in answer.citations))
    )


def cites_nothing(bench):
    return Changed(sound(bench), lambda answer: replace(answer, citations=()))


def sound(bench):
    """The bot without its model."""
    return Searching(bench.bot.answerer.quoting())


@dataclass
class Changed:
    """A respondent whose answers are changed on their way out."""

    respondent: Searching
    change: object

    async def respond(self, case):
        return self.change(await self.respondent.respond(case))


class Remembering:
    """A retriever that searches once for each question: what is broken on purpose comes after the search."""

    def __init__(self, searcher):
        self.searcher = searcher
        self.search = cache(searcher.search)

    def __getattr__(self, name):
        return getattr(self.searcher, name)


def remembering(bench):
    """The same bench over a bot that remembers its searches, with a model that reads the first quote out."""
    bot, model = bench.bot, Reading()
    searcher = Remembering(bot.searcher)
    answerer = bot.answerer.over(searcher)
    answerer.writer = Writer(model)
    return replace(bench, bot=replace(bot, searcher=searcher, answerer=answerer, model=model))


class Reading(ScriptedModel):
    """Replies with the first words of the first quote that it is sent, up to a full stop."""

    def _next(self, messages):
        self.sent.append(messages)
        quote = re.search(r"(?m)^\[1\] \(.*?\) (.*)", messages[-1].content)
        return f"{re.split(r'(?<=[.!?]) ', quote[1])[0]} [1]"


@dataclass
class Familiar:
    """A retriever to which every word is familiar."""

    searcher: object

    @property
    def manifest(self):
        return self.searcher.manifest

    def excess(self, question):
        return self.searcher.excess(question)

    def search(self, question, refers_to=""):
        return replace(self.searcher.search(question, refers_to), familiarity=1.0)


def _behind_gate(bench, gate, everything_is_familiar=False):
    searcher = Familiar(bench.bot.searcher) if everything_is_familiar else bench.bot.searcher
    return Searching(bench.bot.answerer.quoting().over(searcher, gate))
