"""Search: dense and lexical candidates, fused by rank, ordered by how well they and their documents cover the question's words;
then a ranker reads the best of them against the question."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import chain, islice, pairwise
from statistics import fmean

import numpy as np

from index.abbreviations import Abbreviations
from index.blocks import Span
from index.candidates import Candidate
from index.documents import Document
from index.duplicates import nearly_same, plain_words
from index.embed import Embedder, Encoding, Vectors
from index.encodings import Encodings
from index.late import max_similarities, token_weights
from index.mentions import Mention, SourceNames
from index.ranker import Ranker
from index.spelling import Speller
from index.split import Chunk
from index.store import Manifest, StoredIndex
from index.topic import Topic, any_topic

# Sentences that each of the two first-stage searches proposes, and that late interaction orders.
CANDIDATES = 200
# Reciprocal rank fusion's constant, as Cormack, Clarke and Büttcher (SIGIR 2009) set it.
RRF_K = 60
# What a logit of the ranker adds to a sentence's score. The logits lie between about -16 and 8, the scores between 0 and 1.
# Chosen on the calibration cases, among 1/80 to 1/240 and 0, by how many answers are right.
LOGIT_SHARE = 1 / 240
NO_SENTENCE = -16.0
# A single high logit among a hundred may be a slip; more than two would ask small documents to say everything twice.
ANSWERING = 2
# What a source that the question names is ahead by. Scores lie between 0 and 1, and a right answer is seldom more than
# 0.1 behind a wrong one of another source.
NAMED_SOURCE = 0.2
# What a document of the centre's own is ahead of imported ones by. Beside O*NET, of 165 answerable calibration cases 138 are
# right with 0, 140 with 0.1 (139 without O*NET); of the 200 about occupations 167 and 168.
OWN = 0.1
# What a document that stays behind the best one loses for it, and how many nearest sentences count. With 0, 0.2, 0.3, 0.5 and
# 1, of 50 calibration questions that describe an occupation of O*NET 25, 31, 31, 33, 38 find it first; of the 165 answerable
# calibration cases 136, 137, 137, 135, 130 have all that is wanted in their quotes.
STANDING = 0.3
NEAREST = 5
# Chunks that the ranker reads, some 65 ms each on one core. Of more of them the best logits tell less about whether the
# documents answer: among many that do not answer, some sentence gets a high one (evals/LOG.md).
READ = 4
# Of each chunk it reads the nearest sentences: long lists hold some thirty, and answers are no worse for it (evals/LOG.md).
SENTENCES = 6


@dataclass(frozen=True)
class ScoredSentence:
    """`dense` is a cosine similarity, `lexical` a BM25 score (None: not among the candidates of that search), `fused` their
    reciprocal rank fusion and `score` the late interaction, from 0 to 1. `logit` is the ranker's, above 0 if the sentence
    rather answers the question than not, NO_SENTENCE if it was not read; `rank` is what results are ordered by: all of these
    together.
    """

    span: Span
    score: float
    rank: float
    dense: float | None
    lexical: float | None
    fused: float
    logit: float


@dataclass(frozen=True)
class Hit:
    """A chunk that was found, with its sentences, best first. Its scores are those of the best sentence."""

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
    `familiarity` is the share of its words that are words at all, of the documents or of everyday English; `topic` is 0, or
    less if it does not sound like one about work and learning (index.topic).
    """

    question: str
    searched: str
    names_source: bool
    familiarity: float
    hits: tuple[Hit, ...]
    topic: float = 0.0

    @property
    def answerability(self) -> float:
        """The mean of the ranker's ANSWERING best logits; that of no sentence is one that it hardly ever gives."""
        logits = (sentence.logit for hit in self.hits for sentence in hit.sentences)
        return fmean(nlargest(ANSWERING, logits) or [NO_SENTENCE])

    @property
    def closeness(self) -> float:
        """The best late interaction of a sentence with the question, from 0 to 1; 0 if there is no sentence."""
        return max((sentence.score for hit in self.hits for sentence in hit.sentences), default=0.0)


class Searcher:
    """Searches one generation of the index. Holds no state between searches; safe to call from several threads.

    What has expired since the index was made is not found, and of documents that say nearly the same no sentence twice.
    """

    def __init__(
        self,
        stored: StoredIndex,
        embedder: Embedder,
        ranker: Ranker,
        topic: Topic = any_topic,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.stored = stored
        self._today = today
        self._embedder = embedder
        self.ranker = ranker
        self._topic = topic
        self._catalogue = catalogue = stored.catalogue
        firsts = np.cumsum([0, *(len(chunk.sentences) for chunk in catalogue.chunks)]).tolist()
        self._positions = [range(first, end) for first, end in pairwise(firsts)]
        texts = {text: position for position, text in enumerate(catalogue.texts)}
        self._text_of = [texts[catalogue.encoded_text(sentence)] for sentence in catalogue.sentences]
        self._sizes = Counter(catalogue.chunks[sentence.chunk].document for sentence in catalogue.sentences)
        self._context_of = [texts[chunk.context] for chunk in catalogue.chunks]
        self._sentences = stored.sentences  # made here, before threads ask for it
        self._frequencies = stored.encodings.document_frequencies()
        documents = catalogue.documents.values()
        sources = (f"{document.metadata.publisher} {document.metadata.author}" for document in documents)
        contexts = {chunk.context for chunk in catalogue.chunks}
        said = chain(contexts, map(catalogue.sentence_text, catalogue.sentences), sources)
        self._speller = Speller(said, embedder.known_words)
        self._abbreviations = Abbreviations(one.text[one.body_start :] for one in documents if not one.is_imported)
        self._sources = SourceNames(documents)

    def over(self, stored: StoredIndex) -> "Searcher":
        """The same search over another index of the same embedder."""
        return Searcher(stored, self._embedder, self.ranker, self._topic, self._today)

    @property
    def manifest(self) -> Manifest:
        return self.stored.manifest

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those that are answered from today."""
        today = self._today()
        return tuple(one for one in self._catalogue.documents.values() if not one.metadata.expired(today))

    def document(self, id_: str) -> Document | None:
        """The one of that id, if it is answered from today."""
        found = self._catalogue.documents.get(id_)
        return found if found and not found.metadata.expired(self._today()) else None

    def excess(self, question: str) -> int:
        """By how many tokens a question is longer than what can be searched; 0 if it is not."""
        return max(0, self._embedder.count_tokens(question) - self._embedder.longest)

    def search(self, question: str, refers_to: str = "", count: int = 12) -> SearchResult:
        """The `count` best chunks for a question; a follow-up is searched with the question that it refers to."""
        corrected = self._abbreviations.spelt_out(self._speller.correct(question))
        refers_to = self._abbreviations.spelt_out(refers_to)
        mention = self._sources.find(corrected)
        if refers_to:
            earlier = self._sources.find(refers_to)
            mention = Mention(f"{earlier.question} {mention.question}", mention.documents or earlier.documents)
        searched = f"{refers_to} {corrected}".strip()
        (query,) = self._embedder.encode([mention.question])
        dense = dict(self._sentences.search(query.vector, CANDIDATES))
        lexical = dict(self.stored.lexical.search(mention.question, CANDIDATES))
        fused = fuse([list(dense), list(lexical)])
        weights = token_weights(query.token_ids, self._frequencies, len(self.stored.encodings))
        covered = self._covered(query, list(fused), mention.question)
        behind = self._behind(dict(zip(fused, covered, strict=True)), weights, dense)
        advance = {
            one: NAMED_SOURCE * (one in mention.documents) + OWN * self._is_own(one) - STANDING * lack
            for one, lack in behind.items()
        }
        advanced = {
            position: score + advance[self._document_of(position)]
            for position, score in zip(fused, covered @ weights, strict=True)
        }
        ordered = sorted(fused, key=lambda position: (-advanced[position], position))
        in_order = dict.fromkeys(self._catalogue.sentences[position].chunk for position in ordered)
        found = dict(islice(self._unsaid(in_order), count))
        chunks = list(found)
        positions = [at for chunk in chunks for at in self._positions[chunk]]
        scores = dict(zip(positions, map(float, self._covered(query, positions, mention.question) @ weights), strict=True))
        nearest = [self._nearest(chunk, scores) for chunk in chunks[:READ]]
        read = self.ranker.logits(searched, list(map(self._candidate, chunks, nearest)))
        logits = dict.fromkeys(positions, NO_SENTENCE)
        for chunk, ordinals, of_chunk in zip(chunks, nearest, read, strict=False):
            logits |= zip((self._positions[chunk][ordinal] for ordinal in ordinals), map(float, of_chunk), strict=True)
        hits = []
        for chunk in chunks:
            sentences = [
                ScoredSentence(
                    span=self._catalogue.chunks[chunk].sentences[ordinal],
                    score=scores[position],
                    rank=scores[position] + advance[self._document_of(position)] + LOGIT_SHARE * logits[position],
                    dense=dense.get(position),
                    lexical=lexical.get(position),
                    fused=fused.get(position, 0.0),
                    logit=logits[position],
                )
                for ordinal, position in enumerate(self._positions[chunk])
                if ordinal in found[chunk]
            ]
            hits.append(self._hit(chunk, sorted(sentences, key=lambda sentence: -sentence.rank)))
        hits.sort(key=lambda hit: -hit.best.rank)
        return SearchResult(
            question,
            searched,
            bool(mention.documents),
            self._speller.familiarity(corrected),
            tuple(hits),
            self._topic(query.vector),
        )

    def _covered(self, query: Encoding, positions: Sequence[int], question: str) -> Vectors:
        """For each sentence, how much of each of the query's tokens it covers together with what stands above it, of shape
        (positions, tokens).

        Learners name what they ask about, documents name it in the title and hardly ever again: a sentence that repeats the
        name answers no better for it. The rows of a long table are encoded as one: what the question names of one is added.
        """
        if not positions:
            return np.zeros((0, len(query.token_ids)), np.float32)
        chunks = [self._catalogue.sentences[position].chunk for position in positions]
        alone = max_similarities(query, self.stored.encodings, [self._text_of[position] for position in positions])
        context = max_similarities(query, self.stored.encodings, [self._context_of[chunk] for chunk in chunks])
        best = np.maximum(alone, context)
        named = [self._catalogue.row_named(self._catalogue.sentences[position], question) for position in positions]
        if labels := sorted(set(filter(None, named))):
            covered = dict(zip(labels, self._covered_by(query, labels), strict=True))
            for row, label in enumerate(named):
                best[row] = np.maximum(best[row], covered[label]) if label else best[row]
        return best

    def _behind(self, covered: dict[int, Vectors], weights: Vectors, dense: dict[int, float]) -> dict[str, float]:
        """How far each document as a whole stays behind the best: in how much of the query its sentences cover together, and in
        how near its nearest few are, of a small document all."""
        of_document = defaultdict[str, list[int]](list)
        for position in covered:
            of_document[self._document_of(position)].append(position)
        standing = {
            document: float(np.max([covered[one] for one in positions], axis=0) @ weights)
            + sum(nlargest(NEAREST, (dense.get(one, 0.0) for one in positions))) / min(NEAREST, self._sizes[document])
            for document, positions in of_document.items()
        }
        best = max(standing.values(), default=0.0)
        return {document: best - own for document, own in standing.items()}

    def _covered_by(self, query: Encoding, texts: Sequence[str]) -> Vectors:
        return max_similarities(query, Encodings.build(self._embedder.encode(texts)), range(len(texts)))

    def _is_own(self, document: str) -> bool:
        return not self._catalogue.documents[document].is_imported

    def _document_of(self, position: int) -> str:
        return self._catalogue.chunks[self._catalogue.sentences[position].chunk].document

    def _unsaid(self, chunks: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """The chunks of documents that have not expired, each with the ordinals of its sentences but for those that a document
        which says nearly the same has said in an earlier chunk. Lists and tables stay whole, unless all of them was said."""
        today, said = self._today(), defaultdict[tuple[str, ...], list[Document]](list)
        for position in chunks:
            chunk = self._catalogue.chunks[position]
            document = self._catalogue.documents[chunk.document]
            if document.metadata.expired(today):
                continue
            texts = [plain_words(text) for text in chunk.texts]
            new = [
                ordinal
                for ordinal, text in enumerate(texts)
                if not any(other.id != document.id and nearly_same(document, other) for other in said[text])
            ]
            for text in texts:
                said[text].append(document)
            if new:
                yield position, new if chunk.kind == "prose" else range(len(texts))

    def _nearest(self, position: int, scores: Mapping[int, float]) -> list[int]:
        """The ordinals of a chunk's sentences that the ranker reads, in their order."""
        places = self._positions[position]
        return sorted(nlargest(SENTENCES, range(len(places)), key=lambda ordinal: scores[places[ordinal]]))

    def _candidate(self, position: int, ordinals: Sequence[int]) -> Candidate:
        """Sentences of the chunk at a position, as the ranker reads them."""
        chunk = self._catalogue.chunks[position]
        document = self._catalogue.documents[chunk.document]
        return Candidate(
            document.metadata.title,
            chunk.headings[-1] if chunk.headings else "",
            document.plain(chunk.lead_in) if chunk.lead_in else "",
            tuple(chunk.texts[ordinal] for ordinal in ordinals),
        )

    def _hit(self, position: int, sentences: Sequence[ScoredSentence]) -> Hit:
        chunk = self._catalogue.chunks[position]
        return Hit(chunk, self._catalogue.documents[chunk.document], tuple(sentences))


def merged(results: Sequence[SearchResult]) -> SearchResult:
    """One result for the parts of one question, of at least one: the chunks of all, best first, each as it was found best."""
    hits: dict[str, Hit] = {}
    for hit in sorted((hit for result in results for hit in result.hits), key=lambda hit: -hit.best.rank):
        hits.setdefault(hit.chunk.id, hit)
    return SearchResult(
        " ".join(result.question for result in results),
        " ".join(result.searched for result in results),
        any(result.names_source for result in results),
        min(result.familiarity for result in results),
        tuple(hits.values()),
        max(result.topic for result in results),
    )


def fuse(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: for each item the sum of 1 / (RRF_K + its rank), over the rankings that hold it."""
    fused: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            fused[item] += 1 / (RRF_K + rank)
    return dict(fused)
