"""Notice which source a question names ("according to the jobs board"), and what it asks apart from that."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.documents import Document

BEFORE = r"(?:(?:according to|as per|does|did|do|would|in|on|from|by|of|for|at|says?) )?(?:the )?"
AFTER = (
    r"(?:['’]s)?(?: (?:article|page|guide|blog|post|site|text|document|view|opinion|advice|plan)\b)?"
    r"(?: (?:say|state|suggest|think|mention|tell)s?\b)?"
)


@dataclass(frozen=True)
class Mention:
    """`documents` are the ids of the sources that the question names; `question` is what it asks without the names."""

    question: str
    documents: frozenset[str]


class SourceNames:
    """The names by which people call each document: its publisher, its author and what it is `known_as`."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._names: dict[str, set[str]] = {}
        for document in documents:
            data = document.metadata
            for name in (data.publisher, data.author, data.known_as):
                if name:
                    self._names.setdefault(name.lower(), set()).add(document.id)
        names = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True))
        self._pattern = (
            re.compile(rf"[,;]?\s*\b{BEFORE}(?<!\w)(?P<name>{names})(?!\w){AFTER}", re.IGNORECASE) if names else None
        )

    def find(self, question: str) -> Mention:
        """The sources that `question` names. A question of nothing but names keeps its words."""
        if self._pattern is None:
            return Mention(question, frozenset())
        named = {match["name"].lower() for match in self._pattern.finditer(question)}
        rest = " ".join(self._pattern.sub(" ", question).split())
        documents = frozenset(document for name in named for document in self._names[name])
        return Mention(rest if len(rest.split()) > 1 else question, documents)
