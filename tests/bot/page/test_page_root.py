"""bot.page.page_root: the folder that Chainlit serves the page from."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.page.page_root import PAGE, document_list, lay_out, with_our_words
from bot.wording import WHAT_I_AM
from index.documents import Metadata
from index.errors import StorageError


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    lay_out(folder, [Metadata("A *guide*", publisher="P", published="2021-06-13"), Metadata("B")])
    return folder


def test_page_asks_no_other_host(root):
    html = (root / "build" / "index.html").read_text(encoding="utf-8")
    assert "<script" in html
    assert not re.search(r"https?://", html)


def test_assets_are_chainlits_own(root):
    assert list((root / "build" / "assets").glob("index-*.js"))


def test_our_words_are_in_the_interface(root):
    words = json.loads((root / ".chainlit" / "translations" / "en-US.json").read_text(encoding="utf-8"))
    assert words["chat"]["watermark"] == WHAT_I_AM
    assert words["common"]["actions"]["cancel"] == "Cancel"


def test_a_renamed_place_is_noticed():
    with pytest.raises(KeyError):
        with_our_words({"chat": {"input": {}}})


def test_documents_are_listed_with_date_and_publisher(root):
    assert document_list([Metadata("A *guide*", publisher="P", published="2021-06-13"), Metadata("B")]) == (
        "- A \\*guide\\* · P · 2021-06-13\n- B · undated\n"
    )
    assert (root / "chainlit_en-US.md").read_text(encoding="utf-8").endswith("- B · undated\n")


def test_laying_out_twice_is_the_same(root):
    before = (root / "build" / "index.html").read_bytes()
    lay_out(root, [Metadata("B")])
    assert (root / "build" / "index.html").read_bytes() == before


def test_a_refusing_disk_is_told_with_its_fix(tmp_path):
    (tmp_path / "page").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="free some space or set WAYMARK_HOME"):
        lay_out(tmp_path / "page", [])


def test_the_empty_page_says_what_it_is():
    assert f'content: "{WHAT_I_AM}"' in (PAGE / "public" / "waymark.css").read_text(encoding="utf-8")


def test_settings_are_of_the_installed_chainlit():
    assert f'generated_by = "{version("chainlit")}"' in (PAGE / ".chainlit" / "config.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in PAGE.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_no_file_of_ours_names_another_host(path: Path):
    addresses = set(re.findall(r"""https?://[^"'\s]+""", path.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # a name, never asked
