"""Put a plan together: for each stage, the steps that the documents advise, word for word, each with its source.

A step is an item of a list of steps, or a sentence that advises something. Covers documents in English. Does not cover advice
that no such word marks ("Nurses train for three years."), and it may take what a document merely describes for advice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answer import Plan, Stage, Statement
from bot.citing import Citer
from bot.gate import Gate
from bot.orders.instructions import is_instruction
from bot.plan.stages import ADVISES, FIGURES, LEADS_INTO_ADVICE, LEANS, STAGES, StageKind
from bot.reply.lexicon import FUNCTION, LIGHT
from bot.reply.passages import Passage, trusted
from index.lexical import stems
from index.search import Hit, SearchResult, merged

# Steps of a stage: more is a list to read, not to do.
MOST_STEPS = 7
# How far a passage may stay behind the best of its stage.
MARGIN = 0.3
# Two steps that share this much of what the shorter one says are one.
SAME = 0.65
# The share of a plan's questions that the documents may leave open; of a goal that no title names, none.
MOST_REFUSED = 0.5

# Words of a goal that name no particular one.
ANY_GOAL = frozenset(stems("career careers job jobs profession field switch change path learn study new good better best"))


@dataclass(frozen=True)
class Planned:
    """A plan with the places that it stands on, and what was searched. `plan` is None if the documents do not answer enough
    of its questions, or advise nothing; `in_doubt`: they speak of something near the goal rather than of it."""

    plan: Plan | None
    citer: Citer
    result: SearchResult
    in_doubt: bool


def occupations(search: Callable[[str], SearchResult]) -> tuple[str, ...]:
    """The jobs that the documents describe the way to, nearest first, as far as their front matter names them."""
    hits = search(STAGES[0].questions[0] + "?").hits
    named = (hit.document.metadata.occupation or "" for hit in hits)
    return tuple(dict.fromkeys(name for name in named if name and not is_instruction(name)))


def to_become(occupation: str) -> str:
    """An occupation as the goal of a plan: "Nurse" → "to become a nurse", "AI engineer" → "to become an AI engineer"."""
    name = occupation if occupation[1:2].isupper() else occupation[:1].lower() + occupation[1:]
    return f"to become {'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def make_plan(goal: str, search: Callable[[str], SearchResult], gate: Gate) -> Planned:
    """The plan that leads to `goal`, "to become a nurse" or "for data science"; empty: to what the documents are about."""
    found = {kind: [search(f"{question} {goal}".strip() + "?") for question in kind.questions] for kind in STAGES}
    everything = [result for results in found.values() for result in results]
    whole, citer = merged(everything), Citer()
    named = _named(everything[0], whole)
    refused = sum(gate.refusal(result) is not None for result in everything)
    if refused > (MOST_REFUSED if named else 0) * len(everything):
        return Planned(None, citer, whole, in_doubt=False)
    documents = named or _of_one_kind(whole)
    steps = _Steps(frozenset(stems(whole.searched)))
    stages = []
    for number, (kind, results) in enumerate(found.items()):
        passed = [_within(result, documents) for result in results if not gate.refusal(result)]
        if statements := steps.of(kind, passed):
            stages.append(Stage(kind.title, tuple(citer.cite(replace(one, paragraph=number)) for one in statements)))
    doubted = sum(gate.doubts(result) for result in everything) > len(everything) / 2
    advised = any(sentence.layout == "item" for stage in stages for sentence in stage.sentences)
    return Planned(Plan(goal, tuple(stages)) if advised else None, citer, whole, in_doubt=doubted or not named)


def _named(result: SearchResult, whole: SearchResult) -> frozenset[str]:
    """The documents whose title or occupation names the goal, as it was searched for: all if there is no goal."""
    goal = frozenset(stems(result.searched)) - frozenset(stems(STAGES[0].questions[0])) - FUNCTION - LIGHT - ANY_GOAL
    documents = {hit.document.id: hit.document.metadata for hit in whole.hits}
    return frozenset(id_ for id_, data in documents.items() if goal <= set(stems(f"{data.title} {data.occupation or ''}")))


def _of_one_kind(whole: SearchResult) -> frozenset[str]:
    """The documents of the best hit's occupation: steps to two jobs are no plan."""
    best = whole.hits[0].document
    same = (hit.document for hit in whole.hits if best.metadata.occupation)
    return frozenset([best.id, *(one.id for one in same if one.metadata.occupation == best.metadata.occupation)])


def _within(result: SearchResult, documents: frozenset[str]) -> SearchResult:
    return replace(result, hits=tuple(hit for hit in result.hits if hit.document.id in documents))


class _Steps:
    """The steps of one plan, none said twice."""

    def __init__(self, common: frozenset[str]) -> None:
        """`common` are stems that tell no step from another, because the whole plan is about them."""
        self._common = common | FUNCTION | LIGHT
        self._said: list[frozenset[str]] = []

    def of(self, kind: StageKind, results: Sequence[SearchResult]) -> list[Statement]:
        """The stage's steps: what sentences advise, best passages first, then the lists that fit in."""
        if not results:
            return []
        result = merged(results)
        least = max((hit.best.rank for hit in result.hits), default=0.0) - MARGIN
        passages = [passage for hit in result.hits if (passage := _advice(hit, kind, least))]
        lists = [passage for passage in passages if passage.chunk.kind == "list"]
        if kind.one_list and lists:
            passages = lists[:1]
        else:
            passages.sort(key=lambda passage: passage.chunk.kind == "list")
        steps: list[Statement] = []
        for passage in passages:
            new = self._new(passage, kind)
            if _counted(steps) + _counted(new) <= MOST_STEPS:
                steps += new
                self._said += [self._content(statement.text) for statement in new]
        return steps

    def _new(self, passage: Passage, kind: StageKind) -> list[Statement]:
        """What the passage says that no step has said."""
        statements = [replace(statement, number="") for statement in passage.statements(0)]
        if all(ADVISES.search(statement.text) for statement in statements if statement.layout == "item"):
            statements = [statement for statement in statements if statement.layout != "lead_in"]
        new: list[Statement] = []
        for statement in statements:
            said = self._content(statement.text)
            if statement.layout == "lead_in" or not any(_same(said, other) for other in self._said):
                new.append(replace(statement, layout="item") if kind.to_do and statement.layout == "sentence" else statement)
        return new if _counted(new) else []

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(stems(text)) - self._common


def _advice(hit: Hit, kind: StageKind, least: float) -> Passage | None:
    """What a passage advises on this stage, in sentences of at least this rank. A list that advises is not torn apart."""
    passage = Passage(hit.chunk, hit.document, trusted(hit.chunk, hit.document))
    text = hit.document.text
    if hit.chunk.kind == "list":
        above = " ".join([*hit.chunk.headings[-1:], *([passage.lead_in.of(text)] if passage.lead_in else [])])
        if LEADS_INTO_ADVICE.search(above) and (owner := next((one for one in STAGES if one.about.search(above)), None)):
            return passage if owner is kind and hit.best.rank >= least else None
    near = {sentence.span for sentence in hit.sentences if sentence.rank >= least}
    spans = tuple(span for span in passage.sentences if span in near and _is_step(span.of(text), kind))
    return replace(passage, sentences=spans) if spans else None


def _is_step(sentence: str, kind: StageKind) -> bool:
    """Whether a sentence advises something that belongs to this stage: to the last that it sounds like, for what helps one to
    be hired is more than practice, and practice more than learning."""
    if LEANS.match(sentence) or sentence.endswith(("?", ":")) or FIGURES.search(sentence):
        return False
    if not kind.to_do:
        return bool(kind.about.search(sentence))
    owners = [one for one in STAGES if one.to_do and one.about.search(sentence)]
    return bool(owners and owners[-1] is kind and ADVISES.search(sentence))


def _counted(statements: Sequence[Statement]) -> int:
    """How many steps these are."""
    return sum(statement.layout != "lead_in" for statement in statements)


def _same(said: frozenset[str], other: frozenset[str]) -> bool:
    return len(said & other) >= SAME * min(len(said), len(other))
