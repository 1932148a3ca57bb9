"""Lay out the folder that Chainlit serves the page from, so that it writes nothing into the source tree.

WAYMARK_HOME/page/.chainlit/   the checked-in config.toml with the centre's name, and the interface's words with ours put in
WAYMARK_HOME/page/public/      the checked-in logos, stylesheet and scripts, or the centre's logo, and what the scripts say
WAYMARK_HOME/page/chainlit_*.md  what Waymark is, and the documents that it answers from, in each language
WAYMARK_HOME/page/build/       Chainlit's own page, without the requests to other hosts
"""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.inert import inert
from bot.settings import Settings
from index.documents import Metadata
from index.errors import StorageError

PAGE = Path(__file__).parent / "assets"
OTHER_HOST = re.compile(r"""<link\s[^>]*href="https?://[^>]*>\s*""")
# The languages of the interface: our files and Chainlit's.
LANGUAGES = {"en": "en-US", "es": "es", "fr": "fr-FR", "de": "de-DE", "ar": "ar-SA"}
# What a browser of any other language gets.
FALLBACK = "en"
LOGOS = (".svg", ".png")
# What our scripts say in words that the interface has already.
SHARED = {
    "what_i_am": "chat.watermark",
    "past": "threadHistory.sidebar.title",
    "search": "threadHistory.sidebar.filters.search",
    "rename": "threadHistory.thread.menu.rename",
    "delete": "threadHistory.thread.menu.delete",
    "new_chat": "navigation.newChat.button",
    "light": "navigation.header.theme.light",
    "dark": "navigation.header.theme.dark",
    "ask": "chat.input.actions.send",
    "stop": "chat.input.actions.stop",
    "about_you": "chat.settings.title",
    "copy": "chat.messages.actions.copy.button",
}

# A page of a thousand occupations is read by nobody.
MOST_LISTED = 100


def lay_out(root: Path, documents: Iterable[Metadata], settings: Settings | None = None) -> None:
    """Write the folder, over an earlier one if there is one.

    Raises SettingsError for a logo that cannot be used, StorageError if the disk refuses.
    """
    settings = settings or Settings()
    stock = _stock_page()
    known = list(documents)
    logo = _logo(settings.logo) if settings.logo else None
    try:
        shutil.copytree(PAGE, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("words"))
        _write(
            root / ".chainlit" / "config.toml",
            with_name((PAGE / ".chainlit" / "config.toml").read_text("utf-8"), settings.centre),
        )
        if logo:
            _lay_out_logo(root / "public", *logo)
        _lay_out_words(root, stock.parent.parent / "translations")
        _lay_out_documents(root, stock.parent.parent / "translations", known, settings)
        html = (stock / "index.html").read_text(encoding="utf-8")
        _write(root / "build" / "index.html", OTHER_HOST.sub("", html))
        _link(root / "build" / "assets", stock / "assets")
    except OSError as error:
        raise _unwritable(root, error) from error


def tell_documents(root: Path, documents: Iterable[Metadata], settings: Settings) -> None:
    """Write anew what a page that is laid out says of its documents. Raises StorageError if the disk refuses."""
    try:
        _lay_out_documents(root, _stock_page().parent.parent / "translations", list(documents), settings)
    except OSError as error:
        raise _unwritable(root, error) from error


def _unwritable(root: Path, error: OSError) -> StorageError:
    return StorageError(
        f"the chat's page could not be written to {root} ({error.strerror}); free some space or set WAYMARK_HOME to a "
        "folder on another disk"
    )


def centre(documents: Iterable[Metadata], settings: Settings) -> dict[str, Any]:
    """What the page's scripts know of the centre and its documents."""
    dates = [data.published for data in documents]
    return {
        "name": settings.centre,
        "adviser_mail": settings.adviser_mail,
        "keeps": settings.keeps_conversations,
        "documents": len(dates),
        "newest": max((date for date in dates if date), default=""),
    }


def document_list(documents: Iterable[Metadata]) -> str:
    """The documents as a Markdown list: title, publisher, date; of many the first, and how many there are."""
    known = list(documents)
    lines = [
        " · ".join(inert(part) for part in (data.title, data.publisher, data.published or "undated") if part)
        for data in known[:MOST_LISTED]
    ]
    more = [f"… {len(known)}"] if len(known) > MOST_LISTED else []
    return "".join(f"- {line}\n" for line in (*lines, *more))


def with_our_words(stock: dict[str, Any], ours: Mapping[str, str]) -> dict[str, Any]:
    """The interface's words with ours in their places, such as "chat.watermark".

    Raises KeyError if Chainlit has renamed a place.
    """
    for key, text in ours.items():
        *path, last = key.split(".")
        place = stock
        for part in path:
            place = place[part]
        if last not in place:
            raise KeyError(key)
        place[last] = text
    return stock


def word(words: dict[str, Any], place: str) -> str:
    """The interface's word at a place such as "chat.watermark". Raises KeyError if there is none."""
    for part in place.split("."):
        words = words[part]
    return str(words)


def with_name(config: str, name: str) -> str:
    """Chainlit's configuration with the centre's name in it."""
    return config.replace('name = "Waymark"', f"name = {json.dumps(name, ensure_ascii=False)}", 1) if name else config


def _our_words() -> dict[str, Any]:
    return {language: json.loads((PAGE / "words" / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}


def _languages(translations: Path) -> dict[str, str]:
    """By each name that Chainlit has for a language, which of ours is read in it."""
    # Chainlit adds its own words of every other language, in which ours would be missing: these get the fallback's.
    languages = {path.stem: FALLBACK for path in translations.glob("*.json")}
    return languages | {name: language for language, stock in LANGUAGES.items() for name in (language, stock)}


def _lay_out_documents(root: Path, translations: Path, documents: list[Metadata], settings: Settings) -> None:
    ours = _our_words()
    for name, language in _languages(translations).items():
        _write(root / f"chainlit_{name}.md", ours[language]["about"] + "\n" + document_list(documents))
    _write(root / "public" / "centre.json", json.dumps(centre(documents, settings), ensure_ascii=False))


def _lay_out_words(root: Path, translations: Path) -> None:
    ours = _our_words()
    page: dict[str, dict[str, str]] = {}
    for name, language in _languages(translations).items():
        stock = json.loads((translations / f"{LANGUAGES[language]}.json").read_text("utf-8"))
        words = with_our_words(stock, ours[language]["chainlit"])
        _write(root / ".chainlit" / "translations" / f"{name}.json", json.dumps(words, ensure_ascii=False, indent=1))
        page[language] = ours[language]["page"] | {key: word(words, place) for key, place in SHARED.items()}
    _write(root / "public" / "words.json", json.dumps(page, ensure_ascii=False))


def _logo(path: Path) -> tuple[str, bytes]:
    """The logo's suffix and what is in it."""
    if path.suffix not in LOGOS:
        raise SettingsError(f"WAYMARK_LOGO is {path}; use an .svg or .png file")
    try:
        return path.suffix, path.read_bytes()
    except OSError as error:
        raise SettingsError(f"WAYMARK_LOGO {path} cannot be read ({error.strerror})") from error


def _lay_out_logo(public: Path, suffix: str, logo: bytes) -> None:
    for theme in ("light", "dark"):
        for other in LOGOS:
            (public / f"logo_{theme}{other}").unlink(missing_ok=True)
        (public / f"logo_{theme}{suffix}").write_bytes(logo)


def _stock_page() -> Path:
    """Chainlit's built page. Chainlit itself must not be imported yet: it reads its settings when it is."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise SettingsError("the chat's library chainlit is not installed; run 'make setup'")
    return Path(spec.origin).parent / "frontend" / "dist"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.partial")  # whoever asks for it meanwhile gets the whole file of before
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _link(link: Path, target: Path) -> None:
    """Point `link` at `target`: 34 MB that need no copy."""
    if link.is_symlink():
        link.unlink()
    link.symlink_to(target, target_is_directory=True)
