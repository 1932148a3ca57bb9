"""One Markdown document for each occupation, in words that an adult learner reads: what is done in it, what it needs and pays.

Attribution is in the front matter, as the licences of the tables ask, so that every citation can show it.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.occupations.oews import PaidOccupation, Pay, Survey, Wages
from index.occupations.onet import Occupation, Onet, Technology, Zone
from index.occupations.wording import NOT_PUBLISHED, capitalised, escaped, lines, money, one_of, within

# As the licence asks: https://www.onetcenter.org/license_db.html
ONET_ATTRIBUTION = (
    "This product includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA."
)
OEWS_ATTRIBUTION = "Occupational Employment and Wage Statistics, May {year}, U.S. Bureau of Labor Statistics."
ONET_LICENCE, OEWS_LICENCE = "CC BY 4.0 (O*NET)", "public domain (U.S. Bureau of Labor Statistics)"
ONET_PUBLISHER, OEWS_PUBLISHER = "O*NET", "U.S. Bureau of Labor Statistics"
NO_WAGES = Wages(None, None, None)
EACH = {"year": "a year", "hour": "an hour"}


def pages(onet: Onet | None, survey: Survey | None) -> dict[str, str]:
    """The documents by the names of their files: the occupations of O*NET with their pay, and those of the survey that no
    occupation of O*NET belongs to."""
    described = onet.occupations if onet else ()
    paid = _groups(described, survey.occupations if survey else {})
    sizes = Counter(group.code for group in paid.values())
    documents = {_file(one.code, one.title): _page(one, paid.get(one.code), survey, sizes) for one in described}
    for group in survey.occupations.values() if survey else ():
        if group.code not in sizes:
            documents[_file(group.code, group.title)] = _page(None, group, survey, sizes)
    return documents


def _groups(described: Sequence[Occupation], survey: Mapping[str, PaidOccupation]) -> dict[str, PaidOccupation]:
    """The survey's occupation for each code of O*NET. Where the survey counts several codes as one, it uses a code of its own
    in the same broad group, such as 13-1020 for 13-1021 to 13-1023."""
    known = {one.soc for one in described}
    merged: defaultdict[str, list[PaidOccupation]] = defaultdict(list)
    for code in survey.keys() - known:
        merged[code[:6]].append(survey[code])
    found = {}
    for one in described:
        wider = merged[one.soc[:6]]
        group = survey.get(one.soc) or (wider[0] if len(wider) == 1 else None)
        if group:
            found[one.code] = group
    return found


def _file(code: str, title: str) -> str:
    return f"{code}-{re.sub('[^a-z0-9]+', '-', title.lower().replace(chr(39), '')).strip('-')}.md"


def _page(one: Occupation | None, group: PaidOccupation | None, survey: Survey | None, sizes: Mapping[str, int]) -> str:
    title = one.title if one else group.title if group else ""
    year = survey.year if survey and group else None
    parts = [_front_matter(title, one is not None, year), f"# {escaped(title)}"]
    if one:
        parts += _description(one)
    if group and survey:
        parts += _pay(group, survey, sizes[group.code])
    return "\n\n".join(parts) + "\n"


def _front_matter(title: str, described: bool, year: int | None) -> str:
    """`published` is the month that the pay is of: by it the figures grow old."""
    pay = OEWS_ATTRIBUTION.format(year=year) if year else ""
    data = {
        "title": title,
        "publisher": " and ".join([ONET_PUBLISHER] * described + [OEWS_PUBLISHER] * bool(year)),
        **({"published": f"{year}-05"} if year else {}),
        "region": "United States",
        "language": "en",
        "occupation": one_of(title),
        "source": " ".join([ONET_ATTRIBUTION] * described + [pay] * bool(year)),
        "licence": "; ".join([ONET_LICENCE] * described + [OEWS_LICENCE] * bool(year)),
    }
    lines_of_yaml = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())  # JSON is YAML
    return f"---\n{''.join(lines_of_yaml)}---"


def _description(one: Occupation) -> Iterator[str]:
    name = within(one.title)
    yield f"## What they do\n\n{escaped(one.description)}"
    if one.also_called:
        yield _list("Also called", f"{capitalised(name)} are also called:", lines(one.also_called, "; "))
    if one.core_tasks:
        yield _list("Tasks", f"Core tasks of {name}:", one.core_tasks)
    if one.other_tasks:
        more = "Further tasks" if one.core_tasks else "Tasks"
        yield _list("" if one.core_tasks else "Tasks", f"{more} of {name}:", one.other_tasks)
    if one.technologies:
        lead_in = f"Software and tools of {name} (hot: often asked for in job postings; in demand: in postings for this job):"
        yield _list("Software and tools", lead_in, _technologies(one.technologies))
    if one.zone or one.requirements:
        yield "## Education and training"
    if one.zone:
        yield _zone(one.zone)
    if one.requirements:
        lead_in = f"What those asked say that {name} need, with the share of them:"
        answers = ((need.name, (f"{answer} ({share:.0f}%)" for answer, share in need.answers)) for need in one.requirements)
        yield _list("", lead_in, (f"{need}: {', '.join(given)}" for need, given in answers))
    if one.skills:
        skills = ", ".join(map(within, one.skills))
        yield f"## Skills\n\nThe skills that matter most to {name}, the most important first: {escaped(skills)}."
    if one.interests:
        interests = ", ".join(map(within, one.interests))
        yield f"## Interests\n\nThe work of {name} suits people of these interests, the strongest first: {escaped(interests)}."
    if one.related:
        lead_in = f"Occupations like {name}, the closest first:"
        yield _list("Related occupations", lead_in, lines(one.related, "; "))


def _list(heading: str, lead_in: str, items: Iterable[str]) -> str:
    return "\n\n".join(
        [*([f"## {heading}"] if heading else []), escaped(lead_in), "\n".join(f"- {escaped(item)}" for item in items)]
    )


def _zone(zone: Zone) -> str:
    parts = [f"{zone.name.removesuffix('.')}.", zone.education, zone.experience, zone.training]
    return "\n\n".join(escaped(part) for part in parts)


def _technologies(technologies: Sequence[Technology]) -> Iterator[str]:
    """A line for each kind, what is most asked for first; a kind of very many takes several."""
    kinds: defaultdict[str, list[Technology]] = defaultdict(list)
    for one in sorted(technologies, key=lambda one: (not one.in_demand, not one.hot)):
        kinds[one.group].append(one)
    for kind, members in sorted(kinds.items()):
        yield from lines(map(_technology, members), ", ", f"{kind}: ")


def _technology(one: Technology) -> str:
    marks = ", ".join(["hot"] * one.hot + ["in demand"] * one.in_demand)
    return f"{one.name} ({marks})" if marks else one.name


def _pay(group: PaidOccupation, survey: Survey, members: int) -> Iterator[str]:
    """What the survey publishes of an occupation or, for several `members` of O*NET, of the group that they form."""
    name, month = escaped(within(group.title)), f"May {survey.year}"
    yield "## Pay"
    if members > 1:
        yield (
            f"Pay is known only for the wider group “{escaped(group.title)}”, to which {members} occupations of O*NET belong: "
            "the figures are those of the whole group."
        )
    if group.national:
        yield " ".join(_national(group.national, f"{name} in the United States", month))
    states = {pay.area: pay for pay in group.states if pay.published}
    if states:  # a row for the others too: who asks for one is told that nothing is published
        yield f"Pay of {name} by state in {month}:"
        yield "\n".join(_table([states.get(state, Pay(state, None, NO_WAGES, NO_WAGES)) for state in survey.states]))
    elif survey.states:
        yield f"For {month} nothing is published about {name} in any state."


def _national(pay: Pay, workers: str, month: str) -> Iterator[str]:
    """Sentences about the whole country."""
    unit, wages = ("hour", pay.hourly) if pay.annual.median is None else ("year", pay.annual)
    if wages.median is None:
        yield f"For {month} no pay of {workers} is published."
    else:
        hourly = "" if unit == "hour" or pay.hourly.median is None else f", {money(pay.hourly.median, 'hour')} an hour"
        middle = f"{money(wages.median, unit)} {EACH[unit]} in the middle (median){hourly}"
        yield f"In {month} {workers} earned {'; '.join(filter(None, [middle, ' and '.join(_tenths(wages, unit))]))}."
    if pay.jobs is not None:
        yield f"There were about {pay.jobs:,} jobs of {workers} in {month}."


def _tenths(wages: Wages, unit: str) -> Iterator[str]:
    low, high = money(wages.low, unit), money(wages.high, unit)
    if wages.low is not None and not low.endswith("more"):
        yield f"a tenth earned less than {low}"
    if wages.high is not None:
        yield f"a tenth earned {high}" if high.endswith("more") else f"a tenth earned more than {high}"


def _table(states: Sequence[Pay]) -> Iterator[str]:
    """By the year with the hour beside it; by the hour alone for occupations whose pay by the year is not published."""
    by_year = any(pay.annual.published for pay in states)
    by_hour = any(pay.hourly.published for pay in states)
    unit = "year" if by_year or not by_hour else "hour"
    columns = ["State", f"Median {EACH[unit]}", "Lowest tenth", "Highest tenth"]
    columns += [f"Median {EACH['hour']}"] * (by_year and by_hour) + ["Jobs"]
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for pay in states:
        wages = pay.annual if unit == "year" else pay.hourly
        cells = [escaped(pay.area), *(money(amount, unit) for amount in (wages.median, wages.low, wages.high))]
        cells += [money(pay.hourly.median, "hour")] * (by_year and by_hour)
        yield _row([*cells, NOT_PUBLISHED if pay.jobs is None else f"{pay.jobs:,}"])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
