"""How sure, how often, on what condition: a sentence may not be surer, more general or less bound than its source.

Each check returns what is wrong, or an empty string. It compares with the clauses of the source that the sentence is most
like, so that a hedge elsewhere in the source neither helps nor hurts.
"""

import re

from bot.reply.bindings import source_clauses
from bot.reply.facts import Clause, Text
from bot.reply.lexicon import ALL, COMPARING, DUTY, HEDGES, LEAST, LIGHT, MOST, OPPOSITES, OPTION

# What denies no fact, but that it is the only one, or a must.
SETS_ASIDE = re.compile(r"\b(?:not|n['’]t) (?:only|necessarily)\b")


def denied(said: Text, source: Text) -> str:
    """A denial added or lost in a clause."""
    if SETS_ASIDE.search(said.plain) and not SETS_ASIDE.search(source.plain):
        return "sets aside what the source says"
    for clause in said.clauses:
        homes = source_clauses(clause, source)
        denials = {home.denied for home in homes} or {False}
        if clause.denied not in denials or (len(denials) > 1 and not clause.denied):
            return "denies what the source says, or the other way round"
    return ""


def surer(said: Text, source: Text) -> str:
    """A hedge lost, "may" for "must" or the other way round, "all" for less."""
    homes = " , ".join(home.text for home in _homes(said, source))
    for name, words in HEDGES.items():
        if words.search(homes) and not words.search(said.plain):
            return f"loses {name!r} of the source"
    if OPTION.search(said.plain) and not OPTION.search(source.plain):
        return "allows what the source does not"
    if (
        DUTY.search(said.plain)
        and not DUTY.search(source.plain)
        and any(HEDGES[name].search(source.plain) for name in ("may", "should"))
    ):
        return "demands what the source does not"
    if ALL.search(said.plain) and not ALL.search(source.plain):
        return "says of all what the source does not"
    return ""


def unconditional(said: Text, source: Text) -> str:
    """A condition lost that stands beside what the sentence says, in the same sentence of the source."""
    homes = _homes(said, source)
    for position, clause in enumerate(source.clauses):
        beside = [*source.clauses[max(position - 1, 0) : position], *source.clauses[position + 1 : position + 2]]
        words = clause.words - LIGHT
        if (
            clause.condition
            and clause not in homes
            and any(other in homes and other.part == clause.part for other in beside)
            and 2 * len(words & said.words) <= len(words)
        ):
            return f"loses the condition {clause.text!r}"
    return ""


def opposite(said: Text, source: Text) -> str:
    """A word for its opposite, a limit turned round, or a comparison that the source does not make."""
    for word, other in [*OPPOSITES, *((other, word) for word, other in OPPOSITES)]:
        if _has(word, said) and not _has(word, source) and _has(other, source) and not _has(other, said):
            return f"says {word!r} for {other!r}"
    limited = {figure.limit for figure in said.figures}
    for name, limit, other_limit in (("at least", LEAST, MOST), ("at most", MOST, LEAST)):
        if (
            name not in limited
            and limit.search(said.plain)
            and not limit.search(source.plain)
            and other_limit.search(source.plain)
        ):
            return "turns a limit round"
    compared = set(COMPARING.findall(MOST.sub(" ", LEAST.sub(" ", said.plain)))) - set(COMPARING.findall(source.plain))
    return f"compares with {sorted(compared)[0]!r}, which the source does not" if compared else ""


def _homes(said: Text, source: Text) -> list[Clause]:
    like = [home for clause in said.clauses for home in source_clauses(clause, source)]
    return [clause for clause in source.clauses if clause in like]


def _has(word: str, text: Text) -> bool:
    return re.search(rf"\b{word}\b", text.plain) is not None
