"""How an answer came about, for maintainers: what was searched, found, sent, written and dropped, and how long it took.

Covers one answer with its trace. Does not cover hits beyond the best `HITS`, sentences of a hit other than its best, and
what each part of a question with several parts found.
"""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.answer import Answer
from bot.gate import confidence
from bot.report import citation_json
from index.search import Hit

HITS = 8
WIDTH = 100
# The scores of a hit's best sentence, in the order of the columns, each with its width.
SCORES = {"rank": 7, "logit": 7, "late": 6, "dense": 6, "lexical": 8}


def why_json(answer: Answer, least_confidence: float | None = None) -> dict[str, Any]:
    """How the answer came about, as data. `confidence` is from 0 to 1, and below `least_confidence`, the gate's, a question is
    refused; `not_stated_share` is how likely the model was to say that the quotes do not answer; times are in milliseconds.
    What was searched and found is None and empty if nothing was.

    Texts are as they are: print them with json.dumps, whose default escapes control characters.
    """
    trace = answer.trace
    result = trace.result
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "searched": result.searched if result else None,
        "familiarity": result.familiarity if result else None,
        "topic": result.topic if result else None,
        "names_source": result.names_source if result else None,
        "confidence": confidence(result) if result else None,
        "least_confidence": least_confidence,
        "model": answer.model,
        "outcome": answer.outcome,
        "in_doubt": answer.in_doubt,
        "hits": [_hit_json(hit) for hit in result.hits[:HITS]] if result else [],
        "prompt": [asdict(message) for message in trace.prompt],
        "not_stated_share": trace.not_stated_share,
        "raw": trace.raw,
        "dropped": list(trace.dropped),
        "citations": [citation_json(citation) for citation in answer.citations],
        "timings": asdict(answer.timings),
    }


def why_text(answer: Answer, least_confidence: float | None = None) -> str:
    """The same for a terminal of `WIDTH` columns, without control characters: what a document or a model says cannot steer
    the terminal. Characters of double width make a line longer."""
    why = why_json(answer, least_confidence)
    sections = {
        "Question": _question_lines(why),
        "Found": _hit_lines(why["hits"]),
        "Prompt": [line for message in why["prompt"] for line in (f"[{message['role']}]", *_wrapped(message["content"]))],
        "Model wrote": list(_wrapped(why["raw"])),
        "Dropped as ungrounded": [line for problem in why["dropped"] for line in _wrapped(problem, "- ")],
        "Citations": [line for citation in why["citations"] for line in _place_lines(f"[{citation['id']}]", citation)],
        "Time": _time_lines(why["timings"]),
    }
    return "\n\n".join(
        "\n".join([title, *(f"  {line}".rstrip() for line in lines or ["nothing"])]) for title, lines in sections.items()
    )


def _hit_json(hit: Hit) -> dict[str, Any]:
    best = hit.best
    return {
        "document": hit.document.id,
        "section": " > ".join(hit.chunk.headings),
        "rank": best.rank,
        "logit": best.logit,
        "late": best.score,
        "dense": best.dense,
        "lexical": best.lexical,
        "text": best.span.of(hit.document.text),
    }


def _question_lines(why: dict[str, Any]) -> list[str]:
    rows = {"asked": why["question"], "understood": why["standalone_question"]}
    if why["searched"] is not None:
        source = "names a source" if why["names_source"] else "names no source"
        rows["searched"] = why["searched"]
        rows["words"] = f"{why['familiarity']:.0%} known, {source}"
        rows["topic"] = f"{why['topic']:.1f}, 0 if it may be work and learning"
        rows["confidence"] = f"{why['confidence']:.2f}"
    if why["least_confidence"] is not None:
        rows["threshold"] = f"{why['least_confidence']:.2f}"
    if why["not_stated_share"] is not None:
        rows["not stated"] = f"{why['not_stated_share']:.0%} by the model"
    rows["replied by"] = why["model"]
    rows["outcome"] = why["outcome"]
    rows["in doubt"] = "yes" if why["in_doubt"] else "no"
    return [line for name, value in rows.items() for line in _wrapped(value, f"{name:<13}")]


def _hit_lines(hits: list[dict[str, Any]]) -> list[str]:
    if not hits:
        return []
    lines = ["  " + "".join(f"{name:>{width}}" for name, width in SCORES.items())]
    for number, hit in enumerate(hits, start=1):
        scores = "".join(f"{_figure(hit[name]):>{width}}" for name, width in SCORES.items())
        lines += [_one_line(f"{number:<2}{scores}  {_place(hit)}"), _one_line(f"    {hit['text']}")]
    return lines


def _place_lines(mark: str, place: dict[str, Any]) -> Iterator[str]:
    yield _one_line(f"{mark} {_place(place)} · {place['start']}-{place['end']}")
    yield from _wrapped(place["quote"], "    ")


def _time_lines(timings: dict[str, Any]) -> list[str]:
    return [
        f"searched {timings['retrieve_ms']:>12.1f} ms",
        f"quotes shown {timings['quotes_ms']:>8.1f} ms",
        f"first words {timings['first_token_ms']:>9.1f} ms",
        f"whole answer {timings['total_ms']:>8.1f} ms",
        f"tokens: {timings['prompt_tokens']} read, {timings['completion_tokens']} written",
    ]


def _place(place: dict[str, Any]) -> str:
    return " · ".join(part for part in (place["document"], place["section"]) if part)


def _figure(score: float | None) -> str:
    return "-" if score is None else f"{score:.2f}"


def _one_line(text: str) -> str:
    """The text cut to what fits beside a section's indent, its own indent and columns kept."""
    line = _printable(text)
    return line if len(line) <= WIDTH - 2 else f"{line[: WIDTH - 3]}…"


def _wrapped(text: str, mark: str = "") -> Iterator[str]:
    """The text's lines, wrapped, the first after a mark and the others below it."""
    for number, line in enumerate(text.splitlines()):
        first = mark if number == 0 else " " * len(mark)
        wrapped = textwrap.wrap(
            _printable(line), WIDTH - 2, initial_indent=first, subsequent_indent=" " * len(mark), replace_whitespace=False
        )
        yield from wrapped or [first.rstrip()]


def _printable(text: str) -> str:
    """The text without control, format and unassigned characters and halves of surrogate pairs; white space as spaces."""
    spaced = (" " if character.isspace() else character for character in text)
    return "".join(character for character in spaced if not unicodedata.category(character).startswith("C"))
