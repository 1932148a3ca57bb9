"""A file may crash its reader, stall it, or make it say too much: it costs only itself."""

import sys
from pathlib import Path

import psutil
import pytest

from index.errors import DocumentError
from index.formats.parser import MOST_BYTES, Parser

READS = """
import json, os, sys, time
for line in sys.stdin:
    name = json.loads(line)
    if name.endswith("crash"):
        os._exit(1)
    if name.endswith("stall"):
        time.sleep(60)
    if name.endswith("babble"):
        sys.stdout.write("x" * 30_000_000)
    if name.endswith("nonsense"):
        print("nonsense", flush=True)
    if name.endswith("problem"):
        print(json.dumps({"problem": "is locked"}), flush=True)
        continue
    print(json.dumps({"text": name[-4:], "title": "", "author": "", "published": "", "pages": [0], "note": ""}), flush=True)
"""


@pytest.fixture
def parser():
    with Parser(seconds=3, command=(sys.executable, "-c", READS)) as parser:
        yield parser


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("crash", "crashed its reader", id="ends the process"),
        pytest.param("stall", "took longer than 3 s", id="takes too long"),
        pytest.param("babble", "holds more text", id=f"more than {MOST_BYTES} bytes"),
        pytest.param("nonsense", "crashed its reader", id="says no JSON"),
        pytest.param("problem", "is locked", id="cannot be read"),
    ],
)
def test_a_bad_file_is_named_and_the_next_is_read(parser, name, problem):
    with pytest.raises(DocumentError, match=problem):
        parser.read(Path(name))
    if name != "problem":  # the same process reads on
        assert parser.read(Path("good")).text == "good"


def test_the_process_ends_with_its_owner(tmp_path):
    told = tmp_path / "pid"
    script = f"import os; open({str(told)!r}, 'w').write(str(os.getpid()))\n{READS}"
    with Parser(seconds=3, command=(sys.executable, "-c", script)) as parser:
        parser.read(Path("good"))
        assert psutil.pid_exists(int(told.read_text()))
    assert not psutil.pid_exists(int(told.read_text()))


def test_what_needs_too_much_memory_is_told(tmp_path):
    (tmp_path / "huge.csv").write_bytes(b"a" * 900_000_000)
    with Parser() as parser, pytest.raises(DocumentError, match="more memory"):
        parser.read(tmp_path / "huge.csv")
