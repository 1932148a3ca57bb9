"""bot.page.visitors: a browser is known again by a cookie, and by nothing else."""

import hashlib

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.page.visitors import COOKIE, TOKEN, Visitors, identifier, session_secret
from index.errors import StorageError

NAME = "n" * 43


@pytest.fixture
def make_client():
    app = Starlette(
        routes=[
            Route("/page", lambda request: HTMLResponse("<p>Hello</p>")),
            Route("/data", lambda request: JSONResponse({})),
        ]
    )
    return lambda scheme="http": TestClient(Visitors(app, lambda name: f"signed-{name[:4]}"), base_url=f"{scheme}://host")


def cookies(response):
    return dict(header.split(";")[0].split("=", 1) for header in response.headers.get_list("set-cookie"))


def test_a_new_browser_gets_a_name_and_is_signed_in(make_client):
    got = cookies(make_client().get("/page"))
    name = identifier(Headers({"cookie": f"{COOKIE}={got[COOKIE]}"}))
    assert got[TOKEN] == f"signed-{name[:4]}"


def test_two_browsers_get_two_names(make_client):
    assert len({cookies(make_client().get("/page"))[COOKIE] for _ in range(2)}) == 2


def test_a_browser_keeps_its_name(make_client):
    client = make_client()
    assert cookies(client.get("/page"))[COOKIE] == cookies(client.get("/page"))[COOKIE]


def test_only_pages_give_names(make_client):
    assert cookies(make_client().get("/data")) == {}


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_no_script_and_no_other_site_gets_the_name(make_client, scheme, secure):
    for header in make_client(scheme).get("/page").headers.get_list("set-cookie"):
        assert ("HttpOnly" in header, "SameSite=Lax" in header, "Secure" in header) == (True, True, secure)


def test_the_database_holds_only_a_hash():
    assert identifier(Headers({"cookie": f"{COOKIE}={NAME}"})) == hashlib.sha256(NAME.encode()).hexdigest()


@pytest.mark.parametrize(
    "cookie",
    [
        pytest.param("", id="none"),
        pytest.param(f"{COOKIE}=", id="empty"),
        pytest.param(f"{COOKIE}=short", id="not one of ours"),
        pytest.param(f"{COOKIE}=" + "n" * 44, id="too long"),
        pytest.param("other=" + NAME, id="another cookie"),
        pytest.param(";;;=", id="rubbish"),
    ],
)
def test_who_has_no_name_is_nobody(cookie):
    assert identifier(Headers({"cookie": cookie})) is None


def test_the_secret_is_made_once_and_for_our_eyes_only(tmp_path):
    first = session_secret(tmp_path / "home")
    assert session_secret(tmp_path / "home") == first
    assert len(first) >= 32
    assert (tmp_path / "home" / "session-secret").stat().st_mode & 0o077 == 0


def test_a_refusing_disk_is_told_with_its_fix(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="set WAYMARK_HOME to another folder"):
        session_secret(tmp_path / "home")
