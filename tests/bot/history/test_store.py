"""What is written is read back, on both kinds of database; nobody reaches what is another's."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.history.database import open_database
from bot.history.schema import conversations, people
from bot.history.store import Feedback, HistoryStore
from index.errors import StorageError

NOON = "2026-11-21T12:00:00.000Z"
LATER = "2026-11-21T12:00:05.000Z"


def step(id="s1", thread="c1", output="Hello ✓ “你好”", at=NOON, **more):
    return {"id": id, "threadId": thread, "type": "user_message", "output": output, "createdAt": at, "metadata": {}, **more}


@pytest.fixture
async def ada(store):
    return await store.add_person("ada")


@pytest.fixture
async def bo(store):
    return await store.add_person("bo")


async def test_a_person_is_made_once(store, ada):
    assert await store.add_person("ada") == ada == await store.person("ada")


async def test_nobody_is_nobody(store):
    assert await store.person("nobody") is None


async def test_what_a_person_says_about_themselves_is_kept(store, ada):
    await store.tell_about(ada.id, {"goal": "nurse"})
    assert (await store.person("ada")).about == {"goal": "nurse"}


async def test_a_step_makes_its_conversation(store, ada):
    await store.keep_step(ada.id, step())
    found = await store.conversation("c1")
    assert (found.identifier, found.name) == ("ada", "Hello ✓ “你好”")
    assert found.created_at == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert found.steps == (step(),)


async def test_steps_come_in_order(store, ada):
    for one in (step("b", at=LATER), step("a")):
        await store.keep_step(ada.id, one)
    assert [one["id"] for one in (await store.conversation("c1")).steps] == ["a", "b"]


async def test_a_step_is_kept_as_it_was_last(store, ada):
    for text in ("Searching…", "An answer."):
        await store.keep_step(ada.id, step(output=text))
    assert [one["output"] for one in (await store.conversation("c1")).steps] == ["An answer."]


async def test_states_are_kept_in_the_order_in_which_they_were_written(store, ada):
    await asyncio.gather(*(store.keep_step(ada.id, step(output=f"state {number}")) for number in range(20)))
    assert [one["output"] for one in (await store.conversation("c1")).steps] == ["state 19"]


async def test_what_is_dropped_after_it_was_kept_is_gone(store, ada):
    await store.keep_step(ada.id, step())
    await asyncio.gather(store.keep_step(ada.id, step("s2", type="tool")), store.drop_step("s2"))
    assert [one["id"] for one in (await store.conversation("c1")).steps] == ["s1"]


async def test_what_the_database_refuses_is_told_without_what_was_said(store):
    with pytest.raises(StorageError, match="refused to write") as error:
        await store.keep_step("nobody", step(output="a secret"))
    assert "secret" not in str(error.value)


async def test_a_step_of_a_stranger_is_not_kept(store, ada, bo):
    await store.keep_step(ada.id, step())
    await store.keep_step(bo.id, step("s2", output="I was here"))
    assert [one["id"] for one in (await store.conversation("c1")).steps] == ["s1"]


async def test_a_step_is_dropped(store, ada):
    await store.keep_step(ada.id, step())
    await store.drop_step("s1")
    assert (await store.conversation("c1")).steps == ()


async def test_many_at_once_lose_nothing(store, ada):
    said = [step(f"s{number:02}", f"c{number % 5}", at=f"2026-11-21T12:00:{number:02}.000Z") for number in range(50)]
    await asyncio.gather(*(store.keep_step(ada.id, one) for one in said))
    found = [await store.conversation(f"c{number}") for number in range(5)]
    assert sorted(one["id"] for each in found for one in each.steps) == [one["id"] for one in said]


async def test_a_conversation_begins_with_a_question(store, ada):
    await store.keep_step(ada.id, step("run", type="run", output=""))
    assert await store.conversation("c1") is None
    await store.keep_step(ada.id, step("question", output="Hello"))
    await store.keep_step(ada.id, step("run", type="run", output=""))
    found = await store.conversation("c1")
    assert (found.name, len(found.steps)) == ("Hello", 2)


async def test_a_conversation_is_named_and_described(store, ada):
    await store.keep_step(ada.id, step())
    await store.change_conversation("c1", name="Pay", details={"a": 1, "b": 2})
    await store.change_conversation("c1", details={"a": None, "c": 3})
    found = await store.conversation("c1")
    assert (found.name, found.details) == ("Pay", {"b": 2, "c": 3})


async def test_what_was_deleted_does_not_come_back(store, ada):
    await store.keep_step(ada.id, step())
    await store.keep_answer("s1", "c1", {"why": "because"})
    await store.keep_feedback(ada.id, Feedback("s1", helpful=True))
    await store.delete_conversation("c1")
    await store.change_conversation("c1", name="A late word")
    assert (await store.conversation("c1"), await store.answer("s1"), await store.all_feedback()) == (None, None, [])


@pytest.fixture
async def three(store, ada, bo):
    """Three conversations of Ada's, the newest first, and one of Bo's."""
    for number, text in enumerate(("How much is the pay?", "Is 100% remote_work OK?", "PAY rises")):
        await store.keep_step(ada.id, step(f"s{number}", f"c{number}", text))
    await store.keep_step(bo.id, step("s9", "c9", "My pay"))
    await store.change_conversation("c1", name="About home")
    return ada


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        pytest.param("", ["c2", "c1", "c0"], id="all, newest first"),
        pytest.param("pay", ["c2", "c0"], id="in what was said, in small or capital letters"),
        pytest.param("home", ["c1"], id="in a name"),
        pytest.param("100%", ["c1"], id="a sign that has a meaning in SQL"),
        pytest.param("remote_", ["c1"], id="another"),
        pytest.param("%", ["c1"], id="it alone"),
        pytest.param("dentist", [], id="nowhere"),
    ],
)
async def test_conversations_are_searched(store, three, search, ids):
    assert [one.id for one in (await store.conversations(three.id, search)).conversations] == ids


async def test_conversations_come_page_by_page(store, three):
    first = await store.conversations(three.id, first=2)
    second = await store.conversations(three.id, first=2, after="c1")
    assert ([one.id for one in first.conversations], first.more) == (["c2", "c1"], True)
    assert ([one.id for one in second.conversations], second.more) == (["c0"], False)


async def test_everything_of_a_person_comes_with_its_steps(store, three):
    everything = await store.everything(three.id)
    assert [(one.id, [said["output"] for said in one.steps]) for one in everything] == [
        ("c0", ["How much is the pay?"]),
        ("c1", ["Is 100% remote_work OK?"]),
        ("c2", ["PAY rises"]),
    ]


async def test_a_person_is_forgotten_with_everything(store, three):
    await store.forget_person(three.id)
    assert (await store.person("ada"), await store.conversation("c0")) == (None, None)
    assert await store.conversation("c9") is not None


async def test_old_conversations_are_deleted(store, database_url, three):
    engine = await open_database(database_url)
    long_ago = {"changed_at": datetime(2020, 1, 1, tzinfo=UTC)}
    async with engine.begin() as connection:
        await connection.execute(update(conversations).where(conversations.c.id == "c0").values(long_ago))
    await engine.dispose()
    assert await store.delete_older(days=30) == 1
    assert [one.id for one in (await store.conversations(three.id)).conversations] == ["c2", "c1"]


async def test_with_the_last_conversation_goes_what_somebody_said_about_themselves(store, database_url, three, bo):
    await store.tell_about(three.id, {"region": "Kent"})
    engine = await open_database(database_url)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    async with engine.begin() as connection:
        await connection.execute(update(people).values(created_at=long_ago))
        await connection.execute(update(conversations).where(conversations.c.id != "c9").values(changed_at=long_ago))
    await engine.dispose()
    await store.delete_older(days=30)
    assert (await store.person("ada"), (await store.person("bo")).id) == (None, bo.id)


async def test_feedback_comes_with_how_the_answer_came_about(store, ada):
    await store.keep_step(ada.id, step())
    await store.keep_answer("s1", "c1", {"packed": ["✓"]})
    first = Feedback("s1", helpful=True)
    last = replace(first, helpful=False, fault="source", comment="It is from 2019.")
    assert [await store.keep_feedback(ada.id, given) for given in (first, last)] == [True, True]
    assert await store.all_feedback() == [(last, {"packed": ["✓"]})]


@pytest.mark.parametrize("step_id", [pytest.param("s1", id="of somebody else"), pytest.param("s7", id="that is not there")])
async def test_feedback_on_an_answer_that_is_not_theirs_is_not_kept(store, ada, bo, step_id):
    await store.keep_step(ada.id, step())
    assert await store.keep_feedback(bo.id, Feedback(step_id, helpful=False)) is False
    assert await store.all_feedback() == []


async def test_everything_is_there_after_a_restart(store, database_url, three):
    again = HistoryStore(await open_database(database_url))
    assert [one.id for one in (await again.conversations(three.id)).conversations] == ["c2", "c1", "c0"]
    await again.close()
