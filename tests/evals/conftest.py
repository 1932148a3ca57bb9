"""Answers, records and runs made by hand, to be judged and shown."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Citation, Evidence, IndexInfo, Quote, Sentence, Timings
from bot.calibration import Parts
from bot.models.model import Message
from evals import cases
from evals.cases import Case
from evals.figures import SPEED, speed
from evals.manifest import Machine, Manifest, Model, Setup
from evals.record import Cited, FoundChunk, Place, Record, Shown, Times
from evals.run import Run
from index.blocks import Span
from index.documents import Document, Metadata

QUOTE = "Courses take six months."
PLACE = Place("guide.md", 10, 10 + len(QUOTE))


@pytest.fixture
def make_case():
    """An answerable case, or one without evidence."""

    def make(id="c1", answerable=True, **other):
        wanted = {
            "must": (("six months",),) if answerable else (),
            "evidence": (cases.Quote("guide.md", QUOTE),) if answerable else (),
        }
        common = {"question": "How long?", "history": (), "must_not": (), "cluster": id, "split": "test"} | wanted | other
        category = common.pop("category", "single-fact" if answerable else "near-unanswerable")
        return Case(id=id, category=category, style=common.pop("style", "plain"), answerable=answerable, **common)

    return make


@pytest.fixture
def make_record():
    """What came of a case: the evidence found and cited, and the given text as a quote; a refusal for None. With `reply`, a
    text, the model was asked and wrote that; nothing is left of it if it is empty."""

    def make(case, text=QUOTE, reply=None, **other):
        refused = text is None
        written = reply is not None
        record = Record(
            case=case,
            outcome="not_covered" if refused else "answered",
            standalone_question=case.question,
            searched=case.question,
            confidence=0.8,
            familiarity=0.7,
            hits=(FoundChunk("k1", PLACE, "Guide > Courses", QUOTE, 1.0, 1.0, 0.5, 2.0, 0.1),),
            evidence=(PLACE,) if case.answerable else (),
            relevant=("k1",) if case.answerable else (),
            prompt=(Message("system", "Answer."), Message("user", case.question)) if written else (),
            raw=f"{reply} [1]" if written else "",
            dropped=(),
            text=" ".join(filter(None, (reply, text))),
            reply=(Shown(reply, (1,)),) if reply else (),
            quotes=() if refused else (Shown(text, (1,), 1.0),),
            plan=(),
            citations=() if refused else (Cited(1, "Guide › Courses", PLACE, QUOTE, QUOTE),),
            prompt_tokens=10 if written else 0,
            completion_tokens=5 if written else 0,
        )
        return replace(record, **other)

    return make


@pytest.fixture
def make_run(tmp_path):
    """A run of these records in a folder of its own; with `memory`, in bytes, also its speed.json."""

    def make(records, name="a", mode="end-to-end", memory=None, count=None, **setup):
        folder = tmp_path / name
        folder.mkdir()
        made = Setup(
            mode=mode,
            model=Model("none" if mode == "quotes" else "Small"),
            parts=Parts("MiniLM", 1, "overlap"),
            least_confidence=0.5,
            sure_from=0.6,
            corpus=("corpus",),
            documents={"guide.md": "d" * 64},
            prompts={"reply": "e" * 64},
            code="f" * 64,
            cases="0" * 64,
            count=len(records) if count is None else count,
            seed=1,
            libraries={"numpy": "2.4"},
        )
        machine = Machine("3.11.2", "Linux", "x86_64", 2, 8.0)
        manifest = Manifest(2, "2026-11-21T05:10:00+00:00", "g1", replace(made, **setup), machine)
        times = tuple(Times(record.case.id, 10.0, 15.0, 20.0, 30.0 + number) for number, record in enumerate(records))
        if memory:
            (folder / "speed.json").write_bytes(SPEED.dump_json(speed(times, memory)))
        return Run(folder, manifest, tuple(records), (), times)

    return make


@pytest.fixture
def make_answer():
    """An answer that quotes (text, cited ids), standing on places by (document, quote), numbered from 1; perhaps with a reply,
    (text, cited ids), too."""

    def make(sentences, quotes, reply=()):
        quoted = tuple(Sentence(text, cited, 0, "sentence") for text, cited in sentences)
        return Answer(
            question="Why?",
            standalone_question="Why?",
            text=" ".join(text for text, _ in sentences),
            outcome="answered" if sentences else "not_covered",
            reply=tuple(Sentence(text, cited, 0, "sentence") for text, cited in reply),
            quotes=(Quote("A guide", quoted),) if sentences else (),
            citations=tuple(
                Citation(number, Evidence(Document(name, quote, 0, Metadata("A guide"), ""), (), Span(0, len(quote))))
                for number, (name, quote) in enumerate(quotes, start=1)
            ),
            model="small",
            index=IndexInfo("g1", 1, 1),
            timings=Timings(1.0, 2.0, 1500.0, 3000.0),
        )

    return make
