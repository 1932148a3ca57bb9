"""The cases: what is asked, what a right answer says, and the quotes that it stands on.

evals/cases/*.jsonl, one case a line:

    id          unique
    category    one of CATEGORIES
    style       how it is worded, one of STYLES
    question    as a learner types it
    history     [[role, text], …], the turns before it; [] for a first question
    answerable  whether the documents answer it
    must        [[alternative, …], …]: a right answer holds one alternative of each group
    must_not    what a right answer never holds
    evidence    [{document, quote}, …], each quote word for word in its document
    cluster     what it belongs to: "guide.md", "guide.md#Heading", or its own id if it is about no document
    split       "test"; "calibration" (thresholds may be fitted on it); or "facts": a question for each fact of the guides,
                looked at while search and answers were tuned
    note        for an unanswerable case: what the documents lack
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from bot.understanding.followups import Turn
from evals.matching import states
from index.catalogue import Catalogue
from index.documents import Document
from index.errors import WaymarkError

Category = Literal[
    "single-fact",
    "number",
    "list",
    "paraphrase",
    "typo",
    "two-documents",
    "conflict",
    "advice",
    "false-premise",
    "near-unanswerable",
    "far-unanswerable",
    "gibberish",
    "follow-up",
    "injection-document",
    "injection-question",
]
Style = Literal[
    "plain", "short", "long", "colloquial", "misspelt", "second-language", "anxious", "over-confident", "story", "fact"
]
Split = Literal["test", "calibration", "facts"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
SPLITS: tuple[Split, ...] = get_args(Split)
NEVER_ANSWERABLE: frozenset[Category] = frozenset({"near-unanswerable", "far-unanswerable", "gibberish"})
EITHER: frozenset[Category] = frozenset({"follow-up", "injection-document", "injection-question"})
T = TypeVar("T")
ROLES = {"user", "assistant"}


class CasesError(WaymarkError):
    """A case is not as it must be; the message names file and line, or the case."""


@dataclass(frozen=True)
class Quote:
    """`quote` stands word for word in the document with this id."""

    document: str
    quote: str


@dataclass(frozen=True)
class Case:
    """The fields are described above."""

    id: str
    category: Category
    style: Style
    question: str
    history: tuple[Turn, ...]
    answerable: bool
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    evidence: tuple[Quote, ...]
    cluster: str
    split: Split
    note: str = ""


KEYS = {field.name for field in fields(Case)}
OPTIONAL = {"note"}


def load_cases(folder: Path) -> list[Case]:
    """Every case below `folder`, in order of file and line.

    Raises CasesError for the first line that is not as it must be and for an id that occurs twice.
    """
    cases: dict[str, Case] = {}
    for where, line in lines(folder):
        case = _case(where, line)
        if case.id in cases:
            raise CasesError(f"{where}: {case.id} occurs twice; give each case its own id")
        cases[case.id] = case
    return list(cases.values())


def lines(folder: Path) -> Iterator[tuple[str, str]]:
    """The lines of all *.jsonl files in `folder` that are not empty, each with the words for where it stands.

    Raises CasesError for a folder without such files, and for a file that is not UTF-8.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise CasesError(f"there are no *.jsonl files in {folder}; name the folder that has them")
    for path in paths:
        yield from file_lines(path)


def file_lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of one file, likewise."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CasesError(f"{path} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise CasesError(f"{path} cannot be read ({error.strerror}); check the path") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path.name}, line {number}", line


def validated(adapter: TypeAdapter[T], where: str, line: str) -> T:
    """What a line of JSON holds. Raises CasesError, with the fields, for one that is not as it must be."""
    try:
        return adapter.validate_json(line, extra="forbid")
    except ValidationError as error:
        found = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise CasesError(f"{where}: {found}") from error


def problems(cases: Sequence[Case], documents: Sequence[Document]) -> list[str]:
    """What does not fit the documents, a sentence each: stale quotes, missing sections, wanted words that no quote says,
    and documents (or sections, where clusters name sections) that cases of test and calibration are both about."""
    known = {document.id: document for document in documents}
    sections = _sections(documents)
    by_section = {case.cluster.partition("#")[0] for case in cases if "#" in case.cluster}
    first_about: dict[str, Case] = {}
    found = []
    for case in cases:
        document, _, section = case.cluster.partition("#")
        if case.cluster != case.id and document not in known:
            found.append(f"{case.id}: there is no document {document}")
        elif section and section not in sections[document].values():
            found.append(f"{case.id}: {document} has no section {section!r}")
        units = {case.cluster}
        for quote in case.evidence:
            start = known[quote.document].text.find(quote.quote) if quote.document in known else -1
            if start < 0:
                found.append(f"{case.id}: {quote.document} does not say {quote.quote!r}")
                continue
            above = [heading for at, heading in sections[quote.document].items() if at <= start]
            units.add(f"{quote.document}#{above[-1]}" if quote.document in by_section else quote.document)
        for unit in units if case.split != "facts" else ():
            if first_about.setdefault(unit, case).split != case.split:
                found.append(f"{case.id} and {first_about[unit].id} are of different splits, but both about {unit}")
        quotes = " ".join(quote.quote for quote in case.evidence)
        for group in case.must:
            if not any(states(quotes, alternative) for alternative in group):
                found.append(f"{case.id}: no quote says any of {list(group)}")
    return found


def _sections(documents: Sequence[Document]) -> dict[str, dict[int, str]]:
    """For each document, where its chunks start and the nearest heading above each."""
    found: dict[str, dict[int, str]] = {document.id: {0: ""} for document in documents}
    for chunk in Catalogue.of(documents).chunks:
        start = min(chunk.span.start, chunk.lead_in.start if chunk.lead_in else chunk.span.start)
        found[chunk.document][start] = chunk.headings[-1] if chunk.headings else ""
    return found


def _case(where: str, line: str) -> Case:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CasesError(f"{where}: is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise CasesError(f"{where}: is not an object")
    if "draft" in row:
        raise CasesError(f"{where}: is still a draft; review it, mend it, and take its 'draft' out")
    if row.keys() - KEYS or KEYS - OPTIONAL - row.keys():
        odd = sorted((row.keys() - KEYS) | (KEYS - OPTIONAL - row.keys()))
        raise CasesError(f"{where}: needs exactly the fields {', '.join(sorted(KEYS))}; look at {', '.join(odd)}")
    if problem := _problem(row):
        raise CasesError(f"{where}: {problem}")
    return Case(
        **{key: row[key] for key in ("id", "category", "style", "question", "answerable", "cluster", "split")},
        history=tuple((role, text) for role, text in row["history"]),
        must=tuple(map(tuple, row["must"])),
        must_not=tuple(row["must_not"]),
        evidence=tuple(Quote(**quote) for quote in row["evidence"]),
        note=row.get("note", ""),
    )


def _problem(row: Mapping[str, Any]) -> str:
    """What is wrong with a line, in words; empty if nothing is."""
    for key, allowed in (("category", CATEGORIES), ("style", get_args(Style)), ("split", SPLITS)):
        if row[key] not in allowed:
            return f"{key} is {row[key]!r}; use one of {', '.join(allowed)}"
    for key in ("id", "question", "cluster"):
        if not isinstance(row[key], str) or not row[key].strip():
            return f"{key} must be a text that is not empty"
    if not isinstance(row["answerable"], bool) or not isinstance(row.get("note", ""), str):
        return "answerable must be true or false, and note a text"
    shapes = {
        "history": all(_texts(turn) and len(turn) == 2 and turn[0] in ROLES for turn in _list(row["history"])),
        "must": all(_texts(group) and group for group in _list(row["must"])),
        "must_not": _texts(row["must_not"]),
        "evidence": all(
            isinstance(quote, dict) and quote.keys() == {"document", "quote"} and _texts(list(quote.values()))
            for quote in _list(row["evidence"])
        ),
    }
    if wrong := [key for key, right in shapes.items() if not right]:
        return f"{', '.join(wrong)} is not shaped as evals/cases.py describes"
    if row["category"] not in EITHER and row["answerable"] == (row["category"] in NEVER_ANSWERABLE):
        return f"a case of category {row['category']} cannot have answerable: {str(row['answerable']).lower()}"
    if row["answerable"] != bool(row["must"]) or row["answerable"] != bool(row["evidence"]):
        return "must and evidence are for answerable cases, and only for them"
    if (row["category"] == "follow-up") and not row["history"]:
        return "a follow-up needs a history"
    return ""


def _list(value: object) -> list[Any]:
    """The value if it is a list; else a list that no shape allows."""
    return value if isinstance(value, list) else [None]


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)
