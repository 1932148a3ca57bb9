"""Answers made by hand, to be judged."""

import pytest

from bot.answer import Answer, Citation, Evidence, IndexInfo, Sentence, Timings
from index.blocks import Span
from index.documents import Document, Metadata


@pytest.fixture
def make_answer():
    """An answer of (text, cited ids), standing on quotes by (document, quote), numbered from 1."""

    def make(sentences, quotes):
        return Answer(
            question="Why?",
            standalone_question="Why?",
            text=" ".join(text for text, _ in sentences),
            abstained=not sentences,
            reason=None,
            sentences=tuple(Sentence(text, cited, 0, "sentence") for text, cited in sentences),
            citations=tuple(
                Citation(number, Evidence(Document(name, quote, 0, Metadata("A guide"), ""), (), Span(0, len(quote))))
                for number, (name, quote) in enumerate(quotes, start=1)
            ),
            nearby=(),
            model="small",
            tier="extract",
            index=IndexInfo("g1", 1, 1),
            timings=Timings(1.0, 2.0, 3000.0),
        )

    return make
