"""Know a browser again without an account: by a random name in a cookie that no script can read.

The database holds only the name's hash: whoever reads the database cannot pass for somebody in it.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import StorageError

COOKIE = "waymark_visitor"
# Chainlit's cookie; without it, it sends the browser to a page for signing in, and from there back at once.
TOKEN = "access_token"
NAME = re.compile(r"[\w-]{43}")
# How long a browser is known after its last visit; browsers allow little more.
SECONDS = 365 * 24 * 3600


class Visitors:
    """An ASGI application around another one, which gives each browser that opens a page its name, and signs it in.

    `sign` makes the token that Chainlit takes for a sign of who somebody is.
    """

    def __init__(self, app: ASGIApp, sign: Callable[[str], str]) -> None:
        self._app = app
        self._sign = sign

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = _name(Headers(scope=scope)) or secrets.token_urlsafe(32)
        secure = "; Secure" if scope["scheme"] == "https" else ""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    for cookie, value in ((COOKIE, name), (TOKEN, self._sign(_hashed(name)))):
                        rules = f"Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}"
                        headers.append("set-cookie", f"{cookie}={value}; {rules}")
            await send(message)

        await self._app(scope, receive, sending)


def identifier(headers: Headers) -> str | None:
    """What a browser is called in the database; None for one that has no name yet."""
    name = _name(headers)
    return _hashed(name) if name else None


def session_secret(home: Path) -> str:
    """What sessions are signed with, made once, so that a restart of the server ends none. Raises StorageError."""
    path = home / "session-secret"
    try:
        if not path.exists():
            home.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read or written ({error.strerror}); set WAYMARK_HOME to another folder"
        ) from error


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _name(headers: Headers) -> str | None:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie and NAME.fullmatch(cookie.value) else None
