"""bot.page.person_routes: everybody gets and deletes their own, and nobody another's."""

import hashlib

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from bot.history.database import open_database
from bot.history.store import HistoryStore
from bot.page.export import NONE
from bot.page.person_routes import person_routes
from bot.page.visitors import COOKIE

ADA, BO = "a" * 43, "b" * 43


@pytest.fixture
async def store(tmp_path):
    """Ada and Bo have asked something."""
    store = HistoryStore(await open_database(f"sqlite:///{tmp_path / 'conversations.db'}"))
    for name in (ADA, BO):
        person = await store.add_person(hashlib.sha256(name.encode()).hexdigest())
        question = {"id": name, "threadId": name, "type": "user_message", "output": f"I am {name[0]}."}
        await store.keep_step(person.id, question | {"createdAt": "2026-11-21T12:00:00.000Z"})
    yield store
    await store.close()


@pytest.fixture
def client(store):
    """A browser of this name, or of none."""
    app = FastAPI()
    app.include_router(person_routes(store))

    def make(name=None):
        cookies = {COOKIE: name} if name else {}
        return AsyncClient(transport=ASGITransport(app), base_url="https://centre.example", cookies=cookies)

    return make


@pytest.mark.parametrize(
    ("name", "expected", "hidden"),
    [
        pytest.param(ADA, "I am a.", "I am b.", id="their own"),
        pytest.param("c" * 43, NONE, "I am", id="of somebody new nothing"),
        pytest.param(None, NONE, "I am", id="of nobody nothing"),
    ],
)
async def test_everybody_takes_along_what_is_theirs(client, name, expected, hidden):
    async with client(name) as browser:
        response = await browser.get("/conversations.md")
    assert expected in response.text
    assert hidden not in response.text


async def test_it_comes_as_a_file_that_nobody_keeps_in_between(client):
    async with client(ADA) as browser:
        headers = (await browser.get("/conversations.md")).headers
    assert headers["content-disposition"] == 'attachment; filename="my-conversations.md"'
    assert headers["cache-control"] == "no-store"


async def test_everybody_deletes_what_is_theirs(client):
    async with client(ADA) as ada, client(BO) as bo:
        assert (await ada.post("/forget")).status_code == 204
        ada.cookies.set(COOKIE, ADA)
        assert (await ada.get("/conversations.md")).text == NONE
        assert "I am b." in (await bo.get("/conversations.md")).text


async def test_who_is_forgotten_is_a_stranger(client):
    async with client(ADA) as browser:
        gone = (await browser.post("/forget")).headers.get_list("set-cookie")
    assert [cookie.split(";")[0] for cookie in gone] == [f'{COOKIE}=""', 'access_token=""']
