"""The ways in which one question is shown in training: misspelt, in a story, with or without the name of what it is about, over
its passage, over part of it, and over passages that do not answer it."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from tuning.groups import Group
from tuning.neighbours import Neighbour

# Of the questions that are answered, so many are shown without the sentences that answer: what is left is on the topic and
# answers nothing, the very thing to learn.
WITHOUT_ANSWER = 0.22
# Of all, so many are shown over another passage, and so many over part of their own.
ELSEWHERE = 0.08
IN_PART = 0.25
KEPT = 0.65
# Learners' typing: lower case, no question mark, two letters swapped; and pages whose title is only their heading.
LOWER, UNMARKED, SWAPPED, UNTITLED = 0.15, 0.15, 0.1, 0.1
# The examples' questions lean on their passage ("the starting wage there"); learners name what they mean, or tell a story.
NAMED, STORIED = 0.65, 0.25
NAMES = (
    "{title}: {question}",
    "{question} ({title})",
    "{question} I mean {title}.",
    "About {title}. {question}",
    "{question} {title}",
    "I read about {title}. {question}",
)
STORY = re.compile(r"((?:[^.?!]+[.!]\s){1,2})[^.?!]+\?")
SHORTEST_STORY = 25
# Of a neighbour, so many sentences are shown: mostly the nearest to the question.
FROM_NEIGHBOUR, NEAREST_FIRST = 4, 0.7


def presented(group: Group, others: Sequence[Group], rng: random.Random) -> Group:
    """The group as it is shown once; `others` lend their passages."""
    group = replace(group, question=typed(group.question, rng))
    if rng.random() < UNTITLED:
        group = replace(group, candidate=replace(group.candidate, title=group.candidate.heading))
    rest = [place for place in range(len(group.candidate.sentences)) if place not in group.answer]
    chance = rng.random()
    if group.answer and chance < WITHOUT_ANSWER and len(rest) > 1:
        return _kept(group, rest)
    if chance < WITHOUT_ANSWER + ELSEWHERE:
        return replace(group, candidate=rng.choice(others).candidate, answer=())
    if chance < WITHOUT_ANSWER + ELSEWHERE + IN_PART:
        some = [place for place in range(len(group.candidate.sentences)) if place in group.answer or rng.random() < KEPT]
        return _kept(group, some or rest)
    return group


def beside(group: Group, nearest: Sequence[Neighbour], count: int, rng: random.Random) -> list[Group]:
    """The question over parts of `count` passages that do not answer it."""
    shown = []
    for neighbour in rng.sample(list(nearest), count):
        places = neighbour.nearest if rng.random() < NEAREST_FIRST else rng.sample(neighbour.nearest, len(neighbour.nearest))
        other = replace(group, question=typed(group.question, rng), candidate=neighbour.candidate, answer=())
        shown.append(_kept(other, sorted(places[:FROM_NEIGHBOUR])))
    return shown


def told(group: Group, title: str, stories: Sequence[str], rng: random.Random) -> Group:
    """The group with its question naming `title`, or behind a story, or both, as chance has it."""
    question = group.question
    if rng.random() < NAMED:
        name = title.lower() if rng.random() < LOWER else title
        question = rng.choice(NAMES).format(title=name, question=question)
    if rng.random() < STORIED:
        question = f"{rng.choice(stories)} {question}"
    return replace(group, question=question)


def stories(groups: Sequence[Group]) -> list[str]:
    """The sentences that come before a question in some of the groups, in order of the alphabet."""
    found = (STORY.match(group.question) for group in groups)
    return sorted({match[1].strip() for match in found if match and len(match[1]) > SHORTEST_STORY})


def typed(question: str, rng: random.Random) -> str:
    """The question as somebody in a hurry types it."""
    chance = rng.random()
    if chance < LOWER:
        question = question.lower()
    if chance < LOWER + UNMARKED:
        question = question.rstrip("?.! ")
    words = question.split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    if long and rng.random() < SWAPPED:
        place = rng.choice(long)
        letters = list(words[place])
        at = rng.randrange(1, len(letters) - 2)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
        words[place] = "".join(letters)
    return " ".join(words)


def _kept(group: Group, places: Sequence[int]) -> Group:
    """The group over the sentences at `places` alone."""
    sentences = tuple(group.candidate.sentences[place] for place in places)
    answer = tuple(number for number, place in enumerate(places) if place in group.answer)
    return replace(group, candidate=replace(group.candidate, sentences=sentences), answer=answer)
