"""What is kept of conversations, and read back.

Every method is one transaction: when it returns, what it wrote is on the disk.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Row, Select, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.history.schema import answers, conversations, feedback, people, steps
from index.errors import StorageError

log = logging.getLogger(__name__)

LONGEST_NAME = 80

Fault = Literal["answer", "source"]


@dataclass(frozen=True)
class Person:
    """Whoever sits before one browser."""

    id: str
    identifier: str
    created_at: datetime
    about: Mapping[str, Any]


@dataclass(frozen=True)
class Conversation:
    """`identifier` is that of the person whose it is; `steps` are the page's messages in order, left out of a `Page`."""

    id: str
    person_id: str
    identifier: str
    name: str | None
    created_at: datetime
    details: Mapping[str, Any]
    steps: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Page:
    """Some conversations, newest first; `more` if there are others after the last."""

    conversations: Sequence[Conversation]
    more: bool


@dataclass(frozen=True)
class Feedback:
    """What somebody thinks of an answer. `fault` says what is wrong with one that did not help."""

    step_id: str
    helpful: bool
    fault: Fault | None = None
    comment: str = ""
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


class HistoryStore:
    """Conversations in a database that `bot.history.database` has opened. Writing raises StorageError if it refuses."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # Who writes two states of a message without waiting in between means the second to stay.
        self._in_order = asyncio.Lock()

    async def close(self) -> None:
        await self._engine.dispose()

    # People

    async def person(self, identifier: str) -> Person | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(people).where(people.c.identifier == identifier))).one_or_none()
        return _person(row) if row else None

    async def add_person(self, identifier: str) -> Person:
        """The person of this name, made if there is none."""
        values = {"id": str(uuid4()), "identifier": identifier, "created_at": datetime.now(UTC), "about": {}}
        async with self._writing() as connection:
            await connection.execute(self._insert(people).values(values).on_conflict_do_nothing())
        person = await self.person(identifier)
        assert person is not None
        return person

    async def tell_about(self, person_id: str, about: Mapping[str, Any]) -> None:
        """Keep what a person says about themselves, in place of what was there."""
        async with self._writing() as connection:
            await connection.execute(update(people).where(people.c.id == person_id).values(about=dict(about)))

    async def forget_person(self, person_id: str) -> None:
        """Delete a person with everything of theirs."""
        async with self._writing() as connection:
            await connection.execute(delete(people).where(people.c.id == person_id))

    # Conversations

    async def conversation(self, conversation_id: str) -> Conversation | None:
        """A conversation with its steps."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(_conversations().where(conversations.c.id == conversation_id))).one_or_none()
            if row is None:
                return None
            own = select(steps.c.step).where(steps.c.conversation_id == conversation_id)
            found = (await connection.execute(own.order_by(steps.c.created_at, steps.c.id))).scalars().all()
        return _conversation(row, found)

    async def conversations(self, person_id: str, search: str = "", first: int = 20, after: str | None = None) -> Page:
        """`first` conversations of a person after that of id `after`, newest first; with `search`, those that say it."""
        query = _conversations().where(conversations.c.person_id == person_id)
        if search:
            said = exists().where(
                steps.c.conversation_id == conversations.c.id, steps.c.text.icontains(search, autoescape=True)
            )
            query = query.where(or_(said, conversations.c.name.icontains(search, autoescape=True)))
        newest_first = query.order_by(conversations.c.changed_at.desc(), conversations.c.id)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(newest_first)).all()
        ids = [row.id for row in rows]
        start = ids.index(after) + 1 if after in ids else 0
        return Page([_conversation(row) for row in rows[start : start + first]], start + first < len(rows))

    async def everything(self, person_id: str) -> list[Conversation]:
        """All conversations of a person with their steps, oldest first."""
        theirs = select(conversations.c.id).where(conversations.c.person_id == person_id)
        async with self._engine.connect() as connection:
            ids = (await connection.execute(theirs.order_by(conversations.c.created_at, conversations.c.id))).scalars().all()
        found = [await self.conversation(one) for one in ids]
        return [one for one in found if one]

    async def change_conversation(
        self, conversation_id: str, name: str | None = None, details: Mapping[str, Any] | None = None
    ) -> None:
        """Give a conversation a name, and add to its details; a detail of None goes. One that was deleted stays so."""
        async with self._writing() as connection:
            known = select(conversations.c.details).where(conversations.c.id == conversation_id).with_for_update()
            row = (await connection.execute(known)).one_or_none()
            if row is None:
                return
            merged = {key: value for key, value in {**row.details, **(details or {})}.items() if value is not None}
            values = {"details": merged, **({"name": name} if name is not None else {})}
            await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(values))

    async def delete_conversation(self, conversation_id: str) -> None:
        """Delete a conversation with its steps, answers and feedback."""
        async with self._writing() as connection:
            await connection.execute(delete(conversations).where(conversations.c.id == conversation_id))

    async def delete_older(self, days: int) -> int:
        """Delete the conversations in which nothing was said for so many days; how many there were.

        With somebody's last conversation goes what they said about themselves.
        """
        limit = datetime.now(UTC) - timedelta(days=days)
        theirs = exists().where(conversations.c.person_id == people.c.id)
        async with self._writing() as connection:
            deleted = await connection.execute(delete(conversations).where(conversations.c.changed_at < limit))
            await connection.execute(delete(people).where(people.c.created_at < limit, ~theirs))
        return deleted.rowcount

    # Steps

    async def keep_step(self, person_id: str, step: Mapping[str, Any]) -> None:
        """Keep a message as the page describes it, in place of an earlier state of it.

        A conversation begins with a question: what happens before the first one is not kept. A conversation of somebody
        else stays as it is.
        """
        said_at = _time(step.get("createdAt"))
        async with self._in_order, self._writing() as connection:
            if step.get("type") == "user_message":
                await self._make_conversation(connection, step, person_id, said_at)
            owner = select(conversations.c.person_id).where(conversations.c.id == step["threadId"])
            if (await connection.execute(owner)).scalar_one_or_none() != person_id:
                return
            insert = self._insert(steps).values(
                id=step["id"],
                conversation_id=step["threadId"],
                created_at=said_at,
                text=step.get("output") or step.get("input") or "",
                step=dict(step),
            )
            state = {"text": insert.excluded.text, "step": insert.excluded.step}
            await connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=state))
            changed = update(conversations).where(conversations.c.id == step["threadId"])
            await connection.execute(changed.values(changed_at=datetime.now(UTC)))

    async def drop_step(self, step_id: str) -> None:
        async with self._in_order, self._writing() as connection:
            await connection.execute(delete(steps).where(steps.c.id == step_id))

    # Answers and what people think of them

    async def keep_answer(self, step_id: str, conversation_id: str, record: Mapping[str, Any]) -> None:
        """Keep how an answer came about."""
        insert = self._insert(answers).values(step_id=step_id, conversation_id=conversation_id, record=dict(record))
        async with self._writing() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=["step_id"], set_={"record": insert.excluded.record})
            )

    async def answer(self, step_id: str) -> Mapping[str, Any] | None:
        """How an answer came about; None if it is not known."""
        async with self._engine.connect() as connection:
            record = select(answers.c.record).where(answers.c.step_id == step_id)
            return (await connection.execute(record)).scalar_one_or_none()

    async def keep_feedback(self, person_id: str, given: Feedback) -> bool:
        """Keep what somebody thinks of an answer of their own, in place of what they thought before; whether it is theirs."""
        async with self._writing() as connection:
            own = select(steps.c.conversation_id).join(conversations).where(steps.c.id == given.step_id)
            conversation_id = (await connection.execute(own.where(conversations.c.person_id == person_id))).scalar_one_or_none()
            if conversation_id is None:
                return False
            values = {
                "created_at": given.created_at, "helpful": int(given.helpful), "fault": given.fault, "comment": given.comment,
            }  # fmt: skip
            insert = self._insert(feedback).values(step_id=given.step_id, conversation_id=conversation_id, **values)
            await connection.execute(insert.on_conflict_do_update(index_elements=["step_id"], set_=values))
        return True

    async def all_feedback(self) -> list[tuple[Feedback, Mapping[str, Any] | None]]:
        """All feedback, oldest first, each with how the answer came about."""
        query = select(feedback, answers.c.record).outerjoin(answers, answers.c.step_id == feedback.c.step_id)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query.order_by(feedback.c.created_at))).all()
        return [
            (Feedback(row.step_id, bool(row.helpful), row.fault, row.comment, _utc(row.created_at)), row.record) for row in rows
        ]

    async def _make_conversation(
        self, connection: AsyncConnection, step: Mapping[str, Any], person_id: str, now: datetime
    ) -> None:
        """A new conversation has the name of what was asked first."""
        name = " ".join(str(step.get("output") or "").split())[:LONGEST_NAME] or None
        values = {
            "id": step["threadId"], "person_id": person_id, "name": name, "created_at": now, "changed_at": now, "details": {},
        }  # fmt: skip
        await connection.execute(self._insert(conversations).values(values).on_conflict_do_nothing())

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction. Raises StorageError, whose message holds nothing of what was to be written."""
        try:
            async with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            log.exception("the database of conversations refused to write")
            raise StorageError("the database of conversations refused to write; the log says why") from error

    def _insert(self, table: Any) -> Any:
        """An insert that knows what to do about a row that is there already: SQL has no common word for it."""
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)


def _conversations() -> Select[Any]:
    return select(conversations, people.c.identifier).join(people, people.c.id == conversations.c.person_id)


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.identifier, _utc(row.created_at), row.about)


def _conversation(row: Row[Any], found: Sequence[dict[str, Any]] = ()) -> Conversation:
    return Conversation(row.id, row.person_id, row.identifier, row.name, _utc(row.created_at), row.details, tuple(found))


def _utc(moment: datetime) -> datetime:
    """SQLite forgets the time zone, which is always UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _time(text: str | None) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC) if text else datetime.now(UTC)
