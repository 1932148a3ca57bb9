"""The real page: a server process of our own, and Debian's Chromium driven by Playwright."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bot.models.fakes import quick_model
from tests.browser.model_server import serving_model

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "NO BROWSER TEST RAN: there is no Chromium; get it with 'apt-get install chromium'"
# The background requests of a browser to its maker would be taken for requests of the page.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
# The first index takes some 10 s, and this machine may be busy.
START_SECONDS = 180
# A page that has just been connected is busy for a moment, and then lets no question through.
TRIES = 5
ADVISER = "adviser@centre.example"
QUESTION = "Do I need a degree?"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><title>City Careers</title><rect/></svg>'

# A busy machine is slow, but what a test waits for comes in the end.
expect.set_options(timeout=120_000)
# Chainlit complains that its list of past conversations has no name on a phone; our names.js gives it one.
NAMED_LATER = "`DialogContent` requires a `DialogTitle`"


@dataclass
class Server:
    """A running `waymark chat`."""

    process: subprocess.Popen
    url: str
    home: Path

    @property
    def model(self) -> psutil.Process | None:
        """The process that holds the model."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next((child for child in children if "bot.models.llama_worker" in child.cmdline()), None)

    def health(self) -> dict:
        return httpx.get(f"{self.url}/healthz", trust_env=False).json()


@dataclass
class Window:
    """A page of the browser, and everything that it should not do."""

    page: Page
    url: str
    other_hosts: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.on("request", self._check_host)
        self.page.on("websocket", self._check_host)
        self.page.on("console", self._check_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"a dialog opened: {dialog.message}"))

    def _check_console(self, message):
        if message.type == "error" and not message.text.startswith(NAMED_LATER):
            self.complaints.append(message.text)

    def _check_host(self, request):
        if not request.url.startswith((self.url, self.url.replace("http:", "ws:"), "data:", "blob:")):
            self.other_hosts.append(request.url)

    def open(self, path="/"):
        """Open the page, the empty one or that of a conversation."""
        self.page.goto(self.url + path)
        expect(self.page.locator("#starters button, .message-content").first).to_be_visible()
        return self

    def ask(self, question):
        box = self.page.locator("#chat-input")
        box.fill(question)
        for _ in range(TRIES):
            expect(self.page.locator("#chat-submit")).to_be_enabled()  # only then is the page connected
            box.press("Enter")
            if box.input_value() != question:
                break

    @property
    def replies(self):
        return self.page.locator("[data-step-type=assistant_message] .ai-message")

    @property
    def suggestions(self):
        """What to ask next, under the last reply. Opinions are buttons too, with an icon."""
        return self.replies.last.locator("button[id]:not(:has(svg))")

    def opinion(self, label):
        """A button for what somebody thinks of the last reply."""
        return self.replies.last.get_by_role("button", name=label)

    def answer(self):
        """The last answer, once it is whole."""
        expect(self.replies.last.locator("blockquote, h2").first).to_be_visible()
        expect(self.page.locator("#stop-button")).to_have_count(0)
        return self.replies.last

    @property
    def more(self):
        """What folds away the quotes that the last reply does not cite."""
        return self.replies.last.get_by_role("button", name="More from the documents")


@contextmanager
def serving(home, model="none", **settings):
    """A server on a free port, stopped at the end. Servers with other `settings` need other homes: the page lies there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"ADVISER_MAIL": ADVISER, "HOME": str(home), "PORT": str(port), "MODEL": model} | settings
    environment = os.environ | {f"WAYMARK_{name}": str(value) for name, value in settings.items()}
    log = Path(home) / f"server-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "chat"], cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while "Waymark is ready" not in log.read_text():
            assert process.poll() is None, f"the server ended: {log.read_text()}"
            assert time.monotonic() < deadline, f"the server does not start: {log.read_text()}"
            time.sleep(0.1)
        yield Server(process, f"http://localhost:{port}", Path(home))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("browser-home")


@pytest.fixture(scope="session")
def model():
    """What the server's model does: see model_server."""
    with serving_model() as model:
        yield model


@pytest.fixture(scope="session")
def server(home, chromium, model):
    """A server that replies with the first quoted sentence."""
    with serving(home, model.url) as server:
        yield server


@pytest.fixture(scope="session")
def local_server(home, chromium):
    """A server whose model, a real one, runs in a process of its own."""
    with serving(home, quick_model()) as server:
        yield server


@pytest.fixture(scope="session")
def make_home(server, tmp_path_factory):
    """Makes a home with the server's index and nothing else."""

    def make():
        home = tmp_path_factory.mktemp("home")
        shutil.copytree(server.home / "index", home / "index")
        return home

    return make


@pytest.fixture(scope="session")
def centre_server(make_home):
    """A server of a centre that has a name and a logo, and keeps no conversations."""
    home = make_home()
    (home / "logo.svg").write_text(LOGO)
    with serving(home, CENTRE="City Careers", LOGO=home / "logo.svg", DATABASE="none") as server:
        yield server


@pytest.fixture(scope="session")
def start_server(home, chromium):
    """Start one more server, for as long as a `with`."""
    return lambda model="none", home=home, **settings: serving(home, model, **settings)


@pytest.fixture(scope="session")
def chromium():
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None and os.environ.get("WAYMARK_REQUIRE_BROWSER"):
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    return path


# Not for the session: while it is open, Playwright's event loop would be in the way of other folders' async tests.
@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_window(browser):
    """Open a page of a server in a fresh browser, for as long as a `with`.

    In the end it asked no other host and complained of nothing. `options` are those of Playwright's new_context().
    """

    @contextmanager
    def opening(server, size="desktop", theme="light", path="/", **options):
        context = browser.new_context(viewport=SIZES[size], color_scheme=theme, **options)
        context.add_init_script(f"localStorage.setItem('vite-ui-theme', '{theme}')")
        try:
            window = Window(context.new_page(), server.url).open(path)
            yield window
            assert window.other_hosts == []
            assert window.complaints == []
        finally:
            context.close()

    return opening


@pytest.fixture(scope="module")
def one_answer(server, open_window):
    """A browser that has asked QUESTION: its state and the path of its conversation, as options of open_window."""
    with open_window(server) as window:
        window.ask(QUESTION)
        expect(window.suggestions.first).to_be_visible()
        window.page.wait_for_url("**/thread/*")
        path = window.page.url.removeprefix(server.url)
        return {"storage_state": window.page.context.storage_state(), "path": path}
