"""Answers, records and runs made by hand, to be judged and shown."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Citation, Evidence, IndexInfo, Sentence, Timings
from bot.calibration import Parts
from evals.cases import Case, Quote
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
            "evidence": (Quote("guide.md", QUOTE),) if answerable else (),
        }
        common = {"question": "How long?", "history": (), "must_not": (), "cluster": id, "split": "test"} | wanted | other
        category = common.pop("category", "single-fact" if answerable else "near-unanswerable")
        return Case(id=id, category=category, style=common.pop("style", "plain"), answerable=answerable, **common)

    return make


@pytest.fixture
def make_record():
    """What came of a case: the evidence found, packed and cited, and the given text; a refusal for None."""

    def make(case, text=QUOTE, **other):
        refused = text is None
        record = Record(
            case=case,
            tier="write",
            standalone_question=case.question,
            searched=case.question,
            confidence=0.8,
            familiarity=0.7,
            hits=(FoundChunk("k1", PLACE, "Guide > Courses", QUOTE, 1.0, 1.0, 0.5, 2.0, 0.1),),
            evidence=(PLACE,) if case.answerable else (),
            relevant=("k1",) if case.answerable else (),
            packed=(PLACE,),
            prompt=(),
            raw="" if refused else f"{text} [1]",
            dropped=(),
            abstained=refused,
            reason="none_chosen" if refused else None,
            text=text or "",
            sentences=() if refused else (Shown(text, (1,)),),
            citations=() if refused else (Cited(1, PLACE, QUOTE, QUOTE),),
            prompt_tokens=10,
            completion_tokens=5,
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
            tier="write",
            model=Model("none" if mode == "extractive" else "Small"),
            parts=Parts("MiniLM", 1, "overlap", "Small"),
            least_confidence=0.5,
            sure_from=0.6,
            corpus=("corpus",),
            documents={"guide.md": "d" * 64},
            prompts={"write": "e" * 64},
            code="f" * 64,
            cases="0" * 64,
            count=len(records) if count is None else count,
            seed=1,
            libraries={"numpy": "2.4"},
        )
        machine = Machine("3.11.2", "Linux", "x86_64", 2, 8.0)
        manifest = Manifest(1, "2026-11-21T05:10:00+00:00", "g1", replace(made, **setup), machine)
        times = tuple(Times(record.case.id, 10.0, 20.0, 30.0 + number) for number, record in enumerate(records))
        if memory:
            (folder / "speed.json").write_bytes(SPEED.dump_json(speed(times, memory)))
        return Run(folder, manifest, tuple(records), (), times)

    return make


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
