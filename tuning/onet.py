"""Questions over the occupations of O*NET, by attribute: what a page about an occupation says, and what it lacks.

Reads the official tab-separated tables. This product includes information from the O*NET Database by the U.S. Department of
Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET is a trademark of USDOL/ETA.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from index.candidates import Candidate
from index.occupations.wording import singular
from tuning.groups import Group

# What is asked of each attribute, and what no table holds.
ASKED = {
    "tasks": (
        "what does a {job} do",
        "What are the daily tasks of a {job}?",
        "I want to know what a {job} really does all day",
        "typical duties {job}?",
        "what would i be doing as {job}",
    ),
    "software": (
        "which software does a {job} use",
        "what programs do i need to know as {job}?",
        "What computer tools are used by a {job}?",
        "software {job}",
        "Which technologies should a {job} know?",
    ),
    "related": (
        "which jobs are similar to {job}",
        "If I don't become a {job}, what else is close to it?",
        "related occupations {job}?",
        "what other jobs could a {job} switch to",
    ),
    "description": (
        "what is a {job}",
        "{job}, what kind of job is that?",
        "Can you explain what the job {job} is about?",
    ),
}
LACKING = (
    "how much does a {job} earn", "what is the salary of a {job}?", "how long does it take to become a {job}",
    "what degree do I need for {job}", "is there an age limit for {job}?", "how many hours a week does a {job} work",
    "where can I train as a {job}", "how much does the training for {job} cost", "is {job} a job with a future?",
    "how many people work as {job}", "can i work part time as {job}", "what exam does a {job} have to pass",
    "do {job} work at night or weekends?", "is it hard to get a job as {job}", "how old do you have to be for {job}",
    "can I become a {job} without a degree", "what are the chances of promotion for a {job}?", "how do I apply for {job}",
    "can a {job} work from home", "how many days of holiday does a {job} get", "is {job} stressful?",
    "Who pays for the training of a {job}?", "which country has the best pay for {job}", "when does the {job} course start",
)  # fmt: skip
# Occupations that the bundled guides or the evaluation speak of are left out.
LEFT_OUT = (
    "machine learning", "data scien", "dental hyg", "bus driver", "wind turbine", "baker", "bookkeep", "translat",
    "landscap", "web ", "weld", "childcare",
)  # fmt: skip
HEADINGS = ("Overview", "About the job", "The occupation")
SOFTWARE = ("Software used:", "Common tools are", "People in this job work with")
RELATED = ("Related occupations are", "Similar jobs:", "Close to this job are")


def onet_groups(folder: Path, seed: int, occupations: int) -> list[Group]:
    """Up to five questions over each of so many occupations, drawn with `seed`."""
    rng = random.Random(seed)
    titles = {row["O*NET-SOC Code"]: row for row in _rows(folder / "Occupation Data.txt")}
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(folder / "Task Statements.txt"):
        facts[row["O*NET-SOC Code"]]["tasks"].append(row["Task"])
    for row in _rows(folder / "Technology Skills.txt"):
        facts[row["O*NET-SOC Code"]]["software"].append(row["Example"])
    for row in _rows(folder / "Related Occupations.txt"):
        if other := titles.get(row["Related O*NET-SOC Code"]):
            facts[row["O*NET-SOC Code"]]["related"].append(other["Title"])
    codes = [
        code
        for code, row in titles.items()
        if facts[code]["tasks"] and not any(word in row["Title"].lower() for word in LEFT_OUT)
    ]
    rng.shuffle(codes)
    for code in codes:
        facts[code]["description"] = [titles[code]["Description"]]
    return [group for code in codes[:occupations] for group in _of_occupation(code, titles[code]["Title"], facts[code], rng)]


def _of_occupation(code: str, title: str, facts: dict[str, list[str]], rng: random.Random) -> Iterator[Group]:
    job = _singular(title).lower() if rng.random() < 0.7 else _singular(title)
    known = [attribute for attribute in ASKED if facts[attribute]]
    told = rng.sample(known, rng.randint(1, min(3, len(known))))
    sentences = [(attribute, sentence) for attribute in told for sentence in _sentences(attribute, facts[attribute], rng)]
    rng.shuffle(sentences)
    candidate = Candidate(title, rng.choice((title, *HEADINGS)), "", tuple(sentence for _, sentence in sentences))
    for attribute in told[:2]:
        # What a job is also says what is done in it.
        answering = {attribute, "description"} if attribute == "tasks" else {attribute}
        answer = tuple(place for place, (said, _) in enumerate(sentences) if said in answering)
        yield Group(rng.choice(ASKED[attribute]).format(job=job), candidate, answer, f"onet:{code}")
    # Without tasks the description says what is done, and the other way round.
    about = {"tasks", "description"}
    untold = [one for one in known if one not in told and not (one in about and about & set(told))]
    for attribute in untold[:1]:
        yield Group(rng.choice(ASKED[attribute]).format(job=job), candidate, (), f"onet:{code}")
    yield Group(rng.choice(LACKING).format(job=job), candidate, (), f"onet:{code}")


def _sentences(attribute: str, facts: list[str], rng: random.Random) -> list[str]:
    if attribute == "tasks":
        return rng.sample(facts, min(len(facts), rng.randint(2, 4)))
    if attribute == "description":
        return facts
    opening = rng.choice(SOFTWARE if attribute == "software" else RELATED)
    return [f"{opening} {', '.join(dict.fromkeys(rng.sample(facts, min(5, len(facts)))))}."]


def _singular(title: str) -> str:
    """ "Choreographers" → "Choreographer"; of a long title only its first part."""
    name = title.split(",")[0].split(" and ")[0] if len(title) > 40 else title
    return singular(name)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
