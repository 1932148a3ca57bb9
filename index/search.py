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
from index.store import Manifest, StoredIndex

# Sentences that each of the two first-stage searches proposes, and that late interaction orders.
CANDIDATES = 100
# Reciprocal rank fusion's constant, as Cormack, Clarke and Büttcher (SIGIR 2009) set it.
RRF_K = 60
# What a source that the question names is ahead by. Scores lie between 0 and 1, and a right answer is seldom more than
# 0.1 behind a wrong one of another source.
NAMED_SOURCE = 0.2
# How much of a sentence's score may come from what stands above it: its heading, or for a list's item the sentence that
# leads into the list, which says what all the items are ("Common duties include:").
HEADING_SHARE = 0.5
LEAD_IN_SHARE = 0.7


@dataclass(frozen=True)
class ScoredSentence:
    """`dense` is a cosine similarity, `lexical` a BM25 score (None: not among the candidates of that search),

    `fused` their reciprocal rank fusion, `score` the late interaction, from 0 to 1, and `rank` what results are ordered
    by: the score, and an advance for a source that the question names.
    """

    span: Span
    score: float
    rank: float
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

    `names_source`: it names one of the documents' publishers or authors.
    `familiarity` is the share of its words that are words at all, of the documents or of everyday English.
    """

    question: str
    searched: str
    names_source: bool
    familiarity: float
    hits: tuple[Hit, ...]

    @property
    def coverage(self) -> float:
        """How well the best sentence covers the question's words, from 0 to 1."""
        return max((hit.best.score for hit in self.hits), default=0.0)

    @property
    def similarity(self) -> float:
        """The best cosine similarity of a sentence to the question."""
        return max((sentence.dense or 0.0 for hit in self.hits for sentence in hit.sentences), default=0.0)


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

    @property
    def manifest(self) -> Manifest:
        return self.stored.manifest

    def excess(self, question: str) -> int:
        """By how many tokens a question is longer than what can be searched; 0 if it is not."""
        return max(0, self._embedder.count_tokens(question) - self._embedder.longest)

    def search(self, question: str, refers_to: str = "", count: int = 12) -> SearchResult:
        """The `count` best chunks for a question; a follow-up is searched with the question that it refers to."""
        corrected = self._speller.correct(question)
        mention = self._sources.find(corrected)
        if refers_to:
            earlier = self._sources.find(refers_to)
            mention = Mention(f"{earlier.question} {mention.question}", mention.documents or earlier.documents)
        searched = f"{refers_to} {corrected}".strip()
        (query,) = self._embedder.encode([mention.question])
        dense = {self._position[id_]: score for id_, score in self.stored.sentences.search(query.vector, CANDIDATES)}
        lexical = dict(self.stored.lexical.search(mention.question, CANDIDATES))
        fused = fuse([list(dense), list(lexical)])
        scores = self._late_scores(query, list(fused))
        ranks = {position: score + self._advance(position, mention) for position, score in scores.items()}
        ranked = sorted(fused, key=lambda position: (-ranks[position], position))
        hits: dict[int, list[ScoredSentence]] = {}
        for position in ranked:
            sentence = self._catalogue.sentences[position]
            chunk = self._catalogue.chunks[sentence.chunk]
            if sentence.chunk in hits or len(hits) < count:
                hits.setdefault(sentence.chunk, []).append(
                    ScoredSentence(
                        chunk.sentences[sentence.ordinal],
                        scores[position],
                        ranks[position],
                        dense.get(position),
                        lexical.get(position),
                        fused[position],
                    )
                )
        return SearchResult(
            question,
            searched,
            bool(mention.documents),
            self._speller.familiarity(corrected),
            tuple(self._hit(self._catalogue.chunks[chunk], sentences) for chunk, sentences in hits.items()),
        )

    def _late_scores(self, query: Encoding, positions: Sequence[int]) -> dict[int, float]:
        """For each sentence, how it covers the query alone, mixed with how it does together with its context."""
        if not positions:
            return {}
        weights = token_weights(query.token_ids, self._frequencies, len(self.stored.tokens))
        chunks = [self._catalogue.sentences[position].chunk for position in positions]
        alone = max_similarities(query, self.stored.tokens, [self._text_of[position] for position in positions])
        context = max_similarities(query, self.stored.tokens, [self._context_of[chunk] for chunk in chunks])
        has_lead_in = np.array([self._catalogue.chunks[chunk].lead_in is not None for chunk in chunks])
        share = np.where(has_lead_in, LEAD_IN_SHARE, HEADING_SHARE)
        scores = (1 - share) * (alone @ weights) + share * (np.maximum(alone, context) @ weights)
        return {position: float(score) for position, score in zip(positions, scores, strict=True)}

    def _advance(self, position: int, mention: Mention) -> float:
        document = self._catalogue.chunks[self._catalogue.sentences[position].chunk].document
        return NAMED_SOURCE if document in mention.documents else 0.0

    def _hit(self, chunk: Chunk, sentences: list[ScoredSentence]) -> Hit:
        return Hit(chunk, self._catalogue.documents[chunk.document], tuple(sentences))


def fuse(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: for each item the sum of 1 / (RRF_K + its rank), over the rankings that hold it."""
    fused: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            fused[item] += 1 / (RRF_K + rank)
    return dict(fused)
