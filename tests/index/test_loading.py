"""Loading: what is read from a file, and what is said about one that cannot be read."""

import hashlib
import os
from dataclasses import replace
from datetime import date

import pytest

from index.blocks import Span
from index.documents import Metadata
from index.errors import DocumentError
from index.loading import IGNORE, MAX_BYTES, load_document, load_documents, snapshot

FRONT_MATTER = """\
---
title: Becoming a welder
publisher: Trade School
author: Ana Silva
published: 2021-06-13
region: Portugal
language: en
occupation: Welder
source: A leaflet
licence: CC BY 4.0
known_as: the leaflet
---
Welders join metal.
"""


@pytest.fixture
def write(tmp_path):
    def write(content, name="guide.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_every_key_of_the_front_matter_is_read(write):
    assert load_document(write(FRONT_MATTER), "guide.md").metadata == Metadata(
        title="Becoming a welder",
        publisher="Trade School",
        author="Ana Silva",
        published="2021-06-13",
        region="Portugal",
        language="en",
        occupation="Welder",
        source="A leaflet",
        licence="CC BY 4.0",
        known_as="the leaflet",
    )


def test_the_body_starts_after_the_front_matter(write):
    document = load_document(write(FRONT_MATTER), "guide.md")
    assert document.text[document.body_start :] == "Welders join metal.\n"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        pytest.param(b"Just text.\n", "Just text.\n", id="no front matter"),
        pytest.param(b"---\n---\nText.\n", "Text.\n", id="empty front matter"),
        pytest.param(b"---\r\ntitle: T\r\n---\r\nText.\r\n", "Text.\r\n", id="CRLF"),
        pytest.param(b"\xef\xbb\xbf---\ntitle: T\n---\nText.\n", "Text.\n", id="byte order mark"),
        pytest.param(b"---\ntitle: T\n--- \t\nText.\n", "Text.\n", id="spaces after the closing line"),
        pytest.param("Ça va – 👍🏽 “oui”.".encode(), "Ça va – 👍🏽 “oui”.", id="beyond ASCII"),
    ],
)
def test_the_text_is_kept_as_it_stands(write, content, body):
    document = load_document(write(content), "guide.md")
    assert document.text[document.body_start :] == body


LONG = (
    "Welders join metal, and whoever has seen one at work knows that they are paid for it, and that it takes years to learn it."
)
NAVIGATED = f"Back\nHow to become a welder\nWelding\n{LONG}\n"


PAGE = (
    "<html><head><title>{title}</title></head><body><h1>Becoming a welder</h1><p>Welders join metal all day.</p></body></html>"
)


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        pytest.param("---\ntitle: Stated\n---\n# A heading\n\nText.\n", "guide.md", "Stated", id="stated"),
        pytest.param("---\ntitle: 2021\n---\nText.\n", "guide.md", "2021", id="a number"),
        pytest.param("---\ntitle: ''\n---\n# Welding\n\nText.\n", "guide.md", "Welding", id="stated but empty"),
        pytest.param("Home\n\n# Welding\n\nText.\n", "guide.md", "Welding", id="first heading"),
        pytest.param("# The *big* [guide](a)\n\nText.\n", "guide.md", "The big guide", id="heading without marks"),
        pytest.param("# ![logo](a.png)\n\n## Welding\n\nText.\n", "guide.md", "Welding", id="heading after an image"),
        pytest.param("Welding\n\nText.\n", "guide.md", "Welding", id="first line like a heading"),
        pytest.param("**Welding**\n\nText.\n", "guide.md", "Welding", id="first line in bold"),
        pytest.param("Welders join metal all day.\n\nText.\n", "a_long-guide.md", "a long guide", id="a sentence is none"),
        pytest.param(
            "| Course | Level | Fee | Length |\n|---|---|---|---|\n| a | b | c | d |", "fees.md", "fees", id="nor a row"
        ),
        pytest.param("- Course one of four\n- Course two of four\n", "fees.md", "fees", id="nor an item"),
        pytest.param("**Q: How long is the wait?**\n\nA: A year.\n", "qa.md", "qa", id="nor a question"),
        pytest.param("Welding\n\nWelders join metal.\n", "guide.txt", "Welding", id="plain text"),
        pytest.param(NAVIGATED, "guide.txt", "How to become a welder", id="plain text below its navigation"),
        pytest.param(PAGE.format(title="Welders | Ambry"), "page.html", "Welders | Ambry", id="a page's"),
        pytest.param(PAGE.format(title="-"), "page.html", "Becoming a welder", id="a page's that is only a sign"),
        pytest.param(PAGE.format(title="page"), "page.html", "Becoming a welder", id="a page's that is its file's name"),
        pytest.param(
            "Welders join metal all day.\n", "tram & driver #1.txt", "tram & driver #1", id="a sentence in plain text"
        ),
    ],
)
def test_title(write, content, name, title):
    assert load_document(write(content, name), name).metadata.title == title


@pytest.mark.parametrize(
    ("item", "marker"),
    [
        pytest.param("Fill", "1.", id="first"),
        pytest.param("**Pay**", "2.", id="second"),
        pytest.param("Bring", "", id="bullet"),
        pytest.param("Steps", "", id="paragraph"),
    ],
)
def test_an_items_number(write, item, marker):
    text = "Steps of it\n\n1. Fill it in\n1. **Pay** it\n   - Bring it\n"
    document = load_document(write(text), "guide.md")
    start = text.index(item)
    assert document.marker(Span(start, start + 1)) == marker


@pytest.mark.parametrize(
    ("content", "name", "problem", "fix"),
    [
        pytest.param("", "a.md", "is empty", "write its text or remove it", id="empty"),
        pytest.param(" \n\t\n", "a.md", "is empty", "write its text or remove it", id="only white space"),
        pytest.param("---\ntitle: T\n---\n", "a.md", "is empty", "write its text", id="only front matter"),
        pytest.param("---\ntitle: T\n---", "a.md", "is empty", "write its text", id="only front matter, no last line end"),
        pytest.param("---\ntitel: T\n---\nText.", "a.md", "unknown keys: titel;", "use author", id="unknown key"),
        pytest.param("---\n1: a\nb: c\n---\nText.", "a.md", "unknown keys: 1, b;", "use author", id="two unknown keys"),
        pytest.param("---\ntitle: [\n---\nText.", "a.md", "not valid YAML", "mend its lines", id="bad YAML"),
        pytest.param("---\npublished: 2021-13-45\n---\nText.", "a.md", "not valid YAML", "mend its lines", id="no such date"),
        pytest.param(f"---\ntitle: {'[' * 5000}\n---\nText.", "a.md", "not valid YAML", "mend its lines", id="hostile YAML"),
        pytest.param("---\nhello\n---\nText.", "a.md", "not a list of 'key: value'", "mend its lines", id="not keys"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "is not text", "convert it", id="binary with zero bytes"),
        pytest.param(b"\xff\xfe\x00", "a.txt", "is not the utf-16", "save it as UTF-8", id="half a UTF-16 letter"),
        pytest.param(b"x" * (MAX_BYTES + 1), "a.txt", "more than the 4 MB", "split it", id="too large"),
        pytest.param("Text.", "a.doc", "not of a known format", "convert it", id="unsupported suffix"),
        pytest.param("Text.", "a.docx", "is damaged, or not what its name says", "save it anew", id="wrong suffix"),
        pytest.param("---\nexpires: soon\n---\nText.", "a.md", "expires on 'soon'", "write a day", id="no day to expire on"),
    ],
)
def test_a_file_that_cannot_be_indexed_is_named_with_its_fix(write, content, name, problem, fix):
    path = write(content, name)
    with pytest.raises(DocumentError) as error:
        load_document(path, name)
    assert str(error.value).startswith(f"{path}: ")
    assert problem in str(error.value)
    assert fix in str(error.value)


def test_the_largest_document_is_loaded(write):
    assert load_document(write(b"x" * MAX_BYTES, "a.txt"), "a.txt").text


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a.md").mkdir()
    with pytest.raises(DocumentError, match="cannot be read"):
        load_document(tmp_path / "a.md", "a.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named_with_its_fix(write):
    path = write("Text.")
    path.chmod(0)
    with pytest.raises(DocumentError, match=r"Permission denied.*check that it is a file you may read"):
        load_document(path, "guide.md")


def test_documents_are_hashed_by_their_bytes(write):
    content = b"\xef\xbb\xbfText.\r\n"
    assert load_document(write(content), "guide.md").sha256 == hashlib.sha256(content).hexdigest()


def test_a_folder_is_searched_in_depth_and_in_order(write, tmp_path):
    for name in ("b.md", "deep/er/a.txt", "A.MD"):
        write(f"Text of {name}.", name)
    assert [document.id for document in load_documents([tmp_path]).documents] == ["A.MD", "b.md", "deep/er/a.txt"]


@pytest.mark.parametrize("name", ["README.md", "SOURCES.md", "deep/LICENSE.txt", "CHANGELOG.md", "photo.png", "Makefile"])
def test_a_folders_other_files_are_passed_over_and_told(write, tmp_path, name):
    write("Text.")
    other = write("Other.", name)
    loaded = load_documents([tmp_path])
    assert [document.id for document in loaded.documents] == ["guide.md"]
    assert loaded.skipped == (other,)


@pytest.mark.parametrize("name", [".hidden.md", ".git/notes.md"])
def test_hidden_files_are_no_part_of_a_folder(write, tmp_path, name):
    write("Text.")
    write("Other.", name)
    loaded = load_documents([tmp_path])
    assert ([document.id for document in loaded.documents], loaded.skipped) == (["guide.md"], ())


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param("drafts/\n", ["fees.csv", "fees.md", "old/fees.md"], id="a folder"),
        pytest.param("*.md\n!/fees.md\n", ["fees.csv", "fees.md"], id="all of a kind but one"),
        pytest.param("# not yet\n/fees.*\r\n", ["drafts/fees.md", "old/fees.md"], id="at the top, lines of Windows"),
        pytest.param("\ufeffold\n", ["drafts/fees.md", "fees.csv", "fees.md"], id="a byte order mark"),
        pytest.param("", ["drafts/fees.md", "fees.csv", "fees.md", "old/fees.md"], id="empty"),
    ],
)
def test_what_the_folder_says_is_left_out_and_told(write, tmp_path, lines, left):
    names = ("drafts/fees.md", "fees.csv", "fees.md", "old/fees.md")
    for name in names:
        write(f"The fee of {name} is £20.", name)
    write(lines, IGNORE)
    loaded = load_documents([tmp_path])
    assert [document.id for document in loaded.documents] == left
    assert sorted(loaded.ignored) == [tmp_path / name for name in names if name not in left]
    assert loaded.skipped == ()


@pytest.mark.parametrize("lines", [pytest.param("!\n", id="no pattern"), pytest.param(b"\x00", id="no text")])
def test_nothing_is_indexed_if_what_to_leave_out_cannot_be_read(write, tmp_path, lines):
    write("Text.")
    write(lines, IGNORE)
    with pytest.raises(DocumentError, match=IGNORE):
        load_documents([tmp_path])


def test_a_snapshot_changes_with_what_is_left_out_and_needs_no_folder(write, tmp_path):
    write("Text.", "docs/guide.md")
    paths = [tmp_path / "docs", tmp_path / "docs" / "guide.md", tmp_path / "none yet"]
    before = snapshot(paths)
    assert snapshot(paths) == before
    write("drafts/", f"docs/{IGNORE}")
    ignoring = snapshot(paths)
    write("Text.", "none yet/guide.md")
    assert len({before, ignoring, snapshot(paths)}) == 3


def test_a_file_given_by_name_is_loaded_even_if_it_is_a_readme(write):
    assert [document.id for document in load_documents([write("Text.", "README.md")]).documents] == ["README.md"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param(["missing"], "missing: there is no such file or folder; check the path", id="missing path"),
        pytest.param(["pictures"], "no documents found: give files or folders with .md, .txt", id="no documents"),
        pytest.param([], "no documents found", id="nothing given"),
        pytest.param(["one/a.md", "missing"], "missing: there is no such file", id="one path of two is missing"),
    ],
)
def test_paths_that_cannot_be_loaded(write, tmp_path, names, message):
    for name in ("one/a.md", "pictures/photo.png"):
        write("Text.", name)
    with pytest.raises(DocumentError, match=message):
        load_documents([tmp_path / name for name in names])


def test_bad_files_are_named_and_stop_nothing(write, tmp_path):
    write("Good.")
    bad = [write("", "empty.md"), write(b"\xff\xfe\x00", "latin.txt")]
    loaded = load_documents([tmp_path])
    assert [document.id for document in loaded.documents] == ["guide.md"]
    assert [line.split(":")[0] for line in loaded.problems] == [str(path) for path in bad]


@pytest.mark.parametrize("second", [pytest.param("two/a.md", id="another file"), pytest.param("one/a.md", id="the same file")])
def test_a_name_is_given_to_one_document(write, tmp_path, second):
    paths = [write("Text.", "one/a.md"), write("Other.", "two/a.md")]
    loaded = load_documents([paths[0], tmp_path / second])
    assert [document.text for document in loaded.documents] == [paths[0].read_text()]
    assert "another document is also called a.md; rename one" in loaded.problems[0]


@pytest.mark.parametrize(
    ("day", "left_out"),
    [pytest.param("2026-08-30", False, id="the day before"), pytest.param("2026-08-31", True, id="the day")],
)
def test_what_has_expired_is_left_out(write, tmp_path, day, left_out):
    write("Text.", "always.md")
    write("---\nexpires: 2026-08-31\n---\nText.", "summer.md")
    loaded = load_documents([tmp_path], today=date.fromisoformat(day))
    assert [problem.split(": ")[1] for problem in loaded.problems] == [
        "has expired (2026-08-31); renew it or remove it"
    ] * left_out


def test_a_file_beside_a_document_says_what_is_known_of_it(write, tmp_path):
    write("# Fees\n\nThe fee is low.", "fees.md")
    write("title: Fees of 2026\npublisher: South College\n", "fees.md.yaml")
    loaded = load_documents([tmp_path])
    assert loaded.documents[0].metadata == Metadata("Fees of 2026", publisher="South College")
    assert loaded.skipped == ()


def test_a_document_is_another_when_what_is_said_beside_it_changes(write, tmp_path):
    write("Text.", "fees.md")
    (before,) = load_documents([tmp_path]).documents
    write("publisher: South College\n", "fees.md.yaml")
    (after,) = load_documents([tmp_path]).documents
    assert before.sha256 != after.sha256


def test_a_link_out_of_the_folder_is_not_followed(write, tmp_path):
    write("Text.", "docs/guide.md")
    (tmp_path / "docs" / "secret.md").symlink_to(write("Secret.", "secret.md"))
    loaded = load_documents([tmp_path / "docs"])
    assert ([document.id for document in loaded.documents], len(loaded.problems)) == (["guide.md"], 1)
    assert "leads out of its folder" in loaded.problems[0]


def test_the_same_file_is_read_once(write, tmp_path):
    write("Text.", "a.md")
    write("Text.", "copy of a.md")
    loaded = load_documents([tmp_path])
    assert [document.id for document in loaded.documents] == ["a.md"]
    assert loaded.problems[0].endswith("copy of a.md: is the same file as a.md; remove one of them")


def test_what_is_known_is_not_read_again(write, tmp_path):
    path = write("Text.", "guide.csv")
    (before,) = load_documents([path]).documents
    known = {(before.id, before.sha256): replace(before, text="as it was read before")}
    assert load_documents([path], known).documents[0].text == "as it was read before"


def test_the_source_articles_load_as_they_are(seeds):
    loaded = load_documents([seeds])
    assert len(loaded.documents) == 3
    assert [path.name for path in loaded.skipped] == ["README.md"]
