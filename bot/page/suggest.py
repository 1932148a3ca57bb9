"""Questions to offer: starters for an empty chat, and what to ask next after an answer or a refusal."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from index.catalogue import Catalogue

# What learners ask of the bundled guides first.
BUNDLED_STARTERS = (
    "What does a machine learning engineer do?",
    "How much do machine learning engineers earn?",
    "Do I need a degree?",
    "How long does it take to become a machine learning engineer?",
)
STARTERS = 4
NEXT = 3
# A longer "heading" is a line of text that merely stands where headings stand.
LONGEST_HEADING = 80


@dataclass(frozen=True)
class Suggestion:
    """`label` is what a button shows, `question` what it asks."""

    label: str
    question: str


def about(heading: str) -> Suggestion:
    """A question that the section under `heading` answers; a heading that is a question already asks itself."""
    if heading.endswith("?"):
        return Suggestion(heading, heading)
    # Of seven ways to ask for a section, measured on every heading of the bundled guides, this one finds most.
    return Suggestion(heading, f"Can you tell me about “{heading}”?")


def starters(catalogue: Catalogue, *, bundled: bool) -> list[Suggestion]:
    """Questions for an empty chat: chosen ones for the bundled guides, else made from headings, questions first."""
    if bundled:
        return [Suggestion(question, question) for question in BUNDLED_STARTERS]
    headings = [path[-1] for document in catalogue.documents for path in _sections(catalogue, document)]
    headings += [document.metadata.title for document in catalogue.documents.values()]
    headings.sort(key=lambda heading: not heading.endswith("?"))
    return [about(heading) for heading in list(dict.fromkeys(headings))[:STARTERS]]


def follow_ups(citations: Sequence[Citation], catalogue: Catalogue, asked: Collection[str] = ()) -> list[Suggestion]:
    """What to ask next: the sections beside those that were cited, none of which is offered itself.

    `asked` are the conversation's questions; they are not offered again.
    """
    cited = {citation.evidence.section[-1] for citation in citations if citation.evidence.section}
    headings = (path[-1] for citation in citations for path in _neighbours(catalogue, citation))
    offered = (about(heading) for heading in dict.fromkeys(headings) if heading not in cited)
    return [suggestion for suggestion in offered if suggestion.question not in asked][:NEXT]


def _neighbours(catalogue: Catalogue, citation: Citation) -> Iterator[tuple[str, ...]]:
    """The section after the cited one, then the one before."""
    sections = _sections(catalogue, citation.evidence.document.id)
    if citation.evidence.section in sections:
        position = sections.index(citation.evidence.section)
        yield from sections[position + 1 : position + 2]
        yield from sections[max(position - 1, 0) : position]


def _sections(catalogue: Catalogue, document: str) -> list[tuple[str, ...]]:
    """The document's sections in order, without what stands right under its title."""
    title = catalogue.documents[document].metadata.title
    paths = dict.fromkeys(chunk.headings for chunk in catalogue.chunks if chunk.document == document and chunk.headings)
    return [path for path in paths if path[-1] != title and len(path[-1]) <= LONGEST_HEADING]
