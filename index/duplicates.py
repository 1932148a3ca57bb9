"""Documents that say nearly the same: an old and a new version of a leaflet, or one leaflet in two formats.

How nearly is Broder's resemblance ("On the resemblance and containment of documents", 1997): of the runs of RUN words that
either document has, the share that both have.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from index.documents import Document

WORD = re.compile(r"\w+")
RUN = 5
# From here on documents are told to be nearly the same. Measured on the files of tests/index, the guides and the documents of
# the evaluation: one guide in four formats is 1.0 alike; a document without an eighth of its paragraphs, 0.80 (the median);
# with all its figures changed, as from one year to the next, 0.63; two pages that one college wrote of 2023 and 2025, 0.10.
NEARLY = 0.7
# What more documents have in common is a template's: it alone makes no two of them worth comparing.
TEMPLATE = 20
# Documents whose runs are remembered from one comparison to the next.
REMEMBERED = 64


def plain_words(text: str) -> tuple[str, ...]:
    """A text's words, whatever their case, their marks and the letters that a PDF draws as one."""
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def nearly_same(one: Document, other: Document) -> bool:
    """Whether two documents resemble each other by at least NEARLY."""
    return _resemblance(_remembered_runs(one), _remembered_runs(other)) >= NEARLY


def near_duplicates(documents: Sequence[Document]) -> list[tuple[Document, Document, float]]:
    """The pairs that resemble each other by at least NEARLY, and by how much (up to 1), most first."""
    runs = [_runs(document) for document in documents]
    having: defaultdict[int, list[int]] = defaultdict(list)
    for place, of_one in enumerate(runs):
        for run in of_one:
            having[run].append(place)
    pairs = {pair for places in having.values() if len(places) <= TEMPLATE for pair in combinations(places, 2)}
    alike = ((documents[one], documents[other], _resemblance(runs[one], runs[other])) for one, other in pairs)
    return sorted((pair for pair in alike if pair[2] >= NEARLY), key=lambda pair: (-pair[2], pair[0].id, pair[1].id))


def _resemblance(runs: frozenset[int], others: frozenset[int]) -> float:
    shared = len(runs & others)
    return shared / (len(runs) + len(others) - shared)


def _runs(document: Document) -> frozenset[int]:
    """The hashes of its runs of words; of a text that is shorter than one, that of the text."""
    said = plain_words(document.text[document.body_start :])
    return frozenset(hash(said[start : start + RUN]) for start in range(max(1, len(said) - RUN + 1)))


_remembered_runs = lru_cache(REMEMBERED)(_runs)
