"""What every test may rely on: no user's settings or data are touched; real models, documents and databases are at hand."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.embed import MiniLM
from index.ranker import MiniLMRanker

PROJECT = Path(__file__).resolve().parent.parent
SEEDS = Path("../shared/seeds")
FAULTS = Path("../shared/faults")
NO_POSTGRESQL = "NO POSTGRESQL TEST RAN: there is no PostgreSQL server; get it with 'apt-get install postgresql'"
POSTGRESQL_SECONDS = 60


@pytest.fixture(scope="session", autouse=True)
def waymark_home(tmp_path_factory):
    """The folder that WAYMARK_HOME names during the tests; no other setting of the user's is in force."""
    home = tmp_path_factory.mktemp("waymark-home")
    with pytest.MonkeyPatch.context() as environment:
        for name in os.environ:
            if name.startswith("WAYMARK_") and name != "WAYMARK_REQUIRE_BROWSER":
                environment.delenv(name)
        environment.setenv("WAYMARK_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def minilm():
    """The real embedding model, loaded once."""
    return MiniLM()


@pytest.fixture(scope="session")
def ranker():
    """The real ranker, loaded once."""
    return MiniLMRanker()


@pytest.fixture(scope="session")
def corpus():
    """The folder of the bundled guides."""
    return PROJECT / "corpus"


@pytest.fixture(scope="session")
def seeds():
    """The folder of the three source articles, which are no part of the repository."""
    folder = PROJECT / SEEDS
    if not folder.is_dir():
        pytest.skip(f"the source articles are not here: {folder} does not exist")
    return folder


@pytest.fixture(scope="session")
def faults():
    """The folder of small documents that were once read or answered wrongly, which are no part of the repository."""
    folder = PROJECT / FAULTS
    if not folder.is_dir():
        pytest.skip(f"the documents that went wrong are not here: {folder} does not exist")
    return folder


def _binary(name):
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    if found is None:
        if os.environ.get("REQUIRE_EXTRAS"):
            pytest.fail(NO_POSTGRESQL)
        pytest.skip(NO_POSTGRESQL)
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
        end = time.monotonic() + POSTGRESQL_SECONDS
        while subprocess.run([ready, "-h", "127.0.0.1", "-p", port], **quiet).returncode:
            assert server.poll() is None, "PostgreSQL did not start"
            assert time.monotonic() < end, "PostgreSQL did not get ready"
            time.sleep(0.1)
        yield f"postgresql://waymark@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def make_postgresql_database(postgresql_server):
    """Makes an empty database and gives its address."""

    def make():
        name = f"test_{time.time_ns()}"
        subprocess.run([_binary("psql"), f"{postgresql_server}/postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
        return f"{postgresql_server}/{name}"

    return make
