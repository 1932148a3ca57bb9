"""Open the database and bring its tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingsError
from index.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
# How long a write waits for another to end before it fails; they take milliseconds.
BUSY_SECONDS = 30


async def open_database(url: str) -> AsyncEngine:
    """The database at `url`, its tables made or brought up to date.

    Raises SettingsError for a URL that is none, StorageError if the database cannot be used.
    """
    address = address_of(url)
    # Errors go to the log, what learners write does not.
    engine = create_async_engine(address, pool_pre_ping=True, hide_parameters=True)
    if address.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        _make_folder(address)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(migrate)
    except (SQLAlchemyError, OSError) as error:
        await engine.dispose()
        reason = str(error).splitlines()[0]
        raise StorageError(
            f"conversations cannot be kept in {address.render_as_string()} ({reason}); start that database, "
            "mend WAYMARK_DATABASE, or set it to 'none' to keep nothing"
        ) from error
    return engine


def address_of(url: str) -> URL:
    """The URL with the driver that we use. Raises SettingsError for another kind of database."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise SettingsError(_not_ours(url)) from error
    driver = DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise SettingsError(_not_ours(url))
    return address.set(drivername=driver)


def migrate(connection: Connection) -> None:
    """Run the migrations that the database has not seen."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Readers do not wait for a writer, a write survives a power cut, and what is deleted takes its parts with it."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _make_folder(address: URL) -> None:
    if address.database and address.database != ":memory:":
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"{address.database} cannot be made ({error.strerror}); set WAYMARK_DATABASE to another place"
            ) from error


def _not_ours(url: str) -> str:
    return f"WAYMARK_DATABASE is {url!r}; use sqlite:///file.db, postgresql://user:password@host/name, or none"
