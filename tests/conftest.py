"""What every test may rely on: no user's settings or data are touched, and real models and documents are at hand."""

import os
from pathlib import Path

import pytest

from index.embed import MiniLM
from index.ranker import MiniLMRanker

PROJECT = Path(__file__).resolve().parent.parent
SEEDS = Path("../shared/seeds")


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
