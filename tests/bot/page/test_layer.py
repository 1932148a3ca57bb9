"""bot.page.layer: what Chainlit reads is what our store holds, in Chainlit's shapes."""

import pytest
from chainlit.types import Pagination, ThreadFilter
from chainlit.user import User

from bot.history.database import open_database
from bot.history.store import HistoryStore
from bot.page.layer import HistoryLayer


def step(number, text="Hello"):
    return {
        "id": f"s{number}", "threadId": f"c{number}", "type": "user_message", "output": text,
        "createdAt": "2026-11-21T12:00:00.000Z", "metadata": {},
    }  # fmt: skip


@pytest.fixture
async def store(tmp_path):
    store = HistoryStore(await open_database(f"sqlite:///{tmp_path / 'conversations.db'}"))
    yield store
    await store.close()


@pytest.fixture
def layer(store):
    return HistoryLayer(store)


@pytest.fixture
async def ada(layer):
    return await layer.create_user(User(identifier="ada"))


async def test_a_user_is_found_again(layer, ada):
    assert await layer.get_user("ada") == ada
    assert await layer.get_user("bo") is None


async def test_a_thread_has_its_author_and_steps(layer, store, ada):
    await store.keep_step(ada.id, step(1))
    thread = await layer.get_thread("c1")
    assert (thread["userIdentifier"], thread["userId"], thread["name"]) == ("ada", ada.id, "Hello")
    assert thread["steps"] == [step(1)]
    assert await layer.get_thread_author("c1") == "ada"


async def test_a_thread_that_is_not_there(layer):
    assert (await layer.get_thread("c9"), await layer.get_thread_author("c9")) == (None, "")


async def test_threads_are_listed_page_by_page(layer, store, ada):
    for number in range(3):
        await store.keep_step(ada.id, step(number))
    first = await layer.list_threads(Pagination(first=2), ThreadFilter(userId=ada.id))
    second = await layer.list_threads(Pagination(first=2, cursor=first.pageInfo.endCursor), ThreadFilter(userId=ada.id))
    assert [[thread["id"] for thread in page.data] for page in (first, second)] == [["c2", "c1"], ["c0"]]
    assert (first.pageInfo.hasNextPage, second.pageInfo.hasNextPage) == (True, False)


@pytest.mark.parametrize("user", ["", "somebody"], ids=["nobody", "a stranger"])
async def test_nobody_else_has_threads(layer, store, ada, user):
    await store.keep_step(ada.id, step(1))
    assert (await layer.list_threads(Pagination(first=5), ThreadFilter(userId=user))).data == []


async def test_a_thread_is_renamed_and_deleted(layer, store, ada):
    await store.keep_step(ada.id, step(1))
    await layer.update_thread("c1", name="Pay", metadata={"a": 1})
    thread = await layer.get_thread("c1")
    assert (thread["name"], thread["metadata"]) == ("Pay", {"a": 1})
    await layer.delete_thread("c1")
    assert await layer.get_thread("c1") is None


async def test_a_late_word_does_not_bring_a_deleted_thread_back(layer, ada):
    await layer.update_thread("c1", user_id=ada.id, metadata={"a": 1})
    assert await layer.get_thread("c1") is None
