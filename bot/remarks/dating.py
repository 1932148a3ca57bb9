"""Say how old a source is, and of which region, where that matters: figures change from year to year.

What is read for such a figure: money, shares, numbers of three digits and more (years are), and months. Does not cover what
is said without a figure ("Welders are in demand."), nor what grows old in smaller numbers ("The course has 24 lessons.").
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from bot.answer import Citation, Evidence
from index.documents import Document

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
MONEY = re.compile(r"[$£€¥]\s?\d|\d\s?(?:(?:thousand|million|billion)\s)?(?:euros?|pounds?|dollars?)\b")
CHANGES = re.compile(rf"{MONEY.pattern}|\d\s?(?:%|per\s?cent)|\d{{3}}|\d,\d{{3}}|\b(?:{'|'.join(MONTHS)})\b")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")
# A region that the front matter leaves open: "not stated (figures in US dollars)".
UNSTATED = re.compile(r"(?i)(?:not (?:stated|known|given)|unknown|unstated|none|n/a)\b")
TAKES_ARTICLE = re.compile(r"(?:United|UK\b|USA?\b|EU\b|Netherlands|Philippines)|.*(?:States|Republic|Islands|[Pp]rovinces)$")


def may_be_old(evidence: Evidence, today: date, stale_years: float) -> bool:
    """Whether a quote has figures that may be otherwise by now: its source is older than so many years, or has no date."""
    if not CHANGES.search(evidence.quote):
        return False
    age = years(evidence.document, today)
    return age is None or age > stale_years


def date_remark(citations: Sequence[Citation], today: date, stale_years: float) -> str | None:
    """What to say below an answer of its sources, in one line: how old those are that state figures, and which region money is
    of. A source is undated if it has no date, or one that is not ISO."""
    quoted = [citation.evidence for citation in citations]
    several = len(_documents(quoted)) > 1
    old = [evidence for evidence in quoted if may_be_old(evidence, today, stale_years)]
    money = [evidence for evidence in quoted if MONEY.search(evidence.quote)]
    parts = [_ages(old, today, several) if old else "", _regions(money, several)]
    return " ".join(part for part in parts if part) or None


def years(document: Document, today: date) -> float | None:
    """The age of a document in years; None for one without an ISO date. A month or a year counts from its end."""
    found = ISO_DATE.fullmatch(document.metadata.published or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        return (today - date(year, month, int(found[3] or monthrange(year, month)[1]))).days / 365.25
    except ValueError:  # 2018-13, 2018-02-30
        return None


def called(document: Document) -> str:
    """How people speak of a document, within a sentence."""
    data = document.metadata
    name = data.known_as or data.publisher or f"“{data.title}”"
    return name if not name[0].islower() or name.startswith(("the ", "a ", "an ")) else f"the {name}"


def spoken_date(published: str) -> str:
    """ "2018-03-05" → "March 2018", "2018" → "2018"; what is no ISO date stays as it is."""
    found = ISO_DATE.fullmatch(published)
    if not found or not found[2] or not 1 <= int(found[2]) <= 12:
        return published
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}"


def stated_region(document: Document) -> str | None:
    """The region that the front matter states, if it states one."""
    region = document.metadata.region
    return None if not region or UNSTATED.match(region) else region


def _ages(evidence: Sequence[Evidence], today: date, several: bool) -> str:
    documents = _documents(evidence)
    dates = [
        "undated" if years(document, today) is None else spoken_date(document.metadata.published or "")
        for document in documents
    ]
    if len(documents) > 1:
        dated = _listed([f"{called(document)} ({date})" for document, date in zip(documents, dates, strict=True)])
        return f"What {dated} say may be out of date; ask for newer figures before you decide."
    age = dates[0] if dates == ["undated"] else f"of {dates[0]}"
    if several:
        source = f"What {called(documents[0])} says is {age}"
    else:  # a source of 2021 may report figures of 2019
        source = f"These figures are {age}" if dates == ["undated"] else f"These figures are from a source {age}"
    return f"{source}; ask for newer figures before you decide."


def _regions(evidence: Sequence[Evidence], several: bool) -> str:
    """Of which regions the sources are, as far as their front matter says so, and no name or quote does."""
    by_region: dict[str, list[str]] = {}
    for document in _documents(evidence):
        region = stated_region(document)
        if region and not any(region in said for said in (called(document), *(item.quote for item in evidence))):
            by_region.setdefault(f"the {region}" if TAKES_ARTICLE.match(region) else region, []).append(called(document))
    if by_region and not several:
        return f"It is about {next(iter(by_region))}."
    said = "; ".join(f"{_listed(names)} {_be(names)} about {region}" for region, names in by_region.items())
    return _capital(f"{said}.") if said else ""


def _documents(evidence: Iterable[Evidence]) -> list[Document]:
    return list({item.document.id: item.document for item in evidence}.values())


def _listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c" """
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _be(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
