"""Search: dense and lexical candidates, fused by rank, then ordered by how well they cover the question's words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.blocks import Span
from index.documents import Document
from index.embed import Embedder, Encoding
from index.late import max_similarities, token_weights
from index.mentions import Mention, SourceNames
from index.spelling import Speller, words
from index.split import Chunk
from index.store import StoredIndex

# Sentences that each of the two first-stage searches proposes, and that late interaction orders.
CANDIDATES = 100
# Reciprocal rank fusion's constant, as Cormack, Clarke and Büttcher (SIGIR 2009) set it.
RRF_K = 60
# What a source that the question names is ahead by. Scores lie between 0 and 1, and a right answer is seldom more than
# 0.1 behind a wrong one of another source.
NAMED_SOURCE = 0.2


@dataclass(frozen=True)
class ScoredSentence:
    """`dense` is a cosine similarity, `lexical` a BM25 score (None: not among the candidates of that search),

    `fused` their reciprocal rank fusion, and `score` the late interaction by which results are ordered.
    """

    span: Span
    score: float
    dense: float | None
    lexical: float | None
    fused: float


@dataclass(frozen=True)
class Hit:
    """A chunk that was found, with its found sentences, best first. Its scores are those of the best sentence."""

    chunk: Chunk
    document: Document
    sentences: tuple[ScoredSentence, ...]

    @property
    def best(self) -> ScoredSentence:
        return self.sentences[0]

    @property
    def text(self) -> str:
        return self.chunk.span.of(self.document.text)


@dataclass(frozen=True)
class SearchResult:
    """`searched` is the question as searched: spelling corrected, and with what a follow-up refers to.

    `confidence` is how well the best hit covers the question's words, from 0 to 1; being named does not raise it.
    """

    question: str
    searched: str
    hits: tuple[Hit, ...]
    confidence: float


class Searcher:
    """Searches one generation of the index. Holds no state between searches; safe to call from several threads."""

    def __init__(self, stored: StoredIndex, embedder: Embedder) -> None:
        self.stored = stored
        self._embedder = embedder
        self._catalogue = catalogue = stored.catalogue
        self._position = {sentence.id: position for position, sentence in enumerate(catalogue.sentences)}
        texts = {text: position for position, text in enumerate(catalogue.texts)}
        self._text_of = [texts[catalogue.sentence_text(sentence)] for sentence in catalogue.sentences]
        self._context_of = [texts[catalogue.context(chunk)] for chunk in catalogue.chunks]
        self._frequencies = stored.tokens.document_frequencies()
        self._speller = Speller(set().union(*(words(text) for text in catalogue.texts)), embedder.known_words)
        self._sources = SourceNames(catalogue.documents.values())

    def search(self, question: str, count: int = 8) -> SearchResult:
        """The `count` best chunks for a question that stands on its own."""
        searched = self._speller.correct(question)
        mention = self._sources.find(searched)
        (query,) = self._embedder.encode([mention.question])
        dense = {
            self._position[id_]: score for id_, score in self.stored.sentences.search(query.vector, CANDIDATES)
        }
        lexical = dict(self.stored.lexical.search(mention.question, CANDIDATES))
        fused = fuse([list(dense), list(lexical)])
        scores = self._late_scores(query, list(fused))
        ranked = sorted(fused, key=lambda position: (-self._ranking(position, scores, mention), position))
        hits: dict[int, list[ScoredSentence]] = {}
        for position in ranked:
            sentence = self._catalogue.sentences[position]
            chunk = self._catalogue.chunks[sentence.chunk]
            if sentence.chunk in hits or len(hits) < count:
                hits.setdefault(sentence.chunk, []).append(
                    ScoredSentence(
                        chunk.sentences[sentence.ordinal],
                        scores[position],
                        dense.get(position),
                        lexical.get(position),
                        fused[position],
                    )
                )
        return SearchResult(
            question,
            searched,
            tuple(self._hit(self._catalogue.chunks[chunk], sentences) for chunk, sentences in hits.items()),
            max(scores.values(), default=0.0),
        )

    def _late_scores(self, query: Encoding, positions: Sequence[int]) -> dict[int, float]:
        """For each sentence, the mean of how it covers the query alone, and together with its context."""
        if not positions:
            return {}
        weights = token_weights(query.token_ids, self._frequencies, len(self.stored.tokens))
        sentences = [self._catalogue.sentences[position] for position in positions]
        alone = max_similarities(query, self.stored.tokens, [self._text_of[position] for position in positions])
        context = max_similarities(query, self.stored.tokens, [self._context_of[sentence.chunk] for sentence in sentences])
        scores = (alone + np.maximum(alone, context)) / 2 @ weights
        return {position: float(score) for position, score in zip(positions, scores, strict=True)}

    def _ranking(self, position: int, scores: dict[int, float], mention: Mention) -> float:
        document = self._catalogue.chunks[self._catalogue.sentences[position].chunk].document
        return scores[position] + (NAMED_SOURCE if document in mention.documents else 0.0)

    def _hit(self, chunk: Chunk, sentences: list[ScoredSentence]) -> Hit:
        return Hit(chunk, self._catalogue.documents[chunk.document], tuple(sentences))


def fuse(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: for each item the sum of 1 / (RRF_K + its rank), over the rankings that hold it."""
    fused: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            fused[item] += 1 / (RRF_K + rank)
    return dict(fused)
