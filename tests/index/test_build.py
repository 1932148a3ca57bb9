"""Builds: what is encoded, kept and dropped, and what the report says."""

import pytest

from index.build import BATCH, Changes, build_index
from index.encodings import SEGMENT
from index.errors import DocumentError, StorageError
from index.fakes import HashingEmbedder
from index.store import IndexStore

EMBEDDER = HashingEmbedder.identity
PAY = "# Pay\n\nThe pay is high. It grows."
SKILLS = "# Skills\n\nYou need Python."


@pytest.fixture
def store(tmp_path):
    return IndexStore(tmp_path)


@pytest.fixture
def build(store, make_document):
    """Index texts by name; the report, and the texts that were encoded for it."""

    def build(sources=("guides",), **texts):
        embedder = HashingEmbedder()
        documents = [make_document(text, f"{name}.md") for name, text in texts.items()]
        return build_index(store, documents, sources, embedder), embedder.encoded

    return build


def indexed(store):
    """What the store holds: each text with its vector and its tokens' vectors."""
    loaded = store.load(EMBEDDER)
    return {
        text: (loaded.encodings[position].vector.tolist(), loaded.encodings[position].tokens.tolist())
        for position, text in enumerate(loaded.catalogue.texts)
    }


def inodes(store):
    return {(segment.folder / "tokens.npy").stat().st_ino for segment in store.load(EMBEDDER).encodings.segments}


def test_the_first_build_encodes_every_text_once(build):
    _, encoded = build(pay=PAY, again=PAY)
    assert sorted(encoded) == ["A guide. Pay", "It grows.", "The pay is high."]


def test_the_first_builds_report(build, store):
    report, _ = build(pay=PAY, skills=SKILLS)
    assert report.changes == Changes(("pay.md", "skills.md"), (), (), ())
    assert (report.encoded, report.reused, report.rebuilt) == (5, 0, True)
    assert report.counts == {"documents": 2, "chunks": 2, "sentences": 3, "texts": 5}
    assert report.generation == store.pointer().generation


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param({"pay": PAY + " It is fair.", "skills": SKILLS}, ["It is fair."], id="a sentence more"),
        pytest.param(
            {"pay": PAY, "skills": SKILLS, "luck": "# Luck\n\nIt helps."}, ["It helps.", "A guide. Luck"], id="a document more"
        ),
        pytest.param({"pay": PAY}, [], id="a document less"),
        pytest.param({"pay": PAY + "\n", "skills": SKILLS}, [], id="only white space"),
        pytest.param({"fees": PAY, "skills": SKILLS}, [], id="another name"),
    ],
)
def test_only_new_texts_are_encoded(build, texts, expected):
    build(pay=PAY, skills=SKILLS)
    report, encoded = build(**texts)
    assert encoded == expected
    assert (report.encoded, report.encoded + report.reused) == (len(expected), report.counts["texts"])


def test_kept_encodings_are_those_of_a_build_from_nothing(build, store, tmp_path, make_document):
    build(pay=PAY, skills=SKILLS)
    build(skills=SKILLS + " And wit.", pay=PAY)
    anew = IndexStore(tmp_path / "anew")
    documents = [make_document(SKILLS + " And wit.", "skills.md"), make_document(PAY, "pay.md")]
    build_index(anew, documents, (), HashingEmbedder())
    assert indexed(store) == indexed(anew)


def test_the_report_of_a_change(build):
    build(pay=PAY, skills=SKILLS)
    report, _ = build(pay=PAY + " More.", luck="Luck helps.")
    assert report.changes == Changes(("luck.md",), ("pay.md",), (), ("skills.md",))


def test_segments_without_a_change_are_taken_over_as_files(store, make_document):
    book = make_document(" ".join(f"It has line {number}." for number in range(SEGMENT)), "a-book.txt")
    build_index(store, [book, make_document(PAY, "pay.md")], (), HashingEmbedder())
    before = inodes(store)
    embedder = HashingEmbedder()
    build_index(store, [book, make_document(SKILLS, "pay.md")], (), embedder)
    assert (len(before), len(inodes(store)), len(before & inodes(store))) == (2, 2, 1)
    assert embedder.encoded == ["You need Python.", "A guide. Skills"]
    assert not {"The pay is high.", "A guide. Pay"} & indexed(store).keys()


def test_deleted_documents_are_dropped(build, store):
    build(pay=PAY, skills=SKILLS)
    build(skills=SKILLS)
    assert set(indexed(store)) == {"You need Python.", "A guide. Skills"}
    assert set(store.load(EMBEDDER).manifest.documents) == {"skills.md"}


def test_nothing_changed_makes_no_new_generation(build, store):
    first, _ = build(pay=PAY)
    before = store.pointer()
    second, encoded = build(pay=PAY)
    assert (second.generation, second.rebuilt, second.counts, encoded) == (first.generation, False, first.counts, [])
    assert store.pointer() == before


def test_the_same_documents_from_elsewhere_only_change_the_sources(build, store):
    first, _ = build(pay=PAY)
    second, _ = build(sources=("elsewhere",), pay=PAY)
    assert (second.generation, store.pointer().sources) == (first.generation, ("elsewhere",))


def test_an_index_of_another_embedder_is_built_from_nothing(build, store, make_document):
    class OtherEmbedder(HashingEmbedder):
        identity = "hashing:2"

    build(pay=PAY)
    report = build_index(store, [make_document(PAY, "pay.md")], ("guides",), OtherEmbedder())
    assert (report.encoded, report.reused, report.changes.added) == (3, 0, ("pay.md",))


def test_a_damaged_index_is_built_from_nothing(build, store):
    build(pay=PAY)
    (store.folder / store.pointer().generation / "rows.npy").write_bytes(b"")
    report, _ = build(pay=PAY)
    assert (report.rebuilt, report.encoded, report.reused) == (True, 3, 0)


def test_progress_is_told_batch_by_batch(store, make_document):
    told = []
    text = " ".join(f"Sentence number {number}." for number in range(BATCH + 9))
    build_index(store, [make_document(text)], (), HashingEmbedder(), lambda *done: told.append(done))
    assert told == [(BATCH, BATCH + 10), (BATCH + 10, BATCH + 10)]


def test_no_progress_is_told_where_nothing_is_encoded(store, make_document):
    told = []
    for text in (PAY, PAY + "\n"):
        told.clear()
        build_index(store, [make_document(text)], (), HashingEmbedder(), lambda *done: told.append(done))
    assert told == []


def test_documents_of_headings_alone_are_named_and_the_old_index_stays(build, store):
    before, _ = build(pay=PAY)
    with pytest.raises(DocumentError) as error:
        build(pay=PAY, empty="# Pay\n", hollow="## Skills\n")
    fix = "has headings but no text; write its text or remove it"
    assert str(error.value) == f"empty.md: {fix}\nhollow.md: {fix}"
    assert store.pointer().generation == before.generation


def test_a_second_builder_meanwhile_is_told_to_wait(store, make_document):
    def build_too(*_):
        build_index(store, [make_document(SKILLS)], (), HashingEmbedder())

    with pytest.raises(StorageError, match="another process is building"):
        build_index(store, [make_document(PAY)], (), HashingEmbedder(), build_too)


def test_the_real_documents_are_indexed_whole(real_documents, store):
    report = build_index(store, real_documents, (), HashingEmbedder())
    loaded = store.load(EMBEDDER)
    assert report.counts["documents"] == len(real_documents)
    assert len(loaded.sentences) == report.counts["sentences"] == len(loaded.catalogue.sentences)
    assert len(loaded.encodings) == report.counts["texts"]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        pytest.param({}, {"a": "1"}, Changes(("a",), (), (), ()), id="added"),
        pytest.param({"a": "1"}, {"a": "2"}, Changes((), ("a",), (), ()), id="changed"),
        pytest.param({"a": "1"}, {}, Changes((), (), (), ("a",)), id="removed"),
        pytest.param({"a": "1"}, {"b": "1"}, Changes((), (), ("a → b",), ()), id="moved"),
        pytest.param({"a": "1"}, {"a": "1", "b": "1"}, Changes(("b",), (), (), ()), id="copied"),
        pytest.param({"a": "1", "b": "1"}, {"c": "1"}, Changes((), (), ("b → c",), ("a",)), id="one of two copies moved"),
    ],
)
def test_changes(before, now, changes):
    assert Changes.between(before, now) == changes
