"""Answers as the Markdown that the chat page renders.

Every text that is not ours goes through bot.inert.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from urllib.parse import quote as percent_encoded

from bot.answer import Citation, Plan, Quote, Refusal, Sentence
from bot.inert import inert
from bot.page.source_page import source_path
from bot.report import source_line
from bot.wording import refusal_text
from index.search import SearchResult

COVERED = "They do cover:"
SAVE = (("Save as Markdown", "md"), ("Save as PDF", "pdf"))
# Stands where the reply will be.
WRITING = "Reading these quotes for a short answer …"
WAITING = "Answers that are written before yours: {before}. What the documents say, meanwhile:"
# The page folds away what follows a link to this address (assets/public/quotes.js).
MORE = "/#more"
SHOW_MORE = "More from the documents ({count})"
# Sections that the step about the search names.
PLACES = 6


def answer_markdown(
    reply: Sequence[Sentence],
    quotes: Sequence[Quote],
    citations: Sequence[Citation],
    *,
    opening: str = "",
    remarks: Sequence[str] = (),
    waiting: str = "",
) -> str:
    """The reply, its sentences with numbers that link to their sources, above the quotes with where they stand. If the reply
    cites some of them, the others are folded away. `opening` and `remarks` are the bot's own words before and after;
    `waiting` is said while there is no reply yet.

    The links are Markdown references, so that a copied answer reads "… a year. [1]" and not as a row of addresses.
    """
    parts = [inert(opening)] if opening else []
    parts += [_body(reply)] if reply else []
    parts += [f"*{inert(waiting)}*"] if waiting else []
    cited = [quote for quote in quotes if quote.cited]
    parts += _blocks(cited or quotes, citations)
    if cited and (more := _blocks([quote for quote in quotes if not quote.cited], citations)):
        parts += [f"[{SHOW_MORE.format(count=len(more))}]({MORE})", *more]
    parts += [f"*{inert(remark)}*" for remark in remarks]
    parts.append("\n".join(_definition(citation) for citation in citations))
    return "\n\n".join(part for part in parts if part)


def plan_markdown(plan: Plan, citations: Sequence[Citation], *, opening: str = "", remarks: Sequence[str] = ()) -> str:
    """The plan by stages, with links to take it along, and its sources as an answer has them."""
    parts = [inert(opening)] if opening else []
    parts.append(f"## {inert(plan.title)}")
    for stage in plan.stages:
        parts += [f"### {stage.title}", _body(stage.sentences)]
    parts += [f"*{inert(remark)}*" for remark in remarks]
    goal = percent_encoded(plan.goal, safe="")
    parts.append(" · ".join(f"[{label}](/plan.{kind}?goal={goal})" for label, kind in SAVE))
    parts.append(_sources(citations))
    parts.append("\n".join(_definition(citation) for citation in citations))
    return "\n\n".join(parts)


def found_places(result: SearchResult) -> str:
    """The sections in which something was found, best first."""
    places = (" › ".join((hit.document.metadata.title, *hit.chunk.headings[-1:])) for hit in result.hits)
    return "\n".join(f"- {inert(place)}" for place in list(dict.fromkeys(places))[:PLACES]) or "-"


def refusal_markdown(refusal: Refusal, adviser: str, *, nearby: bool, opening: str = "") -> str:
    """A box, to tell it from an answer at a glance; under it stand the buttons for what the documents cover `nearby`."""
    box = f"::: help\n{inert(f'{opening} {refusal_text(refusal, (), adviser)}'.strip())}\n:::"
    return f"{box}\n\n{COVERED}" if nearby else box


def problem_markdown(problem: str) -> str:
    """A box that says why there is no answer, or not all of it."""
    return f"::: warning\n{inert(problem[:1].upper() + problem[1:])}\n:::"


def _blocks(quotes: Sequence[Quote], citations: Sequence[Citation]) -> list[str]:
    """Quotes as the page sets them off. Those of one section that follow each other share a block, and below it the source."""
    by_number = {citation.id: citation for citation in citations}

    def first(quote: Quote) -> Citation:
        return by_number[min(quote.citations)]

    blocks = []
    for _, group in groupby(quotes, lambda quote: (first(quote).evidence.document.id, first(quote).evidence.section)):
        together = list(group)
        source = first(together[0])
        text = [_body(_numbered_once(quote.sentences)) for quote in together]
        lines = "\n\n".join([*text, f"[{inert(source_line(source))}][{source.id}]"]).splitlines()
        blocks.append("\n".join(f"> {line}".rstrip() for line in lines))
    return blocks


def _numbered_once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that stand in one place have its number behind the last of them."""
    followed = zip_longest(sentences, sentences[1:])
    return [replace(one, citations=()) if after and after.citations == one.citations else one for one, after in followed]


def _sources(citations: Sequence[Citation]) -> str:
    lines = (f"{citation.id}. [{inert(source_line(citation))}][{citation.id}]" for citation in citations)
    return "\n".join(["**Sources**\n", *lines])


def _body(sentences: Sequence[Sentence]) -> str:
    body = ""
    before: Sentence | None = None
    for sentence in sentences:
        marks = " ".join(f"[{number}]" for number in sentence.citations)
        shown = f"{sentence.mark}{inert(sentence.text)} {marks}".rstrip()
        body += _separator(before, sentence) + shown
        before = sentence
    return body


def _separator(before: Sentence | None, sentence: Sentence) -> str:
    if before is None:
        return ""
    if before.layout == sentence.layout == "item" and before.paragraph == sentence.paragraph:
        return "\n"
    return " " if before.layout == sentence.layout == "sentence" and before.paragraph == sentence.paragraph else "\n\n"


def _definition(citation: Citation) -> str:
    title = inert(source_line(citation)).replace('"', r"\"")
    return f'[{citation.id}]: {source_path(citation.evidence)} "{title}"'
