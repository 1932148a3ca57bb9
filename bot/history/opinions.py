"""What learners think of answers, as text and as JSON, for the people who look after the documents."""

from collections.abc import Mapping
from typing import Any

from bot.history.database import open_database
from bot.history.store import Feedback, HistoryStore

Opinion = tuple[Feedback, Mapping[str, Any] | None]
"""What somebody thinks, and how the answer came about, if that is known."""


async def read_opinions(url: str) -> list[Opinion]:
    """All opinions, oldest first. Raises StorageError, SettingsError if the database cannot be used."""
    store = HistoryStore(await open_database(url))
    try:
        return await store.all_feedback()
    finally:
        await store.close()


def opinion_json(given: Feedback, record: Mapping[str, Any] | None) -> dict[str, Any]:
    """With all that is needed to replay the answer."""
    return {
        "given": given.created_at.isoformat(timespec="seconds"),
        "helpful": given.helpful,
        "fault": given.fault,
        "comment": given.comment,
        "record": record,
    }


def opinion_text(given: Feedback, record: Mapping[str, Any] | None) -> str:
    """One line: when, what, of which question, in whose words."""
    verdict = "helpful" if given.helpful else f"{given.fault or 'answer'} is wrong"
    question = record["why"]["question"] if record else "(not kept)"
    comment = f": {' '.join(given.comment.split())}" if given.comment else ""
    return f"{given.created_at:%Y-%m-%d}  {verdict:<16}  {question}{comment}"
