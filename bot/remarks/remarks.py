"""What the bot adds to an answer in its own words: what the documents do not say, where they differ, how old they are."""

from collections.abc import Sequence
from datetime import date

from bot.answer import Citation
from bot.remarks.conflicts import conflict_remark
from bot.remarks.dating import date_remark

UNSAID = "The documents do not say: {asked} Please ask {adviser}."
ENDS = (".", "?", "!", "…")


def remarks(
    citations: Sequence[Citation], unsaid: Sequence[str], today: date, stale_years: float, adviser: str
) -> tuple[str, ...]:
    """Remarks to show below an answer with these citations; `unsaid` are the parts of the question that it leaves open."""
    open_parts = " ".join(part if part.endswith(ENDS) else f"{part}." for part in unsaid)
    differing = conflict_remark([citation.evidence for citation in citations]) or ""
    parts = [
        UNSAID.format(asked=open_parts, adviser=adviser) if unsaid else "",
        differing,
        # The other remark tells how old its sources are, and of which regions.
        date_remark(citations, today, stale_years, said=differing),
    ]
    return tuple(part for part in parts if part)
