"""Lay out the folder that Chainlit serves the page from, so that it writes nothing into the source tree.

WAYMARK_HOME/page/.chainlit/   the checked-in config.toml, and the interface's words with ours put in
WAYMARK_HOME/page/public/      the checked-in logos, stylesheet and script
WAYMARK_HOME/page/chainlit_en-US.md  what Waymark is, and the documents that it answers from
WAYMARK_HOME/page/build/       Chainlit's own page, without the requests to other hosts
"""

import json
import re
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.page.markup import inert
from bot.wording import WHAT_I_AM
from index.documents import Metadata
from index.errors import StorageError

PAGE = Path(__file__).parent / "assets"
OTHER_HOST = re.compile(r"""<link\s[^>]*href="https?://[^>]*>\s*""")
LANGUAGE = "en-US"
# Where the stock words of the interface are, and what we say instead.
WORDS = {
    ("chat", "input", "placeholder"): "Ask a question",
    ("chat", "input", "actions", "stop"): "Stop",
    ("chat", "watermark"): WHAT_I_AM,
    ("navigation", "header", "readme"): "Documents",
    ("alerts", "help"): "No answer in the documents",
}


def lay_out(root: Path, documents: Iterable[Metadata]) -> None:
    """Write the folder, over an earlier one if there is one. Raises StorageError if the disk refuses."""
    stock = _stock_page()
    try:
        shutil.copytree(PAGE, root, dirs_exist_ok=True)
        about = f"chainlit_{LANGUAGE}.md"
        _write(root / about, (PAGE / about).read_text(encoding="utf-8") + document_list(documents))
        words = json.loads((stock.parent.parent / "translations" / f"{LANGUAGE}.json").read_text(encoding="utf-8"))
        _write(root / ".chainlit" / "translations" / f"{LANGUAGE}.json", json.dumps(with_our_words(words), indent=1))
        html = (stock / "index.html").read_text(encoding="utf-8")
        _write(root / "build" / "index.html", OTHER_HOST.sub("", html))
        _link(root / "build" / "assets", stock / "assets")
    except OSError as error:
        raise StorageError(
            f"the chat's page could not be written to {root} ({error.strerror}); free some space or set WAYMARK_HOME to a "
            "folder on another disk"
        ) from error


def document_list(documents: Iterable[Metadata]) -> str:
    """The documents as a Markdown list: title, publisher, date."""
    lines = (
        " · ".join(inert(part) for part in (data.title, data.publisher, data.published or "undated") if part)
        for data in documents
    )
    return "".join(f"- {line}\n" for line in lines)


def with_our_words(words: dict[str, Any]) -> dict[str, Any]:
    """The interface's words with ours in their places. Raises KeyError if Chainlit has renamed a place."""
    for (*path, last), text in WORDS.items():
        place = words
        for key in path:
            place = place[key]
        if last not in place:
            raise KeyError(last)
        place[last] = text
    return words


def _stock_page() -> Path:
    """Chainlit's built page. Chainlit itself must not be imported yet: it reads its settings when it is."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise SettingsError("the chat's library chainlit is not installed; run 'make setup'")
    return Path(spec.origin).parent / "frontend" / "dist"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _link(link: Path, target: Path) -> None:
    """Point `link` at `target`: 34 MB that need no copy."""
    if link.is_symlink():
        link.unlink()
    link.symlink_to(target, target_is_directory=True)
