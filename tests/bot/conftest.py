"""Search results made from a text, and the bundled guides behind the real embedding model."""

import hashlib
from dataclasses import replace

import pytest

from bot.answering import Answerer
from bot.gate import Gate
from bot.indexing import BUNDLED_CORPUS, ready_index
from bot.models.fakes import ScriptedModel
from bot.reply.writer import Writer
from bot.settings import Settings
from index.documents import Document, Metadata
from index.search import Hit, ScoredSentence, Searcher, SearchResult
from index.split import split_document


@pytest.fixture(scope="session")
def make_document():
    def make(text, name="guide.md", title="A guide", **metadata):
        return Document(name, text, 0, Metadata(title, **metadata), hashlib.sha256(text.encode()).hexdigest())

    return make


@pytest.fixture(scope="session")
def make_result(make_document):
    """A search result over Markdown. `ranks` maps the beginning of each sentence that was found to its rank, which is
    also its coverage; `dense` is the similarity of all of them."""

    def make(text, ranks, dense=0.5, familiarity=1.0, names_source=False, **document):
        guide = make_document(text, **document)
        hits = []
        for chunk in split_document(guide):
            found = [
                ScoredSentence(span, rank, rank, dense, None, 0.0, rank)
                for span in chunk.sentences
                for beginning, rank in ranks.items()
                if span.of(text).startswith(beginning)
            ]
            if found:
                hits.append(Hit(chunk, guide, tuple(sorted(found, key=lambda sentence: -sentence.rank))))
        hits.sort(key=lambda hit: -hit.best.rank)
        return SearchResult("A question?", "A question?", names_source, familiarity, tuple(hits))

    return make


@pytest.fixture(scope="session")
def bundled_index(waymark_home, minilm):
    """The index of the bundled guides in WAYMARK_HOME."""
    settings = replace(Settings(), home=waymark_home, corpus=BUNDLED_CORPUS)
    return ready_index(settings, minilm, lambda text: None, lambda done, total: None)


@pytest.fixture(scope="session")
def make_answerer(bundled_index, minilm, ranker):
    """An answerer over the bundled guides whose model writes what it is told to; without a script it only quotes."""

    def make(*script, **options):
        writer = Writer(ScriptedModel(*script, **options)) if script else None
        return Answerer(Searcher(bundled_index, minilm, ranker), Gate(0.2), writer, "scripted")

    return make


@pytest.fixture(scope="session")
def collect():
    """Everything that an asynchronous generator yields."""

    async def collect(generator):
        return [part async for part in generator]

    return collect


@pytest.fixture
def place(tmp_path):
    """A folder with one document, and settings with a home of their own."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "pay.md").write_text("# Pay\n\nThe pay is high.\n")
    return corpus, Settings(home=tmp_path / "home")
