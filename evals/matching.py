"""Whether a text states a value: the one rule of comparison that cases, facts and metrics share."""

import re

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def normalised(text: str) -> str:
    """Lower case, one kind of dash, quote and space; so that only the words and figures count."""
    text = re.sub(r"[‐‑‒–—−]", "-", text.lower()).replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(re.sub(r"[*_`]", "", text).split())


def states(text: str, value: str) -> bool:
    """Whether `value` occurs in `text` between word boundaries; "5 months" does not in "2.5 months"."""
    wanted = normalised(value)
    before = r"(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){before}{re.escape(wanted)}(?!\w){after}", normalised(text)) is not None
