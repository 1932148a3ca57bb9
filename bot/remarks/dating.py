"""Say how old a source is, and of which region, where that matters: pay, prices and demand change from year to year.

Covers: quotes that state pay, prices and fees, demand, job numbers, certificates and exams, programmes and their dates,
deadlines, opening hours, laws, or versions of software. By English words, not by meaning. Does not cover: what a job is
like, what words mean, how something is done; these grow old slowly.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from bot.answer import Citation, Evidence
from index.documents import Document

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
MONTH = rf"(?-i:{'|'.join(MONTHS)})"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
COUNT = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
CURRENCIES = r"(?:euros?|pounds?|dollars?|cents|pence|francs|kron(?:er|or)|florins|pesos|rials|rupees|yen)"
AMOUNT = rf"(?:[$£€¥]\s?\d|\d\s?(?:(?:thousand|million|billion)\s)?{CURRENCIES}\b)"
SHARE = r"(?:\d\s?(?:%|per\s?cent))"
MOVED = r"(?:grew|grow|grown|rose|rise|rising|fell|fall|increased?|declined?|doubled)"
# What a programme has: a length, a number of lessons or places, a date.
FIXED = (
    rf"(?:\b{COUNT}(?:[\s–-]+(?:to\s)?{COUNT})?[\s-]+(?:\w+\s)?"
    rf"(?:(?:hour|day|week|month|year|module|lesson|session|place|seat)s?|{MONTH})\b"
    rf"|\b{MONTH}\s\d|\b(?:on|every)\s{WEEKDAY}|\b(?:19|20)\d\d\b|{SHARE})"
)
JOBS = r"(?:(?:job )?(?:openings|postings|listings)|jobs?|posts?|positions?|roles?|vacanc(?:y|ies))"
CREDENTIAL = r"(?:certificat(?:e|ion)s?|licen[cs]es?|exam(?:ination)?s?|accreditations?|(?:driving|theory) tests?)"
COURSE = (
    r"(?:courses?|program(?:me)?s?|bootcamps?|tracks?|apprenticeships?|workshops?|class(?:es)?|curriculum|trainings?|diplomas?"
    r"|grants?|scholarships?|intakes?|term|lessons)"
)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# Money that nobody is paid or charged; pounds may be a weight.
NO_PRICE = _any(
    r"\b(?:budgets?|turnover|saved?|savings?|raised|sales|losses|cut(?:ting)? costs)\b[^.;]{0,25}?[$£€]\s?\d[\d.,]*",
    r"\b(?:lift(?:s|ing)?|carry|carries|weigh(?:s|ing)?|heavy|loads?)\b[^.;]{0,25}?\d+\s?pounds?",
)
PAY = _any(
    AMOUNT,
    r"\b(?:salar(?:y|ies)|wages?|compensation|bonus(?:es)?|pay|paid|incomes?|earns?|earned|earnings|fees?|tuition|prices?)\b"
    r"[^.;]{0,60}(?<![\w.,])(?!(?:19|20)\d\d\b)\d[\d,]*"
    r"(?![\d,]|(?:st|nd|rd|th)\b|\s?(?:times|weeks|days|hours|months|years|skills|people|steps))",
    rf"{SHARE} (?:on|of|off) [^.;]{{0,30}}\b(?:fees?|prices?|pay|salar(?:y|ies)|costs?|wages?)\b",
    r"\b(?:free of charge|costs? nothing|minimum wage)\b",
)
LAW = _any(
    r"\b(?:by|under|against)\s(?:the\s|\w+\s)?law\b",
    r"\bthe law (?:requires|says|allows|forbids|sets|gives|protects|demands|lets|changed|limits)\b",
    r"\b(?:new|current|labou?r|employment|tax|immigration|licensing|data protection)\s(?:laws?|regulations)\b"
    r"(?! (?:firm|degree|school))",
    r"\b(?:legally (?:required|protected|allowed|binding)|legal (?:minimum|right|limit|requirement)s?)\b",
    r"\b(?:illegal|statutory|visas?|pension age|(?-i:Act)(?: of)? (?:19|20)\d\d)\b",
)
DEMAND = _any(
    r"\b(?:in|strong|high|low|growing|rising|great|falling|little|steady)\s(?:(?:high|great|strong|low)\s)?demand\b",
    r"\bdemand (?:for|is|was|has|will|rose|grew|fell|remains?)\b",
    r"\bshortages?\b|\bshort supply\b|\bvacanc(?:y|ies)\b|\bunemploy\w+|\blabou?r market\b|\bhottest (?:skills?|jobs?)\b",
    r"\bjobs? (?:growth|openings|postings|listings|market|outlook)\b",
    rf"\b{JOBS}\b[^.;]{{0,50}}\b{MOVED}\b",
    rf"\b\d[\d,]*\s(?:new\s|open\s)?{JOBS}\b",
    r"\bmarkets?\b[^.;]{0,40}\bworth\b",
    rf"{SHARE} of (?:\S+ ){{0,3}}?(?:people|women|men|firms|companies|jobs|graduates|students|adults|respondents"
    r"|\w+(?:ers|ees|ants))\b",
    rf"\b{MOVED}\b[^.;]{{0,25}}{SHARE}",
)
EXAM = _any(
    r"\b(?:needs?|requires?|required|must (?:have|hold|pass|renew)|have to (?:have|hold|pass|renew)|without|earns?|popular|has"
    rf"|offers?)\s(?:\S+\s){{0,4}}?{CREDENTIAL}\b",
    rf"\b{CREDENTIAL}\b[^.;]{{0,40}}\b(?:(?:is|are) (?:the most )?(?:required|needed|compulsory|valid|mandatory|necessary|held"
    r"|recogni[sz]ed|accepted|offered|popular)|takes? place|expires?|costs?|has to be|must be|consists? of|pass mark"
    r"|remains? necessary|lasts?)\b",
    rf"\b{CREDENTIAL}\b[^.;]{{0,60}}{FIXED}",
    rf"{FIXED}[^.;]{{0,60}}\b{CREDENTIAL}\b",
)
PROGRAMME = _any(
    rf"\b{COURSE}\b[^.;]{{0,60}}{FIXED}",
    rf"{FIXED}[^.;]{{0,40}}\b{COURSE}\b",
    r"\b(?:with|includes?|offers?|gives?|no) (?:an? )?job guarantee\b",
    rf"\b(?!Bachelor|Master|People|Today|Everybody|Everyone)(?-i:[A-Z])\w+['’]s\s(?:\S+\s){{0,4}}?{COURSE}\b",
    r"\b(?-i:[A-Z]\w+ (?:Course|Career Track|Bootcamp|Program(?:me)?|Diploma|Certificate|Apprenticeship))\b",
)
DEADLINE = _any(
    r"\b(?:deadlines?|closing date|apply|applications?|enrol(?:l|ment)?|register|sign up)\b"
    rf"[^.;]{{0,50}}\b(?:{MONTH}\b|\d{{1,2}}[./]\d)",
    r"\b(?:application|enrolment) deadline|\bdeadline for (?:applications|applying|enrol)",
    rf"\b(?:starts?|begins?|commences?|shut|held)\b[^.;]{{0,40}}\b(?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}})\b",
    rf"\b{WEEKDAY}\b[^;]{{0,50}}\b\d{{1,2}}[.:]\d\d\b",
    rf"\b(?:open|opens|opening hours|closed|closes)\b[^.;]{{0,40}}\b(?:{WEEKDAY}|\d)",
)
VERSION = _any(
    r"\bversions? \d|\bv\d+(?:\.\d+)+|\b(?:latest|current|newest) (?:version|release)\b",
    r"\b(?:Python|Java|TensorFlow|PyTorch|Windows|Excel|Photoshop|AutoCAD|Ubuntu|Android|iOS|macOS|PHP|HTML|CSS|GPT)[ -]?\d",
    r"\bC\+\+ ?\d",
)
REGIONAL = (PAY, LAW)
EXPIRING = (*REGIONAL, DEMAND, EXAM, PROGRAMME, DEADLINE, VERSION)
# What makes a quote one of figures rather than of other information.
FIGURE = _any(AMOUNT, SHARE, r"\d,\d{3}")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")
# A region that the front matter leaves open: "not stated (figures in US dollars)".
UNSTATED = re.compile(r"(?i)(?:not (?:stated|known|given)|unknown|unstated|none|n/a)\b")
TAKES_ARTICLE = re.compile(r"(?:United|UK\b|USA?\b|EU\b|Netherlands|Philippines)|.*(?:States|Republic|Islands|[Pp]rovinces)$")


def expires(text: str) -> bool:
    """Whether a quote states what may soon be otherwise."""
    return _states(EXPIRING, text)


def may_be_old(evidence: Evidence, today: date, stale_years: float) -> bool:
    """Whether a quote states what may be otherwise by now: its source is older than so many years, or has no date and it states
    figures."""
    return expires(evidence.quote) and _is_old(evidence, today, stale_years)


def date_remark(citations: Sequence[Citation], today: date, stale_years: float, said: str = "") -> str | None:
    """What to say below an answer of its sources, in one line: how old those are that state what may be otherwise by now, and
    which region pay, prices and laws are of. That a source is undated (a date that is not ISO is none) is said of figures;
    nothing is of a source that an earlier remark names."""
    several = len({citation.evidence.document.id for citation in citations}) > 1
    quoted = [citation.evidence for citation in citations if called(citation.evidence.document) not in said]
    old = [evidence for evidence in quoted if may_be_old(evidence, today, stale_years)]
    regional = [evidence for evidence in quoted if _states(REGIONAL, evidence.quote)]
    parts = [_ages(old, today, several) if old else "", _regions(regional, several)]
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


def _states(kinds: Iterable[re.Pattern[str]], text: str) -> bool:
    text = NO_PRICE.sub(" ", text)
    return any(kind.search(text) for kind in kinds)


def _is_old(evidence: Evidence, today: date, stale_years: float) -> bool:
    age = years(evidence.document, today)
    return age > stale_years if age is not None else any(character.isdigit() for character in evidence.quote)


def _ages(evidence: Sequence[Evidence], today: date, several: bool) -> str:
    documents = _documents(evidence)
    dates = [
        "undated" if years(document, today) is None else spoken_date(document.metadata.published or "")
        for document in documents
    ]
    figures = any(FIGURE.search(item.quote) for item in evidence)
    what = "figures" if figures else "information"
    if len(documents) > 1:
        dated = _listed([f"{called(document)} ({date})" for document, date in zip(documents, dates, strict=True)])
        return f"What {dated} say may be out of date; ask for newer {what} before you decide."
    source = f"What {called(documents[0])} says is" if several else "These figures are" if figures else "This information is"
    if dates == ["undated"]:
        return f"{source} undated; ask for newer {what} before you decide."
    if figures and not several:
        # A source of 2021 may report figures of 2019.
        quoted = {year for item in evidence for year in YEAR.findall(item.quote)}
        source += "" if quoted <= {dates[0][-4:]} else " from a source"
    return f"{source} of {dates[0]}; ask for newer {what} before you decide."


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
