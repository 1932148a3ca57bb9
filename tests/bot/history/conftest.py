"""Databases: a file of SQLite's, and a PostgreSQL server that the tests start and stop."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.history.database import open_database
from bot.history.store import HistoryStore

MISSING = "NO POSTGRESQL TEST RAN: there is no PostgreSQL server; get it with 'apt-get install postgresql'"
START_SECONDS = 60


def _binary(name):
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        if os.environ.get("REQUIRE_EXTRAS"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a server of our own, without a database's name."""
    initdb, postgres, ready = map(_binary, ("initdb", "postgres", "pg_isready"))
    # It refuses to run as root.
    user = {"user": "postgres"} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="waymark-postgresql-"))
    if user:
        shutil.chown(folder, "postgres")
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = str(probe.getsockname()[1])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    data = str(folder / "data")
    subprocess.run([initdb, "-D", data, "-A", "trust", "-U", "waymark", "--no-sync"], check=True, **quiet)
    options = ["-p", port, "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    server = subprocess.Popen([postgres, "-D", data, *options], **quiet)
    try:
        end = time.monotonic() + START_SECONDS
        while subprocess.run([ready, "-h", "127.0.0.1", "-p", port], **quiet).returncode:
            assert server.poll() is None, "PostgreSQL did not start"
            assert time.monotonic() < end, "PostgreSQL did not get ready"
            time.sleep(0.1)
        yield f"postgresql://waymark@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept' / 'conversations.db'}"
    server = request.getfixturevalue("postgresql_server")
    name = f"test_{time.time_ns()}"
    subprocess.run([_binary("psql"), f"{server}/postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
    return f"{server}/{name}"


@pytest.fixture
async def store(database_url):
    store = HistoryStore(await open_database(database_url))
    yield store
    await store.close()
