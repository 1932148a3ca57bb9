"""A plan as a Markdown file: a list to tick off, and its sources."""

from datetime import date

from bot.answer import Answer, Plan, Sentence
from bot.inert import inert
from bot.report import source_line

MADE = (
    "Made on {made} by Waymark, a machine, from the documents that are named below and from nothing else. Each point is quoted "
    "from one of them, and the number behind it tells from which. Read the sources and talk to an adviser before you decide."
)


def plan_file(plan: Plan, answer: Answer, made: date) -> str:
    """The text of the file."""
    parts = [f"# {inert(plan.title)}", MADE.format(made=made.isoformat())]
    parts += [inert(answer.opening)] if answer.opening else []
    for stage in plan.stages:
        parts += [f"## {stage.title}", "\n".join(map(_line, stage.sentences))]
    parts += [f"*{inert(remark)}*" for remark in answer.remarks]
    parts += ["## Sources", "\n".join(f"{one.id}. {inert(source_line(one))}" for one in answer.citations)]
    return "\n\n".join(parts) + "\n"


def _line(sentence: Sentence) -> str:
    mark = {"item": "- [ ] ", "sentence": "- ", "lead_in": ""}[sentence.layout]
    after = "\n" if sentence.layout == "lead_in" else ""
    return f"{mark}{inert(sentence.text)} {numbers(sentence)}{after}"


def numbers(sentence: Sentence) -> str:
    """The numbers of the sources that a sentence is from: "[1] [2]"."""
    return " ".join(f"[{number}]" for number in sentence.citations)
