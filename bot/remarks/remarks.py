"""What the bot adds to an answer in its own words: what the documents do not say, and how old they are."""

from collections.abc import Sequence
from datetime import date

from bot.answer import Citation
from bot.remarks.dating import date_remark

UNSAID = "The documents do not say: {asked} Please ask {adviser}."
ENDS = (".", "?", "!", "…")


def remarks(
    citations: Sequence[Citation], unsaid: Sequence[str], today: date, stale_years: float, adviser: str
) -> tuple[str, ...]:
    """Remarks to show below an answer with these citations; `unsaid` are the parts of the question that it leaves open."""
    open_parts = " ".join(part if part.endswith(ENDS) else f"{part}." for part in unsaid)
    parts = [UNSAID.format(asked=open_parts, adviser=adviser) if unsaid else "", date_remark(citations, today, stale_years)]
    return tuple(part for part in parts if part)
