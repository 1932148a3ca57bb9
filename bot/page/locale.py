"""Ask Chainlit for a language that the page has: for "es-MX" it knows no text about us, though it has one in Spanish."""

from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.page.page_root import FALLBACK, LANGUAGES

# What depends on the language of the browser.
PATHS = ("/project/settings", "/project/translations")


class KnownLanguage:
    """An ASGI application around Chainlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PATHS:
            asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            known = [(name, language(value) if name == "language" else value) for name, value in asked]
            scope = {**scope, "query_string": urlencode(known).encode("latin-1")}
        await self._app(scope, receive, send)


def language(locale: str) -> str:
    """The language of the page for a browser's locale, such as "es-MX"."""
    name = locale.partition("-")[0]
    return name if name in LANGUAGES else FALLBACK
