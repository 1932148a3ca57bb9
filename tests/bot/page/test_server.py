"""bot.page.server: what is answered beside the chat itself, and with which headers."""

import asyncio
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.answer import Evidence
from bot.answering import Answerer
from bot.compose import Bot, Learned, open_bot
from bot.errors import SettingsError
from bot.gate import Gate
from bot.page.server import address, claimed_port, follow_index, make_app
from bot.page.source_page import source_path
from bot.page.suggest import BUNDLED_THEMES, Suggester
from bot.settings import NO_MODEL, Settings
from index.build import build_index
from index.fakes import HashingEmbedder, OverlapRanker
from index.loading import load_documents
from index.search import Searcher
from index.store import IndexStore

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def bot(tmp_path_factory, corpus):
    settings = Settings(home=tmp_path_factory.mktemp("home"), corpus=corpus, model=NO_MODEL)
    embedder = HashingEmbedder()
    build_index(IndexStore(settings.home), load_documents([corpus]).documents, (str(corpus),), embedder)
    return asyncio.run(
        open_bot(
            settings, embedder, Learned(OverlapRanker()), IndexStore(settings.home).load(embedder.identity), lambda text: None
        )
    )


@pytest.fixture(scope="module")
def client(bot):
    return TestClient(make_app(bot))


def test_health_says_what_is_served(client, bot):
    assert client.get("/healthz").json() == {
        "status": "ok",
        "index": bot.answerer.index.generation,
        "model": NO_MODEL,
        "waiting": 0,
    }


def test_metrics_are_plain_text(client):
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert "waymark_answers_total 0" in response.text


@pytest.mark.parametrize("path", ["/", "/healthz", "/metrics", "/public/waymark.css", "/sources/nothing/1-2", "/anything"])
def test_every_response_has_the_headers(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_policy_names_no_other_host_and_no_unsafe_script(client):
    rules = dict(rule.split(" ", 1) for rule in client.get("/").headers["content-security-policy"].split("; "))
    assert not [rule for rule in rules.values() if "http" in rule or "*" in rule]
    assert "unsafe" not in rules["script-src"]


def test_page_is_chainlits_without_other_hosts(client):
    page = client.get("/").text
    assert "<title>Waymark</title>" in page
    assert "https://" not in page


def test_pages_of_other_sites_are_not_answered(client):
    assert client.get("/healthz", headers={"Origin": "http://evil.example"}).status_code == 403
    assert client.get("/healthz", headers={"Origin": "http://testserver"}).status_code == 200


def test_uploads_are_off(client):
    assert client.post("/project/file?session_id=x", files={"file": b"text"}).status_code == 403
    assert client.get("/project/settings").json()["features"]["spontaneous_file_upload"]["enabled"] is False


def test_source_marks_its_quote(client, bot):
    chunk = bot.searcher.stored.catalogue.chunks[3]
    page = client.get(f"/sources/{chunk.document}/{chunk.span.start}-{chunk.span.end}")
    assert page.status_code == 200
    assert "<mark>" in page.text


def test_a_source_that_says_something_else_by_now_is_not_shown(client, bot):
    chunk = bot.searcher.stored.catalogue.chunks[3]
    document = bot.searcher.stored.catalogue.documents[chunk.document]
    path = source_path(Evidence(document, (), chunk.span))
    pages = [client.get(path), client.get(path.replace("?is=", "?is=0"))]
    assert [page.status_code for page in pages] == [200, 404]


@pytest.mark.parametrize(
    "path", ["nothing.md/1-2", "careers-site-ai-ml-engineer.md/1-99999999", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd/1-2"]
)
def test_a_source_that_is_not_there(client, path):
    page = client.get(f"/sources/{path}")
    assert page.status_code == 404


def test_the_page_offers_questions_by_theme(client):
    themes = client.get("/project/settings").json()["starterCategories"]
    offered = {theme["label"]: tuple(starter["message"] for starter in theme["starters"]) for theme in themes}
    assert offered == dict(BUNDLED_THEMES)


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_with_its_fix(taken):
    with pytest.raises(SettingsError, match=f"port {taken} is taken; stop the other program or set WAYMARK_PORT"):
        claimed_port("127.0.0.1", taken).__enter__()


def test_an_address_of_another_machine_is_told_with_its_fix():
    with pytest.raises(SettingsError, match="set WAYMARK_HOST"):
        claimed_port("192.0.2.1", 8000).__enter__()


def test_the_command_ends_with_code_2_before_it_loads_anything(taken, waymark_home):
    environment = {"WAYMARK_HOME": str(waymark_home), "WAYMARK_PORT": str(taken), "PATH": ""}
    command = [sys.executable, "-X", "importtime", "-m", "bot.cli", "chat"]
    ended = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "set WAYMARK_PORT" in ended.stderr
    assert " chainlit\n" not in ended.stderr


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("::", "http://localhost:8000"),
        ("10.0.0.5", "http://10.0.0.5:8000"),
        ("fd00::1", "http://[fd00::1]:8000"),
    ],
)
def test_address_is_what_to_type(host, shown):
    assert address(replace(Settings(), host=host)) == shown


async def test_a_new_index_is_answered_from_and_what_was_deleted_is_not(tmp_path):
    documents, embedder = tmp_path / "documents", HashingEmbedder()
    documents.mkdir()
    for name, fee in (("plumbing", "715"), ("welding", "300")):
        (documents / f"{name}.md").write_text(f"# {name.title()}\n\nThe {name} course costs £{fee}.\n")
    store = IndexStore(tmp_path)
    build_index(store, load_documents([documents]).documents, (str(documents),), embedder)
    settings = Settings(home=tmp_path, corpus=documents, model=NO_MODEL)
    bot = await open_bot(settings, embedder, Learned(OverlapRanker()), store.load(embedder.identity), lambda text: None)
    suggester = Suggester(bot.searcher.stored.catalogue, bot.searcher.search, bot.answerer.gate, bundled=False)
    said = asyncio.Queue()
    following = asyncio.create_task(follow_index(bot, suggester, said.put_nowait, seconds=0.01))
    (documents / "plumbing.md").unlink()
    report = build_index(store, load_documents([documents]).documents, (str(documents),), embedder)
    async with asyncio.timeout(30):
        assert await said.get() == f"Answering from 1 documents of index {report.generation}"
    following.cancel()
    assert (tmp_path / "page" / "chainlit_en-US.md").read_text(encoding="utf-8").endswith("\n- Welding · undated\n")
    found = bot.answerer.retriever.search("What does the plumbing course cost?")
    assert {hit.document.id for hit in found.hits} == {"welding.md"}
    assert bot.answerer.index.generation == report.generation


async def test_what_expires_while_it_is_served_is_told_and_shown_no_more(tmp_path):
    documents, embedder, days = tmp_path / "documents", HashingEmbedder(), [date(2026, 8, 30)]
    documents.mkdir()
    (documents / "always.md").write_text("# Always\n\nThe course costs £300.\n")
    (documents / "summer.md").write_text("---\nexpires: 2026-08-31\n---\n# Summer\n\nThe summer course costs £200.\n")
    store = IndexStore(tmp_path)
    build_index(store, load_documents([documents], today=days[0]).documents, (str(documents),), embedder)
    settings = Settings(home=tmp_path, corpus=documents, model=NO_MODEL)
    searcher = Searcher(store.load(embedder.identity), embedder, OverlapRanker(), today=lambda: days[-1])
    bot = Bot(settings, searcher, Answerer(searcher, Gate(0.0), None, NO_MODEL, settings), None)
    (evidence,) = (
        Evidence(hit.document, (), hit.best.span)
        for hit in searcher.search("What does the summer course cost?").hits
        if hit.document.id == "summer.md"
    )
    suggester = Suggester(searcher.stored.catalogue, searcher.search, bot.answerer.gate, bundled=False)
    client = TestClient(make_app(bot))
    assert client.get(source_path(evidence)).status_code == 200
    said = asyncio.Queue()
    following = asyncio.create_task(follow_index(bot, suggester, said.put_nowait, seconds=0.01))
    await asyncio.sleep(0)  # it begins to follow
    days.append(date(2026, 8, 31))
    async with asyncio.timeout(30):
        assert "Answering from 1 documents" in await said.get()
    following.cancel()
    assert (tmp_path / "page" / "chainlit_en-US.md").read_text(encoding="utf-8").endswith("\n- Always · undated\n")
    assert client.get(source_path(evidence)).status_code == 404
    assert "Summer" not in [theme.label for theme in suggester.themes]
