"""Give each of several questions the subject that another of them names, so that it can be searched alone. English only."""

import re
from collections.abc import Sequence

from bot.understanding.asking import ANY_KIND, AUX, HOW, PLAIN, PREPOSITION, SMALL, content, kinds

REFERS = re.compile(r"\b(?:its?|they|them|their|he|she|his|her|him|there|then|this|that|these|those)\b", re.IGNORECASE)
# "by when must I apply?": at the place that was spoken of.
PERSONAL = re.compile(r"\b(?:i|you|we)\b(?! (?:become|work as)\b)", re.IGNORECASE)
DEFINITE = re.compile(r"\bthe\b", re.IGNORECASE)
# "what for my boy", "how many in winter", "at what times": the rest is said by the question before.
ELLIPTIC = re.compile(
    rf"(?:{HOW}(?: \w+)?|what|when|where) (?:for|in|at|with|on|as|after|before) |{PREPOSITION}(?:{HOW}|what|which) \w+\W*$",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=\w )[A-Z]\w")
HAS_SUBJECT = re.compile(rf"\b{AUX} (?:the|an?) ", re.IGNORECASE)
# What is left of "the price of".
OF_ATTRIBUTE = re.compile(r"\b(?:an?|the) +(?:of|for)\b", re.IGNORECASE)
# Content words of a question that may well be about the one before: "when is the written exam?".
SHORT = 2


def with_subjects(questions: Sequence[tuple[str, str]], nothing_else: bool) -> list[str]:
    """Each question, given as (lead, question), with its lead or with the subject that it lacks: that of the questions before
    it; for the first, that of the one behind it if the message says `nothing_else`."""
    first, second = questions[0][1], questions[1][1]
    alone: list[str] = []
    about = subject(second) if nothing_else and _names_subject(second) and not content(first) else ""
    before = ""
    for lead, asked in questions:
        if about and about not in asked and _lacks_subject(asked, before):
            alone.append(f"{about}: {asked}")
        else:
            alone.append(lead + asked)
            about = subject(lead + asked) or about
        before = asked
    return alone


def names_late(first: str, second: str) -> bool:
    """Whether the second question says only at its end what both are about: "How long is it and how dear, the bus course?"."""
    return not content(first) and len(content(second)) > SHORT and not _names_subject(second)


def subject(text: str) -> str:
    """What a question is about: "the course in Larkfield" of "What does the course in Larkfield cost?"."""
    named = OF_ATTRIBUTE.sub(" ", ANY_KIND.sub(" ", text))
    words = [word for word in named.split() if _bare(word) not in PLAIN or _bare(word) in SMALL]
    while words and _bare(words[-1]) in SMALL:
        words.pop()
    while words and _bare(words[0]) in SMALL - {"a", "an", "the"}:
        words.pop(0)
    return " ".join(words).strip(" ,;:.?!–-")


def _bare(word: str) -> str:
    return word.strip(',;:.?!…()"').lower()


def _names_subject(asked: str) -> bool:
    return bool(HAS_SUBJECT.search(asked) or NAME.search(asked)) and not REFERS.search(asked)


def _lacks_subject(asked: str, before: str) -> bool:
    """Whether a question leaves what it is about to the one before: it points at something, is cut short, or asks for
    something like "the exam", which the question before may well own unless it asks the same of something else."""
    words = content(asked)
    if not words or ELLIPTIC.match(asked):
        return True
    named, short = bool(NAME.search(asked)), len(words) <= SHORT
    if named and not short:
        return False
    of_it = short and not named and bool(DEFINITE.search(asked) or PERSONAL.search(asked))
    return bool(REFERS.search(asked)) or (of_it and kinds(asked) != kinds(before))
