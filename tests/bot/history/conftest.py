"""Databases of both kinds: a file of SQLite's, and one of the PostgreSQL server's."""

import pytest

from bot.history.database import open_database
from bot.history.store import HistoryStore


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept' / 'conversations.db'}"
    return request.getfixturevalue("make_postgresql_database")()


@pytest.fixture
async def store(database_url):
    store = HistoryStore(await open_database(database_url))
    yield store
    await store.close()
