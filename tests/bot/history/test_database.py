"""The database is opened, its tables made, and what cannot be used is named with its repair."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.errors import SettingsError
from bot.history.database import address_of, open_database
from bot.history.schema import metadata
from index.errors import StorageError


def differences(connection):
    return compare_metadata(MigrationContext.configure(connection), metadata)


async def test_the_migrations_make_the_tables_that_the_code_expects(database_url):
    engine = await open_database(database_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_database_is_opened_again_as_it_was(database_url):
    for _ in range(2):
        engine = await open_database(database_url)
        await engine.dispose()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        pytest.param("sqlite:///kept.db", "sqlite+aiosqlite", id="SQLite"),
        pytest.param("postgresql://a:b@host/name", "postgresql+asyncpg", id="PostgreSQL"),
        pytest.param("postgres://host/name", "postgresql+asyncpg", id="PostgreSQL by its short name"),
    ],
)
def test_the_driver_is_ours(url, driver):
    assert address_of(url).drivername == driver


@pytest.mark.parametrize("url", ["mysql://host/name", "kept.db", "http://host"], ids=["another kind", "no URL", "a page"])
def test_another_database_is_refused(url):
    with pytest.raises(SettingsError, match=r"WAYMARK_DATABASE is .*; use sqlite:///"):
        address_of(url)


async def test_a_server_that_is_not_there_is_named_without_its_password():
    with pytest.raises(StorageError, match=r"postgresql\+asyncpg://ada:\*\*\*@127.0.0.1:1/kept .*; start that database"):
        await open_database("postgresql://ada:secret@127.0.0.1:1/kept")


async def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "kept.db").write_text("Not a database. " * 100)
    with pytest.raises(StorageError, match=r"kept\.db .*set it to 'none' to keep nothing"):
        await open_database(f"sqlite:///{tmp_path / 'kept.db'}")
