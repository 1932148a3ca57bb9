"""For each question, the passages of other sources that come nearest to it: what a search brings beside the right one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.candidates import Candidate
from index.embed import Embedder, Vectors
from tuning.groups import Group

NEAREST = 12


@dataclass(frozen=True)
class Neighbour:
    """`nearest` are the positions of the candidate's sentences, the nearest to the question first."""

    candidate: Candidate
    nearest: tuple[int, ...]


def neighbours(groups: Sequence[Group], lenders: Sequence[Group], embedder: Embedder) -> list[list[Neighbour]]:
    """For each of `groups` the NEAREST passages of `lenders` that are of another source, by cosine similarity."""
    passages = list({(group.source, group.candidate): group for group in lenders}.values())
    sources = np.array([group.source for group in passages])
    texts = [f"{group.candidate.context} {' '.join(group.candidate.sentences)}" for group in passages]
    vectors = _vectors(texts, embedder)
    sentences = {
        text: place for place, text in enumerate({text: 0 for group in passages for text in group.candidate.sentences})
    }
    of_sentences = _vectors(list(sentences), embedder)
    found = []
    for group, question in zip(groups, _vectors([group.question for group in groups], embedder), strict=True):
        similar = np.where(sources == group.source, -1.0, vectors @ question)
        best = [passages[place].candidate for place in np.argsort(-similar)[:NEAREST]]
        near = [of_sentences[[sentences[text] for text in candidate.sentences]] @ question for candidate in best]
        found.append([Neighbour(one, tuple(np.argsort(-scores).tolist())) for one, scores in zip(best, near, strict=True)])
    return found


def _vectors(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Shape (texts, d)."""
    return np.stack([encoding.vector for encoding in embedder.encode(texts)])
