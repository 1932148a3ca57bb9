"""Web pages: trafilatura tells what they say from navigation, cookie notices and adverts, pandoc how it is laid out."""

import re

import trafilatura
from lxml import html
from lxml.html import HtmlElement

from index.errors import DocumentError
from index.formats.office import pandoc
from index.formats.reading import Reading, iso_date
from index.formats.text import decoded

# A page names its encoding near its beginning.
STATED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
STATED_WITHIN = 2048
# What a page states of itself.
PATHS = {
    "title": "//meta[@property='og:title']/@content | //title/text()",
    "author": "//meta[@name='author']/@content",
    "published": "//meta[@property='article:published_time' or @name='date' or @name='dcterms.date']/@content"
    " | //time[@pubdate]/@datetime",
}
# Elements within sentences that trafilatura takes out with their words; and those that say nothing to a reader.
UNWRAPPED, SILENT = ("time", "abbr", "data", "output", "dfn"), ("script", "style", "noscript", "template", "svg", "iframe")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "html", "head", "body", "div", "section", "article", "main", "header", "footer", "nav", "aside", "form", "fieldset",
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dt", "dd", "p", "blockquote",
    "pre", "figure", "figcaption", "address", "details", "summary", "center",
}  # fmt: skip
# Tables of old pages that hold the page rather than figures.
LAYOUT = ".//table | .//h1 | .//h2 | .//h3 | .//ul | .//p[2]"
# Shorter words than these may stand anywhere; they have to be a line of their own. In letters.
SHORT = 15
# Of a block with several links, the share of letters in them above which it is a menu.
MOSTLY = 0.7


def read_web(raw: bytes) -> Reading:
    """Raises DocumentError for what is no text, or says nothing."""
    page, guessed = _text(raw)
    if not page.strip():
        raise DocumentError("is empty; remove it")
    tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    stated = {key: _first(tree.xpath(path)) for key, path in PATHS.items()}
    for element in list(tree.iter(*SILENT)):
        element.drop_tree()
    for element in list(tree.iter(*UNWRAPPED)):
        element.drop_tag()
    said = trafilatura.extract(html.tostring(tree, encoding="unicode"), favor_recall=True, include_comments=False)
    _unfold(tree)
    if said:
        _keep(tree, said)
    notes = [
        f"read as {guessed}" if guessed else "",
        "" if said else "its text could not be told from its navigation, so all of it was taken",
    ]
    text = pandoc(html.tostring(tree, encoding="utf-8"), "html").text
    note = "; ".join(filter(None, notes))
    return Reading(text, stated["title"], stated["author"], iso_date(stated["published"]), note=note)


def _text(raw: bytes) -> tuple[str, str]:
    """The page, and as what it was read if that was a guess."""
    if stated := STATED.search(raw[:STATED_WITHIN]):
        try:
            return raw.decode(stated[1].decode()), ""
        except (LookupError, UnicodeDecodeError):
            pass  # it is not what it says: looked at like any other text
    return decoded(raw)


def _first(found: list[str]) -> str:
    return next((line for text in found if (line := " ".join(str(text).split()))), "")


def _unfold(tree: HtmlElement) -> None:
    """Leave of the tables only those of figures, and no block within a line."""
    for table in [table for table in tree.iter("table") if table.xpath(LAYOUT)]:
        for part in [table, *table.xpath("./tr | ./tbody | ./tbody/tr | ./tr/td | ./tbody/tr/td")]:
            part.tag = "div"
    inline = [element for element in tree.iter() if isinstance(element.tag, str) and element.tag not in BLOCKS]
    for element in inline:
        if next(element.iter(*BLOCKS), None) is not None:
            element.drop_tag()


def _keep(tree: HtmlElement, said: str) -> None:
    """Take out the words of all blocks that are not among what was `said`. Headings stay: one above nothing says nothing."""
    lines = {_letters(part) for line in said.splitlines() for part in (line, line.removeprefix("- "), *line.split("|"))}
    everything = _letters(said)
    for block in list(tree.iter(*(BLOCKS - HEADINGS))):
        inline = (("" if child.tag in BLOCKS else child.text_content()) + (child.tail or "") for child in block)
        own = _letters((block.text or "") + "".join(inline))
        linked = [_letters(link.text_content()) for child in block if child.tag not in BLOCKS for link in child.iter("a")]
        menu = len(linked) > 1 and len("".join(linked)) > MOSTLY * len(own)
        if not menu and (own in lines or (len(own) >= SHORT and own in everything)):
            continue
        block.text = None
        for child in list(block):
            child.tail = None
            if child.tag not in BLOCKS:
                block.remove(child)


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()
