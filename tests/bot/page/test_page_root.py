"""bot.page.page_root: the folder that Chainlit serves the page from."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.page.page_root import FALLBACK, LANGUAGES, MOST_LISTED, PAGE, document_list, lay_out, tell_documents, with_our_words
from bot.settings import Settings
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
        with_our_words({"chat": {"input": {}}}, {"chat.input.placeholder": "Ask"})


def words_of(language):
    return json.loads((PAGE / "words" / f"{language}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_of_our_words(language):
    ours, english = words_of(language), words_of(FALLBACK)
    assert [of.keys() for of in (ours, ours["chainlit"], ours["page"])] == [
        of.keys() for of in (english, english["chainlit"], english["page"])
    ]
    for name, text in english["page"].items():
        assert set(re.findall(r"{\w+}", ours["page"][name])) == set(re.findall(r"{\w+}", text)), name


@pytest.mark.parametrize(
    ("browser", "language"),
    [("es", "es"), ("de", "de"), ("de-DE", "de"), ("ar-SA", "ar"), ("fr-FR", "fr"), ("it", "en"), ("pt-PT", "en")],
)
def test_a_browser_gets_its_language_or_english(root, browser, language):
    words = json.loads((root / ".chainlit" / "translations" / f"{browser}.json").read_text(encoding="utf-8"))
    ours = words_of(language)
    assert words["chat"]["watermark"] == ours["chainlit"]["chat.watermark"]
    assert (root / f"chainlit_{browser}.md").read_text(encoding="utf-8").startswith(ours["about"])


def test_the_scripts_know_the_documents(root):
    known = json.loads((root / "public" / "centre.json").read_text(encoding="utf-8"))
    assert known == {"name": "", "adviser_mail": "", "keeps": True, "documents": 2, "newest": "2021-06-13"}


def test_a_centre_puts_its_name_and_logo_on_the_page(tmp_path):
    logo = tmp_path / "own.png"
    logo.write_bytes(b"a picture")
    lay_out(tmp_path / "page", [], Settings(centre='The "Lane"', logo=logo, adviser_mail="a@b.example"))
    assert 'name = "The \\"Lane\\""' in (tmp_path / "page" / ".chainlit" / "config.toml").read_text(encoding="utf-8")
    known = json.loads((tmp_path / "page" / "public" / "centre.json").read_text(encoding="utf-8"))
    assert (known["name"], known["adviser_mail"]) == ('The "Lane"', "a@b.example")
    assert sorted(path.name for path in (tmp_path / "page" / "public").glob("logo_*")) == ["logo_dark.png", "logo_light.png"]


@pytest.mark.parametrize(
    ("name", "message"), [("logo.gif", "use an .svg or .png file"), ("gone.png", "cannot be read")], ids=["kind", "missing"]
)
def test_a_logo_that_cannot_be_used_is_named(tmp_path, name, message):
    with pytest.raises(SettingsError, match=message):
        lay_out(tmp_path / "page", [], Settings(logo=tmp_path / name))


def test_documents_are_listed_with_date_and_publisher(root):
    assert document_list([Metadata("A *guide*", publisher="P", published="2021-06-13"), Metadata("B")]) == (
        "- A \\*guide\\* · P · 2021-06-13\n- B · undated\n"
    )
    assert (root / "chainlit_en-US.md").read_text(encoding="utf-8").endswith("- B · undated\n")


def test_of_many_documents_the_first_are_listed():
    listed = document_list([Metadata(f"Guide {number}") for number in range(MOST_LISTED + 5)]).splitlines()
    assert (len(listed), listed[-1]) == (MOST_LISTED + 1, f"- … {MOST_LISTED + 5}")


def test_laying_out_twice_is_the_same(root):
    before = (root / "build" / "index.html").read_bytes()
    lay_out(root, [Metadata("B")])
    assert (root / "build" / "index.html").read_bytes() == before


def test_documents_are_told_anew_in_every_language_and_nothing_else_changes(tmp_path):
    lay_out(tmp_path, [Metadata("A", published="2021-06-13")], Settings(centre="The Lane"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    tell_documents(tmp_path, [Metadata("B", published="2026-01-02")], Settings(centre="The Lane"))
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {*tmp_path.glob("chainlit_*.md"), tmp_path / "public" / "centre.json"}
    assert before.keys() == after.keys()
    assert (tmp_path / "chainlit_fr-FR.md").read_text(encoding="utf-8").endswith("- B · 2026-01-02\n")
    assert json.loads((tmp_path / "public" / "centre.json").read_text())["newest"] == "2026-01-02"


def test_a_refusing_disk_is_told_with_its_fix(tmp_path):
    (tmp_path / "page").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="free some space or set WAYMARK_HOME"):
        lay_out(tmp_path / "page", [])


def test_the_page_says_what_the_bot_says():
    assert words_of("en")["chainlit"]["chat.watermark"] == WHAT_I_AM


def test_settings_are_of_the_installed_chainlit():
    assert f'generated_by = "{version("chainlit")}"' in (PAGE / ".chainlit" / "config.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in PAGE.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_no_file_of_ours_names_another_host(path: Path):
    addresses = set(re.findall(r"""https?://[^"'\s]+""", path.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # a name, never asked
