"""Words about occupations: titles within sentences, amounts of money, and strangers' text in Markdown."""

import math
import re
from collections.abc import Iterable, Iterator

from index.occupations.oews import TOP_ANNUAL, TOP_HOURLY, Amount

ENDINGS = {"ies": "y", "sses": "ss", "ers": "er", "ors": "or", "ists": "ist", "ants": "ant", "ians": "ian", "men": "man"}
CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
# The one proper name in the titles of O*NET and of the survey.
NAMES = ("English",)
# What comes after the noun of a title: "Bakers, Retail", "Supervisors of Bakers".
AFTER_NOUN = re.compile(r",| (?:of|for|in|except|to) ", re.IGNORECASE)
SEVERAL = re.compile(r"\b(?:and|or)\b")
# What Markdown may take for a mark, at the front as the start of a list or a heading.
SPECIAL = re.compile(r"[\\`*_~\[\]<|]|&(?=#?\w+;)|^[#>+=-]|(?<=^\d)[.)]")
NOT_PUBLISHED = "not published"
# Some thirty to a hundred words in a line, which stay one sentence.
IN_A_LINE = 20
LINE_CHARACTERS = 600


def within(title: str) -> str:
    """A title within a sentence: "English Teachers" → "English teachers"; abbreviations stay."""
    return CAPITALISED.sub(lambda word: word[0] if word[0] in NAMES else word[0].lower(), title)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def singular(name: str) -> str:
    """ "Choreographers" → "Choreographer"."""
    for ending, single in ENDINGS.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + single
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def one_of(title: str) -> str:
    """What one of them is called: "Bakers, Retail" → "Baker, retail"; a title of several nouns stays in the plural."""
    after = AFTER_NOUN.search(title)
    noun = title[: after.start()] if after else title
    return capitalised(within(title if SEVERAL.search(title) else singular(noun) + title[len(noun) :]))


def money(amount: Amount, unit: str) -> str:
    """ "$94,260" a year, "$47.16" an hour, "$239,200 or more", "not published"."""
    if amount is None:
        return NOT_PUBLISHED
    top_coded = math.isinf(amount)
    dollars = (TOP_HOURLY if unit == "hour" else TOP_ANNUAL) if top_coded else amount
    return (f"${dollars:,.2f}" if unit == "hour" else f"${dollars:,.0f}") + (" or more" if top_coded else "")


def escaped(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def lines(parts: Iterable[str], separator: str, opening: str = "") -> Iterator[str]:
    """The parts in lines that are short enough to stay one sentence each, all with the same opening."""
    line: list[str] = []
    for part in parts:
        if line and (len(line) == IN_A_LINE or len(opening) + len(separator.join([*line, part])) > LINE_CHARACTERS):
            yield opening + separator.join(line)
            line = []
        line.append(part)
    if line:
        yield opening + separator.join(line)
