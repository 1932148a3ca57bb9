"""What is said of what: each figure and each name of a sentence must stand in its source with what it stands with here.

Each check returns what is wrong, or an empty string. Covers: figures and names that come from another clause, row or
column, or changed places between them; limits, units and ranges. Places within a clause are bot.reply.order's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.reply.facts import Clause, Text
from bot.reply.figures import Figure, written
from bot.reply.lexicon import LIGHT, MEASURES

PART_OF = re.compile(r"(\d[\d,]*) of (?:the |its |their |our )?(\d[\d,]*)\b(?! percent)")
RATE = re.compile(r"\b(?:an?|per|each|every) (year|month|week|day|hour|term|semester|season|session|night|shift)\b")
UNTIL = {"till": "until", "to": "until"}


def misread_figures(said: Text, source: Text) -> str:
    """A figure with another limit or unit, or one end of a range for all of it."""
    for figure in said.figures:
        if not any(_same(figure, other, clause) for clause in source.clauses for other in clause.figures):
            return f"{figure.limit} {_written(figure)} {figure.unit} is not how the source says it".strip().replace("  ", " ")
    per = set(RATE.findall(said.plain)) - set(RATE.findall(source.plain))
    if any(rate not in source.titles for rate in per):
        return f"{sorted(per)[0]} is not the rate of the source"
    for match in PART_OF.finditer(said.plain):
        if int(match[1].replace(",", "")) > int(match[2].replace(",", "")):
            return f"{match[0]} is more than there are"
    return ""


def misplaced_figures(said: Text, source: Text) -> str:
    """A figure said of something else than in the source."""
    if said.figures and "respectively" in source.plain and "respectively" not in said.plain:
        return "takes apart what the source gives respectively"
    for group in said.groups:
        for figure in group.figures:
            telling = (group.telling | group.context - LIGHT - MEASURES) - {written(value) for value in figure.values}
            homes = [
                (home, other)
                for home in source.groups
                for other in home.figures
                if _same(figure, other, _clause_of(other, home, source))
            ]
            if all(_figure_elsewhere(telling, home, other, source) for home, other in homes):
                return f"{_written(figure)} is said of something else in the source"
    return ""


def misplaced_names(said: Text, source: Text, names: frozenset[str]) -> str:
    """A name, given as a stem, said of something else than in the source. Names in a table's cells are not compared."""
    for clause in said.clauses:
        for name in clause.words & names:
            homes = [home for home in source.clauses if name in home.known]
            like = source_clauses(replace(clause, items=tuple(item for item in clause.items if item != name)), source)
            if like and all(name not in other.known and other.words & names - said.words for other in like):
                return f"{name} stands for another name of the source"
            if homes and all(_name_elsewhere(clause.telling - {name}, home, name, names, source) for home in homes):
                return f"{name} is said of something else in the source"
    return ""


def mixed_clauses(said: Text, source: Text) -> str:
    """A clause without figures that takes its words from two clauses of one pattern: "guests wear red"."""
    for clause in said.clauses:
        homes = [] if clause.figures else source_clauses(clause, source)
        if homes and all(_mixes(clause, home, source) for home in homes):
            return "mixes two clauses of the source"
    return ""


def source_clauses(clause: Clause, source: Text) -> list[Clause]:
    """The clauses of the source that a clause is most like; none if they share nothing."""
    words = clause.words - LIGHT or clause.words

    def likeness(other: Clause) -> float:
        own = len(words & other.words) + 2 * len(clause.values & other.values)
        return own + len(words & other.context - other.words) * (1 if other.cell else 0.5)

    most = max(map(likeness, source.clauses), default=0)
    return [other for other in source.clauses if most and likeness(other) == most]


def _same(figure: Figure, other: Figure, home: Clause) -> bool:
    """Whether a figure of the sentence is one of the source's, `other` in the clause `home`."""
    if figure.values == other.values:
        limits = figure.limit == other.limit or (figure.limit == "about" and not other.limit)
        relations = {UNTIL.get(relation, relation) for relation in (figure.relation, other.relation) if relation}
        compared = (figure.relation == "instead of") == (other.relation == "instead of")
        if not limits or len(relations) > 1 or not compared:
            return False
    elif not _one_end(figure, other):
        return False
    if not (figure.unit or figure.inherited):
        return other.unit not in MEASURES
    if not figure.unit or figure.unit in (other.unit, other.inherited):
        return True
    return not other.unit and figure.unit in home.words | home.context


def _one_end(figure: Figure, span: Figure) -> bool:
    """ "at least 4" or "from 4", and "up to 6", for "4 to 6"."""
    lowest = figure.limit == "at least" or figure.relation in ("from", "since")
    highest = figure.limit == "at most" or figure.relation in ("to", "until")
    ends = [value for value, named in zip(span.values, (lowest, highest), strict=False) if named]
    return len(span.values) == 2 and len(figure.values) == 1 and figure.values[0] in ends


def _clause_of(figure: Figure, group: Clause, source: Text) -> Clause:
    return next((clause for clause in source.clauses if any(figure is other for other in clause.figures)), group)


def _figure_elsewhere(telling: frozenset[str], home: Clause, figure: Figure, source: Text) -> bool:
    rivals = [group for group in source.groups if group is not home and figure.kind in group.kinds]
    own = (home.known if home.cell else _clause_of(figure, home, source).words) - home.values
    if home.cell:
        # The other figures of a row are its own, unless they stand in the titles: "Rate 2024".
        telling = frozenset(word for word in telling if not word[0].isdigit() or word in source.titles)
        if rivals and figure.kind != "year" and not own - _others(rivals):
            return True  # nothing tells the columns apart
    others = [group for group in source.groups if group is not home]
    if not home.cell and telling & _others(others) - home.known and not telling & home.known:
        return True
    return _elsewhere(telling, home, rivals, own) or bool(rivals and _lacks(telling, own, rivals))


def _name_elsewhere(telling: frozenset[str], home: Clause, name: str, names: frozenset[str], source: Text) -> bool:
    if home.cell or name in home.context:
        return False
    others = [clause for clause in source.clauses if not clause.cell and name not in clause.words]
    rivals = [clause for clause in others if clause.words & names - home.words]
    return _elsewhere(telling, home, rivals, home.known - names)


def _mixes(clause: Clause, home: Clause, source: Text) -> bool:
    rivals = [other for other in source.clauses if other is not home and not other.cell and other.words & home.words - LIGHT]
    taken = clause.telling & _others(rivals) - home.known
    return bool(taken) and _lacks(clause.telling, home.words, rivals)


def _elsewhere(telling: frozenset[str], home: Clause, rivals: Sequence[Clause], own: frozenset[str]) -> bool:
    """Whether words belong to the home's rivals.

    A clause may go on with words of those before it, if it has some of its own: "Evening places cost €890, weekend
    places €960". A cell may not.
    """
    earlier = _others(rival for rival in rivals if (rival.part, rival.start) < (home.part, home.start))
    others = _others(rivals) - home.known
    if telling & (others if home.cell else others - earlier):
        return True
    return bool(telling & earlier - home.known) and _lacks(telling, own, rivals)


def _lacks(telling: frozenset[str], own: frozenset[str], rivals: Sequence[Clause]) -> bool:
    """Whether there are words that only the home has, and none of them is among these."""
    own = own - _others(rivals) - LIGHT - MEASURES
    return bool(own) and not own & telling


def _others(clauses: Iterable[Clause]) -> frozenset[str]:
    return frozenset(word for clause in clauses for word in (clause.known if clause.cell else clause.words | clause.values))


def _written(figure: Figure) -> str:
    return "–".join(map(written, figure.values))
