"""What a learner says about themselves, and what it may do: help to understand a question and to choose among what the
documents say. It never changes what they say, and every use of it is told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation
from bot.understanding.followups import referent
from index.documents import Document
from index.search import Hit, SearchResult

LONGEST = 80
# What a source of the learner's own region is ahead by: enough to come first among equals, too little to push aside a better
# answer (sentences within 0.2 of the best are shown).
REGION_ADVANCE = 0.05
# Questions that are about where somebody comes from.
COMES_FROM = re.compile(
    r"(?i)\b(?:switch|chang(?:e|ing)|mov(?:e|ing)|transition|transfer|late|already|useful|us(?:e|ing)"
    r"|my (?:\w+ )?(?:job|work|career|experience|background|skills?|degree|studies))\b"
)
LASTS = re.compile(r"(?i)\d[\d,.–-]*\s*(?:hours?|days?|weeks?|months?|years?)\b|\b(?:hours?|weeks?|months?|years?)\b.{0,20}\d")

BECAUSE_GOAL = "Because you said that you want to become {goal}, I looked for that."
BECAUSE_BACKGROUND = "Because you said “{background}” about your background, I looked for that too."
BECAUSE_REGION = "Because you said that you are in {region}, sources from there come first."
BECAUSE_HOURS = "You said that you have {hours} hours a week: look whether the source means as many."


@dataclass(frozen=True)
class AboutYou:
    """All of it in the learner's own words, and any of it empty."""

    goal: str = ""
    background: str = ""
    hours: str = ""
    region: str = ""

    @classmethod
    def of(cls, said: Mapping[str, object]) -> "AboutYou":
        """From what a form or a database holds: one line each, cut where it is too long to be a goal or a place."""
        lines = {
            name: " ".join(str(said.get(name) or "").split())[:LONGEST] for name in ("goal", "background", "hours", "region")
        }
        return cls(**lines)

    def refers_to(self, question: str) -> tuple[str, tuple[str, ...]]:
        """What a question that names nothing of its own is searched with, and how that is told."""
        parts, told = [], []
        if self.background and COMES_FROM.search(question):
            parts.append(f"I am {self.background}.")
            told.append(BECAUSE_BACKGROUND.format(background=self.background))
        if self.goal and referent(question, [("user", wanted := f"How do I become {self.goal}?")]):
            parts.append(wanted)
            told.append(BECAUSE_GOAL.format(goal=self.goal))
        return " ".join(parts), tuple(told)

    def nearer(self, result: SearchResult) -> SearchResult:
        """The result with sources of the learner's region somewhat ahead."""
        hits = [self._advanced(hit) for hit in result.hits]
        return replace(result, hits=tuple(sorted(hits, key=lambda hit: -hit.best.rank)))

    def told(self, result: SearchResult, citations: Sequence[Citation]) -> tuple[str, ...]:
        """What to say of the learner's region and time below an answer, where they matter."""
        here = any(self._is_here(citation.evidence.document) for citation in citations)
        elsewhere = any(not self._is_here(hit.document) for hit in result.hits)
        lasts = any(LASTS.search(citation.evidence.quote) for citation in citations)
        return (
            *([BECAUSE_REGION.format(region=self.region)] if here and elsewhere else []),
            *([BECAUSE_HOURS.format(hours=self.hours)] if self.hours and lasts else []),
        )

    def _is_here(self, document: Document) -> bool:
        return bool(self.region) and self.region.casefold() in (document.metadata.region or "").casefold()

    def _advanced(self, hit: Hit) -> Hit:
        if not self._is_here(hit.document):
            return hit
        return replace(
            hit, sentences=tuple(replace(sentence, rank=sentence.rank + REGION_ADVANCE) for sentence in hit.sentences)
        )


NOBODY = AboutYou()
