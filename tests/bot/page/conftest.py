"""Chainlit reads its settings once, when it is imported: here it gets a folder of ours before any test imports it."""

import os
import tempfile
from pathlib import Path

import pytest

from bot.page.page_root import lay_out

_root = tempfile.TemporaryDirectory(prefix="waymark-page-")
lay_out(Path(_root.name), [])
os.environ["CHAINLIT_APP_ROOT"] = _root.name


@pytest.fixture(scope="session", autouse=True)
def page_root():
    """The folder, removed in the end."""
    yield
    _root.cleanup()
