"""Choose the passages that an answer stands on: the best sentences, put back into the order and the lists they come from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.answer import Evidence, Statement
from bot.orders.instructions import is_instruction
from bot.reply.adverts import is_advert
from index.blocks import Span
from index.documents import Document
from index.duplicates import plain_words
from index.lexical import stems
from index.search import Hit, ScoredSentence, SearchResult
from index.split import Chunk
from index.tables import header_of, is_header, named_row, row_text


@dataclass(frozen=True)
class Amount:
    """How much is quoted: sentences and words of all passages together at most. The best passage is never cut."""

    sentences: int
    words: int


# What learners see: some 150 words in the middle; what a reply does not cite is folded away. On the calibration cases they hold
# all that is wanted in 82%, 6 sentences and 150 words in 79%, 15 and 300 in 85% (evals/LOG.md).
SHOWN = Amount(10, 200)
# What a model reads, and a learner waits for: half of it lacks the answering sentence in 13 of 20 replies that fail
# (evals/LOG.md).
READ = Amount(6, 100)
# How far a sentence may stay behind the best one.
MARGIN = 0.20
# In a title or heading: the first word's capital says nothing.
NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+|\d+")
YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d)?\b")
# A list or table is shown whole if it is this short, or if this share of it is chosen or, of a list, as near to the best
# sentence as this: half a list misleads. Of a table all rows may be near, and one is asked for.
SHORT_LIST_WORDS = 60
LIST_SHARE = 0.5
LIST_MARGIN = 0.1


@dataclass(frozen=True)
class Passage:
    """Sentences of one chunk, in the document's order. A list's passage also has the sentence that leads into it. A table's
    header is shown with its rows, but is no part of `text`. `read` are the sentences that a model is given."""

    chunk: Chunk
    document: Document
    sentences: tuple[Span, ...]
    read: tuple[Span, ...] = ()

    @property
    def as_read(self) -> "Passage":
        return replace(self, sentences=self.read)

    @property
    def text(self) -> str:
        """What learners read, on one line."""
        leading = [statement.text for statement in self.statements() if statement.layout == "lead_in"]
        return " ".join([*leading, ("; " if self.chunk.kind != "prose" else " ").join(self._said())])

    def _said(self) -> list[str]:
        said = [statement for statement in self.statements() if statement.layout != "lead_in"]
        return [f"{statement.number} {statement.text}".strip().rstrip(";,") for statement in said]

    @property
    def title(self) -> str:
        return self.document.metadata.title

    @property
    def heading(self) -> str:
        """The nearest heading, or the title where there is none."""
        return self.chunk.headings[-1] if self.chunk.headings else self.title

    @property
    def label(self) -> str:
        """Who says it, unless the title names them, and what it is about: "Publisher › Title › Heading"."""
        publisher = self.document.metadata.publisher or ""
        unnamed = [] if set(stems(publisher)) & set(stems(self.title)) or not publisher else [publisher]
        return " › ".join(dict.fromkeys((*unnamed, self.title, self.heading)))

    def evidence(self, span: Span) -> Evidence:
        return Evidence(self.document, self.chunk.headings, span)

    def statements(self, paragraph: int = 0) -> list[Statement]:
        """The passage word for word, a table's values behind their columns' titles. Neighbouring sentences share one citation,
        and so does a list."""
        if self.chunk.kind == "prose":
            return [
                Statement(self._shown(span), tuple(map(self.evidence, (run, *self._notes(span)))), paragraph)
                for run, spans in _runs(self.chunk, self.sentences)
                for span in spans
            ]
        return self._list_statements(paragraph)

    @property
    def lead_in(self) -> Span | None:
        """The chunk's lead-in, unless it gives orders to the machine."""
        lead_in = self.chunk.lead_in
        return None if lead_in and is_instruction(lead_in.of(self.document.text)) else lead_in

    @property
    def _header(self) -> Span | None:
        """What says what a table's values are, unless it gives orders to the machine."""
        header = header_of(self.document.text, self.sentences[0]) if self.chunk.kind == "table" else None
        return None if header and is_instruction(header.of(self.document.text)) else header

    def _list_statements(self, paragraph: int) -> list[Statement]:
        runs = _runs(self.chunk, self.sentences)
        lead_in, header = self.lead_in, self._header
        whole = runs[0][0] if len(runs) == 1 else None
        for before in (header, lead_in):
            if whole and before and self._adjacent(before, whole):
                whole = Span(before.start, whole.end)
        beside = (self.evidence(header),) if header and not (whole and whole.start <= header.start) else ()
        statements = [
            Statement(
                self._shown(span, header),
                (*beside, *map(self.evidence, (whole or span, *self._notes(span)))),
                paragraph,
                "item",
                self.document.marker(span),
            )
            for span in self.sentences
        ]
        if lead_in:
            covered = whole is not None and whole.start == lead_in.start
            evidence = self.evidence(whole if whole and covered else lead_in)
            statements.insert(0, Statement(self.document.plain(lead_in), (evidence,), paragraph, "lead_in"))
        return statements

    def _shown(self, span: Span, header: Span | None = None) -> str:
        plain, table = self.document.plain, self.chunk.kind == "table"
        return self._noted(row_text(self.document, span, header) if table else plain(span), span)

    def _noted(self, text: str, span: Span) -> str:
        """The text of a sentence with the footnotes that it refers to."""
        notes = " ".join(map(self.document.plain, self._notes(span)))
        return f"{text} ({notes})" if notes else text

    def _notes(self, span: Span) -> tuple[Span, ...]:
        """A sentence's footnotes, up to one that gives orders to the machine."""
        return tuple(takewhile(lambda note: not is_instruction(note.of(self.document.text)), self.chunk.notes_of(span)))

    def _adjacent(self, lead_in: Span, items: Span) -> bool:
        return not re.search(r"\w{2}", self.document.text[lead_in.end : items.start])


def quoted(results: Sequence[SearchResult]) -> list[Passage]:
    """The passages to show for the parts of a question; a model reads of them what READ allows."""
    read = _by_chunk(distinct([choose_passages(result, READ) for result in results], READ))
    shown = _by_chunk([*read.values(), *distinct([choose_passages(result) for result in results])])
    return _by_document(
        [replace(passage, read=read[chunk].sentences) if chunk in read else passage for chunk, passage in shown.items()]
    )


def choose_passages(result: SearchResult, amount: Amount = SHOWN) -> list[Passage]:
    """The passages of the best sentences, best passage first.

    Questions, lead-ins ("You need:"), adverts and the title once more are never chosen: they answer nothing. Nor is what
    gives orders to the machine.
    """
    ranked = [
        (hit, sentence)
        for hit in result.hits
        for safe in [frozenset(trusted(hit.chunk, hit.document))]
        for sentence in hit.sentences
        if sentence.span in safe and _says_something(hit, sentence)
    ]
    ranked.sort(key=lambda pair: -pair[1].rank)
    best = ranked[0][1].rank if ranked else 0.0
    chosen: dict[str, tuple[Hit, list[Span]]] = {}
    for hit, sentence in ranked[: amount.sentences]:
        if sentence.rank >= best - MARGIN:
            chosen.setdefault(hit.chunk.id, (hit, []))[1].append(sentence.span)
    named = {hit.chunk.id: _named_rows(hit, result.searched) for hit, _ in chosen.values()}
    answered = {_table(hit) for hit, _ in chosen.values() if named[hit.chunk.id]}
    passages = []
    for hit, spans in chosen.values():
        if hit.chunk.kind == "table" and not named[hit.chunk.id] and _table(hit) in answered:
            continue  # another part of a table whose named rows are shown
        rows = named[hit.chunk.id]
        shown = _with_better(rows, hit, spans) if rows else _completed(hit, spans, best - LIST_MARGIN)
        passages.append(Passage(hit.chunk, hit.document, shown))
    return _of_what_is_named(passages, result.searched)


def distinct(parts: Sequence[Sequence[Passage]], amount: Amount = SHOWN) -> list[Passage]:
    """The passages of a question's parts, each part's best first, as many as the words allow of each; no words are shown twice.
    Those of one document stand together."""
    chosen: dict[tuple[str, str], Passage] = {}
    for passages in parts:
        room = amount.words
        for number, passage in enumerate(passages):
            room -= len(passage.text.split())
            if room < 0 and number:
                break
            chosen.setdefault((passage.label, passage.text), passage)
    return _by_document(list(chosen.values()))


def _by_chunk(passages: Sequence[Passage]) -> dict[str, Passage]:
    """Those of one chunk as one, by the chunk's id."""
    found: dict[str, Passage] = {}
    for passage in passages:
        other = found.get(passage.chunk.id, passage)
        found[passage.chunk.id] = replace(passage, sentences=tuple(sorted({*other.sentences, *passage.sentences})))
    return found


def _by_document(passages: Sequence[Passage]) -> list[Passage]:
    """Those of one document together, the documents in the order of their first; of a document's editions the newest first."""
    documents = {passage.document.id: passage.document for passage in passages}
    editions = list(dict.fromkeys(map(_edition, documents.values())))
    newest_first = sorted(documents.values(), key=_edited, reverse=True)
    order = [one.id for one in sorted(newest_first, key=lambda document: editions.index(_edition(document)))]
    return sorted(passages, key=lambda passage: order.index(passage.document.id))


def _edition(document: Document) -> tuple[str | None, ...]:
    """What the editions of a document share: a title but for its years and a publisher, as "Fees 2024" and "Fees 2025" do, or
    a title, a named publisher and that they are dated. Of any other, the document itself."""
    about = document.metadata
    if YEAR.search(about.title):
        return YEAR.sub("", about.title), about.publisher
    return (about.title, about.publisher) if about.publisher and about.published else (document.id,)


def _edited(document: Document) -> str:
    """The last year that the title names, else the day of publication: each sorts by time."""
    dates: list[str] = [document.metadata.published or "", *YEAR.findall(document.metadata.title)]
    return dates[-1]


def _of_what_is_named(passages: list[Passage], question: str) -> list[Passage]:
    """Without the passages of other documents on another thing than the best one's, if the question names that: the fees of
    other colleges, the hours of other years. Names are capitalised words and numbers of titles and headings."""
    asked = _words(question)
    named = _names(passages[0]) & asked if passages else frozenset()

    def is_of_another(passage: Passage) -> bool:
        other = passage.document.id != passages[0].document.id
        return other and not named <= _words(f"{passage.label} {passage.text}") and not _names(passage) & asked - named

    return [passage for passage in passages if not is_of_another(passage)]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’'-]+", text.lower()))


def _names(passage: Passage) -> frozenset[str]:
    parts = (passage.title, passage.heading)
    return _words(" ".join(name for part in parts for name in NAME.findall(part)))


def trusted(chunk: Chunk, document: Document) -> tuple[Span, ...]:
    """The chunk's sentences that may be shown: none that gives orders to the machine, and in a paragraph nothing that
    follows one, for whoever planted it has written that too. A table's header says nothing alone."""
    ordering = [is_instruction(span.of(document.text)) for span in chunk.sentences]
    if chunk.kind == "prose":
        return chunk.sentences[: ordering.index(True)] if any(ordering) else chunk.sentences
    shown = tuple(span for span, orders in zip(chunk.sentences, ordering, strict=True) if not orders)
    return shown if chunk.kind == "list" else tuple(span for span in shown if not is_header(document.text, span))


def _says_something(hit: Hit, sentence: ScoredSentence) -> bool:
    text = hit.document.plain(sentence.span)
    return not text.endswith(("?", ":")) and not _is_furniture(hit, text)


def _is_furniture(hit: Hit, text: str) -> bool:
    """Whether it stands around the text rather than in it: an advert, or the title or heading once more, as menus have it."""
    heading = "".join(hit.chunk.headings[-1:])
    return is_advert(text, heading) or plain_words(text) in (plain_words(hit.document.metadata.title), plain_words(heading))


def _named_rows(hit: Hit, question: str) -> tuple[Span, ...]:
    """The rows of a table that the question names, by all words of their first cells: nobody has to look for them."""
    if hit.chunk.kind != "table":
        return ()
    return tuple(row for row in trusted(hit.chunk, hit.document) if named_row(hit.document, row, question))


def _with_better(named: tuple[Span, ...], hit: Hit, spans: list[Span]) -> tuple[Span, ...]:
    """Named rows with those that the search puts before them: "a driver with five years" names the driver's row, and means the
    senior driver's."""
    ranks = {sentence.span: sentence.rank for sentence in hit.sentences}
    best_named = max(ranks[row] for row in named)
    return tuple(sorted({*named, *(span for span in spans if ranks[span] > best_named)}))


def _table(hit: Hit) -> tuple[str, Span | None]:
    """Which table a chunk is of, by its header: a long table has several chunks."""
    return hit.document.id, header_of(hit.document.text, hit.chunk.sentences[-1])


def _completed(hit: Hit, spans: list[Span], least: float) -> tuple[Span, ...]:
    if hit.chunk.kind == "prose":
        return tuple(sorted(spans))
    everything = tuple(span for span in trusted(hit.chunk, hit.document) if not _is_furniture(hit, hit.document.plain(span)))
    words = len(hit.text.split())
    asked_for = set(spans)
    if hit.chunk.kind == "list":
        asked_for |= {sentence.span for sentence in hit.sentences if sentence.rank >= least} & set(everything)
    whole = words <= SHORT_LIST_WORDS or len(asked_for) >= LIST_SHARE * len(everything)
    return everything if whole else tuple(sorted(spans))


def _runs(chunk: Chunk, spans: tuple[Span, ...]) -> list[tuple[Span, list[Span]]]:
    """Runs of sentences that follow each other in the chunk, each with the span from its first to its last."""
    order = {span: position for position, span in enumerate(chunk.sentences)}
    runs: list[list[Span]] = []
    for span in spans:
        if runs and order[span] == order[runs[-1][-1]] + 1:
            runs[-1].append(span)
        else:
            runs.append([span])
    return [(Span(run[0].start, run[-1].end), run) for run in runs]
