"""What Chainlit asks of a place that keeps conversations, answered from our store.

Chainlit starts its writes as tasks of their own and passes over their failures: what must not be lost, bot.page.chat
writes itself and waits for.
"""

import logging
from typing import Any

from chainlit.context import context
from chainlit.data.base import BaseDataLayer
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import Feedback, PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from chainlit.user import PersistedUser, User

from bot.history.store import Conversation, HistoryStore, Person

log = logging.getLogger(__name__)


class HistoryLayer(BaseDataLayer):
    """Users, threads and steps are Chainlit's words for people, conversations and messages."""

    def __init__(self, store: HistoryStore) -> None:
        self._store = store

    async def get_user(self, identifier: str) -> PersistedUser | None:
        person = await self._store.person(identifier)
        return _user(person) if person else None

    async def create_user(self, user: User) -> PersistedUser:
        return _user(await self._store.add_person(user.identifier))

    async def upsert_feedback(self, feedback: Feedback) -> str:
        raise NotImplementedError("opinions are given by the buttons of bot.page.keeping, which know whose answer it is")

    async def delete_feedback(self, feedback_id: str) -> bool:  # noqa: ARG002
        return False

    async def create_step(self, step_dict: StepDict) -> None:
        await self._store.keep_step(_person_id(), step_dict)

    async def update_step(self, step_dict: StepDict) -> None:
        await self._store.keep_step(_person_id(), step_dict)

    async def delete_step(self, step_id: str) -> None:
        await self._store.drop_step(step_id)

    async def get_thread_author(self, thread_id: str) -> str:
        found = await self._store.conversation(thread_id)
        return found.identifier if found else ""

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        found = await self._store.conversation(thread_id)
        return _thread(found) if found else None

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        page = await self._store.conversations(filters.userId or "", filters.search or "", pagination.first, pagination.cursor)
        last = page.conversations[-1].id if page.conversations else None
        return PaginatedResponse(PageInfo(page.more, None, last), [_thread(found) for found in page.conversations])

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,  # noqa: ARG002 - a conversation keeps its owner
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,  # noqa: ARG002 - the page has none
    ) -> None:
        await self._store.change_conversation(thread_id, name, metadata)

    async def delete_thread(self, thread_id: str) -> None:
        await self._store.delete_conversation(thread_id)

    async def close(self) -> None:
        await self._store.close()

    # The page has no files, no favourites and no debugger.

    async def create_element(self, element: Element) -> None:
        log.warning("an element was not kept: %s", element.name)

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:  # noqa: ARG002
        return None

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        pass

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:  # noqa: ARG002
        return []

    async def build_debug_url(self) -> str:
        return ""


def _person_id() -> str:
    """The id of the person whose session asks."""
    user = context.session.user
    assert isinstance(user, PersistedUser)
    return user.id


def _user(person: Person) -> PersistedUser:
    return PersistedUser(identifier=person.identifier, metadata={}, id=person.id, createdAt=person.created_at.isoformat())


def _thread(found: Conversation) -> ThreadDict:
    return ThreadDict(
        id=found.id,
        createdAt=found.created_at.isoformat(),
        name=found.name,
        userId=found.person_id,
        userIdentifier=found.identifier,
        tags=[],
        metadata=dict(found.details),
        steps=[StepDict(**step) for step in found.steps],  # type: ignore[typeddict-item]
        elements=[],
    )
