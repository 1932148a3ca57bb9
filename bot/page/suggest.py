"""Questions to offer, each of which the documents answer: by theme for an empty chat, and what to ask next."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bot.answer import Citation
from bot.gate import Gate
from bot.reply.passages import choose_passages
from index.catalogue import Catalogue
from index.search import SearchResult

# What learners ask of the bundled guides first.
BUNDLED_THEMES: Mapping[str, tuple[str, ...]] = {
    "The job": (
        "What does a machine learning engineer do?",
        "Is machine learning engineering a good career choice?",
        "How do machine learning engineers and data scientists differ?",
    ),
    "Getting there": (
        "What are the steps to become a machine learning engineer?",
        "Do I need a degree?",
        "How long does it take to become a machine learning engineer?",
        "How do I get my first job?",
    ),
    "Skills": (
        "Which programming languages should I learn?",
        "Which skills do I need?",
        "Do I need to know mathematics?",
    ),
    "Pay and demand": (
        "How much do machine learning engineers earn?",
        "Is the demand for machine learning engineers growing?",
    ),
}
THEMES = 4
OF_A_THEME = 3
NEXT = 3
# Sections beside a cited one that may be offered: further off is another subject.
REACH = 3
# A longer "heading" is a line of text that merely stands where headings stand.
LONGEST_HEADING = 80


@dataclass(frozen=True)
class Suggestion:
    """`label` is what a button shows, `question` what it asks."""

    label: str
    question: str


@dataclass(frozen=True)
class Theme:
    """Questions about one thing."""

    label: str
    suggestions: tuple[Suggestion, ...]


def about(heading: str) -> Suggestion:
    """A question that the section under `heading` answers; a heading that is a question already asks itself."""
    if heading.endswith("?"):
        return Suggestion(heading, heading)
    # Of seven ways to ask for a section, measured on every heading of the bundled guides, this one finds most.
    return Suggestion(heading, f"Can you tell me about “{heading}”?")


class Suggester:
    """Suggestions for one index at a time. Remembers which of them it has tried."""

    def __init__(self, catalogue: Catalogue, search: Callable[[str], SearchResult], gate: Gate, *, bundled: bool) -> None:
        """`bundled`: it is the index of the bundled guides."""
        self._gate = gate
        self.renew(catalogue, search, bundled=bundled)

    def renew(self, catalogue: Catalogue, search: Callable[[str], SearchResult], *, bundled: bool) -> None:
        """Suggest from another index."""
        self._catalogue = catalogue
        self._search = search
        self._tried: dict[Suggestion, bool] = {}
        self.themes = self._themes(bundled)

    def _themes(self, bundled: bool) -> list[Theme]:
        """Questions for an empty chat: chosen ones for the bundled guides; else each document is a theme, its headings ask."""
        if bundled:
            return [Theme(label, tuple(Suggestion(text, text) for text in texts)) for label, texts in BUNDLED_THEMES.items()]
        found = (Theme(data.metadata.title, tuple(self._questions_to(id_))) for id_, data in self._catalogue.documents.items())
        return list(islice((theme for theme in found if theme.suggestions), THEMES))

    def follow_ups(self, citations: Sequence[Citation], asked: Collection[str] = ()) -> list[Suggestion]:
        """What to ask next: the sections nearest to those that were cited, none of which is offered itself.

        `asked` are the conversation's questions; they are not offered again.
        """
        cited = {citation.evidence.section[-1] for citation in citations if citation.evidence.section}
        nearest_first = chain.from_iterable(
            self._beside(citation, distance) for distance in range(1, REACH + 1) for citation in citations
        )
        offered = (about(heading) for heading in dict.fromkeys(nearest_first) if heading not in cited)
        return list(islice((one for one in offered if one.question not in asked and self.answered(one)), NEXT))

    def answered(self, suggestion: Suggestion) -> bool:
        """Whether the documents answer it, and from the section that it names, if it names one."""
        if suggestion not in self._tried:
            result = self._search(suggestion.question)
            sections = {heading for passage in choose_passages(result) for heading in passage.chunk.headings}
            titles = {passage.document.metadata.title for passage in choose_passages(result)}
            self._tried[suggestion] = not self._gate.refusal(result) and suggestion.label in sections | titles
        return self._tried[suggestion]

    def _questions_to(self, document: str) -> Iterator[Suggestion]:
        """A document's headings as questions, those first that are questions; of one without any, its title."""
        headings = [path[-1] for path in self._sections(document)] or [self._catalogue.documents[document].metadata.title]
        headings.sort(key=lambda heading: not heading.endswith("?"))
        yield from islice((one for one in map(about, dict.fromkeys(headings)) if self.answered(one)), OF_A_THEME)

    def _beside(self, citation: Citation, distance: int) -> Iterator[str]:
        """The heading so many sections after the cited one, then that before it."""
        sections = self._sections(citation.evidence.document.id)
        if citation.evidence.section in sections:
            position = sections.index(citation.evidence.section)
            yield from (
                sections[place][-1] for place in (position + distance, position - distance) if 0 <= place < len(sections)
            )

    def _sections(self, document: str) -> list[tuple[str, ...]]:
        """The document's sections in order, without what stands right under its title."""
        title = self._catalogue.documents[document].metadata.title
        chunks = (chunk for chunk in self._catalogue.chunks if chunk.document == document and chunk.headings)
        paths = dict.fromkeys(chunk.headings for chunk in chunks)
        return [path for path in paths if path[-1] != title and len(path[-1]) <= LONGEST_HEADING]
