"""Number the places that an answer stands on, so that each is listed once and every sentence points to its own."""

from bot.answer import Citation, Evidence, Sentence, Statement
from index.blocks import Span


class Citer:
    """Gives citations their numbers in order of first use."""

    def __init__(self) -> None:
        self._citations: dict[tuple[str, Span], Citation] = {}

    def cite(self, statement: Statement) -> Sentence:
        """The statement as shown, pointing to its citations. Raises ValueError for one without evidence."""
        if not statement.evidence:
            raise ValueError(f"a statement without evidence cannot be shown: {statement.text!r}")
        numbers = tuple(dict.fromkeys(self._number(evidence) for evidence in statement.evidence))
        return Sentence(statement.text, numbers, statement.paragraph, statement.layout, statement.number)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def _number(self, evidence: Evidence) -> int:
        key = (evidence.document.id, evidence.span)
        citation = self._citations.setdefault(key, Citation(len(self._citations) + 1, evidence))
        return citation.id
