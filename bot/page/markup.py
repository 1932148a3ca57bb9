"""Answers as the Markdown that the chat page renders.

Every text that is not ours goes through bot.inert.
"""

from collections.abc import Sequence
from urllib.parse import quote

from bot.answer import Citation, Plan, Reason, Sentence
from bot.inert import inert
from bot.page.source_page import source_path
from bot.report import source_line
from bot.tiers.passages import choose_passages
from bot.wording import refusal_text
from index.search import SearchResult

COVERED = "They do cover:"
SAVE = (("Save as Markdown", "md"), ("Save as PDF", "pdf"))
WAITING = "Answers that are written before yours: {before}. What I have found meanwhile:"
# Passages to read while waiting.
FOUND = 4
# Sections that the step about the search names.
PLACES = 6


def answer_markdown(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    *,
    finished: bool,
    opening: str = "",
    remarks: Sequence[str] = (),
) -> str:
    """The sentences with numbers that link to their sources; the list of sources follows once all are `finished`.
    `opening` and `remarks` are the bot's own words before and after the sentences.

    The links are Markdown references, so that a copied answer reads "… a year. [1]" and not as a row of addresses.
    """
    parts = [inert(opening), _body(sentences)] if opening else [_body(sentences)]
    parts += [f"*{inert(remark)}*" for remark in remarks]
    if finished:
        parts.append(_sources(citations))
    parts.append("\n".join(_definition(citation) for citation in citations))
    # The page puts its cursor at the very end, where it would become part of the last address.
    return "\n\n".join(parts) + ("" if finished else "\n\n")


def plan_markdown(plan: Plan, citations: Sequence[Citation], *, opening: str = "", remarks: Sequence[str] = ()) -> str:
    """The plan by stages, with links to take it along, and its sources as an answer has them."""
    parts = [inert(opening)] if opening else []
    parts.append(f"## {inert(plan.title)}")
    for stage in plan.stages:
        parts += [f"### {stage.title}", _body(stage.sentences)]
    parts += [f"*{inert(remark)}*" for remark in remarks]
    goal = quote(plan.goal, safe="")
    parts.append(" · ".join(f"[{label}](/plan.{kind}?goal={goal})" for label, kind in SAVE))
    parts.append(_sources(citations))
    parts.append("\n".join(_definition(citation) for citation in citations))
    return "\n\n".join(parts)


def found_places(result: SearchResult) -> str:
    """The sections in which something was found, best first."""
    places = (" › ".join((hit.document.metadata.title, *hit.chunk.headings[-1:])) for hit in result.hits)
    return "\n".join(f"- {inert(place)}" for place in list(dict.fromkeys(places))[:PLACES]) or "-"


def found_markdown(result: SearchResult, before: int) -> str:
    """The best passages word for word, to read while `before` other answers are written."""
    places = [place for passage in choose_passages(result) for place in passage.places][:FOUND]
    citations = [Citation(number, place) for number, place in enumerate(places, start=1)]
    lines = [f"*{WAITING.format(before=before)}*", *(f"- {inert(one.evidence.quote)} [{one.id}]" for one in citations)]
    return "\n".join([*lines, "", *map(_definition, citations), "", ""])


def refusal_markdown(reason: Reason, adviser: str, *, nearby: bool, opening: str = "") -> str:
    """A box, to tell it from an answer at a glance; under it stand the buttons for what the documents cover `nearby`."""
    box = f"::: help\n{inert(f'{opening} {refusal_text(reason, (), adviser)}'.strip())}\n:::"
    return f"{box}\n\n{COVERED}" if nearby else box


def _sources(citations: Sequence[Citation]) -> str:
    lines = (f"{citation.id}. [{inert(source_line(citation))}][{citation.id}]" for citation in citations)
    return "\n".join(["**Sources**\n", *lines])


def _body(sentences: Sequence[Sentence]) -> str:
    body = ""
    before: Sentence | None = None
    for sentence in sentences:
        marks = " ".join(f"[{number}]" for number in sentence.citations)
        shown = f"{'- ' if sentence.layout == 'item' else ''}{inert(sentence.text)} {marks}"
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
