"""Answers and hits as JSON and as text for a terminal."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.answer import Answer, Citation, IndexInfo, Quote, Sentence, Timings
from bot.remarks.dating import stated_region
from index.search import Hit, SearchResult


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as `waymark ask --json` prints it."""
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "answer": answer.text,
        "outcome": answer.outcome,
        "abstained": answer.abstained,
        "reply": list(map(_sentence_json, answer.reply)),
        "quotes": list(map(_quote_json, answer.quotes)),
        "opening": answer.opening,
        "in_doubt": answer.in_doubt,
        "remarks": list(answer.remarks),
        "citations": [citation_json(citation) for citation in answer.citations],
        "nearby": list(answer.nearby),
        "model": answer.model,
        "index": asdict(answer.index),
        "timings": asdict(answer.timings),
    }


def error_json(question: str, error: Exception, model: str, index: IndexInfo) -> dict[str, Any]:
    """A question that could not be answered: the keys of an answer, empty, and `error`."""
    nothing = Answer(question, question, "", "answered", model, index, Timings(0.0, 0.0, 0.0, 0.0))
    return answer_json(nothing) | {"outcome": "error", "error": str(error)}


def _quote_json(quote: Quote) -> dict[str, Any]:
    return {"label": quote.label, "cited": quote.cited, "sentences": list(map(_sentence_json, quote.sentences))}


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "citations": list(sentence.citations)}


def citation_json(citation: Citation) -> dict[str, Any]:
    evidence = citation.evidence
    return {
        "id": citation.id,
        "document": evidence.document.id,
        "title": evidence.document.metadata.title,
        "published": evidence.document.metadata.published,
        "section": " > ".join(evidence.section),
        "page": evidence.page,
        "source": evidence.document.metadata.source,
        "licence": evidence.document.metadata.licence,
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
    }


def result_json(result: SearchResult) -> dict[str, Any]:
    """The hits as `waymark search --json` prints them."""
    return {"question": result.question, "searched": result.searched, "hits": [hit_json(hit) for hit in result.hits]}


def hit_json(hit: Hit) -> dict[str, Any]:
    best = hit.best
    return {
        "chunk": hit.chunk.id,
        "document": hit.document.id,
        "title": hit.document.metadata.title,
        "section": " > ".join(hit.chunk.headings),
        "start": hit.chunk.span.start,
        "end": hit.chunk.span.end,
        "text": hit.text,
        "best_sentence": {"start": best.span.start, "end": best.span.end},
        "scores": {
            "rank": best.rank,
            "logit": best.logit,
            "late": best.score,
            "dense": best.dense,
            "lexical": best.lexical,
            "fused": best.fused,
        },
    }


def answer_text(answer: Answer) -> str:
    """The answer for a terminal: sentences with numbers, a plan's by stages, then the sources."""
    if not answer.citations:
        return answer.text
    parts = [answer.opening] if answer.opening else []
    if answer.plan:
        parts.append(answer.plan.title)
        parts += [f"{stage.title}\n{_body(stage.sentences)}" for stage in answer.plan.stages]
    else:
        parts += [_body(answer.reply)] if answer.reply else []
        parts += [f"{quote.label}\n{_body(quote.sentences)}" for quote in answer.quotes]
    sources = (f"[{citation.id}] {source_line(citation)}" for citation in answer.citations)
    return "\n\n".join([*parts, *answer.remarks, "\n".join(["Sources", *sources])])


def _body(sentences: Sequence[Sentence]) -> str:
    lines: list[str] = []
    paragraph = -1
    for sentence in sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        shown = f"{sentence.mark}{sentence.text} {marks}"
        if sentence.paragraph != paragraph and lines:
            lines.append("")
        if sentence.paragraph == paragraph and sentence.layout == "sentence":
            lines[-1] += f" {shown}"
        else:
            lines.append(shown)
        paragraph = sentence.paragraph
    return "\n".join(lines)


def source_line(citation: Citation) -> str:
    """Title, publisher, date, region, section and page of a citation."""
    data = citation.evidence.document.metadata
    parts = [
        data.title,
        data.publisher,
        data.published,
        stated_region(citation.evidence.document),
        citation.evidence.section[-1] if citation.evidence.section else None,
        f"page {citation.evidence.page}" if citation.evidence.page else None,
    ]
    return " · ".join(part for part in parts if part)


def result_text(result: SearchResult) -> str:
    """The hits for a terminal."""
    blocks = []
    for number, hit in enumerate(result.hits, start=1):
        section = " > ".join(hit.chunk.headings)
        blocks.append(f"{number}. {hit.document.id} · {section} · {hit.best.score:.2f}\n   {' '.join(hit.text.split())}")
    return "\n\n".join(blocks) or "Nothing found."
