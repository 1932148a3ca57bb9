"""bot.page.chat: a conversation as the page has it, over its real socket, with models that fail or never end."""

import asyncio
import os
import threading
import uuid
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import socketio
import uvicorn
from markdown_it import MarkdownIt

from bot.answering import Answerer
from bot.compose import Bot, Learned, open_bot
from bot.errors import ModelBusy, ModelCrashed, ModelError
from bot.gate import Gate
from bot.models.fakes import ScriptedModel
from bot.page.markup import WRITING
from bot.page.server import claimed_port, make_app
from bot.reply.writer import Writer
from bot.settings import NO_MODEL, Settings
from index.build import build_index
from index.fakes import HashingEmbedder, OverlapRanker
from index.loading import load_documents
from index.store import IndexStore

GUIDE = """---
title: Becoming a nurse
---
# Becoming a nurse

## The work of nurses

Nurses care for people every day.

## The pay of nurses

The pay of nurses differs by country. Nurses in towns earn more.

## The training of nurses

The training of nurses takes three years.
"""
MORE_SECTIONS = """
## The future of nurses

The future of nurses is bright.

## The tools of nurses

The tools of nurses are simple.
"""
QUESTION = "What is the pay of nurses in towns?"
SAID = "Nurses in towns earn more."
QUOTED = f"> {SAID} [1]"


class English(HashingEmbedder):
    """Knows the words that the questions here are asked in."""

    known_words = frozenset(["what", "is", "can", "you", "tell", "me", "about", "how", "long", "and", "why"])


class Fails(ScriptedModel):
    """A model that fails after its first sentence."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    async def stream(self, messages, max_tokens, **options):
        yield f"{SAID} [1] "
        yield "And"
        raise self.error


class NeverEnds(ScriptedModel):
    """A model that says something and then writes for ever; `freed` once it is stopped."""

    def __init__(self):
        super().__init__()
        self.writing, self.freed = asyncio.Event(), asyncio.Event()

    async def stream(self, messages, max_tokens, **options):
        try:
            yield f"{SAID} [1] "
            yield "And"
            self.writing.set()
            await asyncio.Event().wait()
        finally:
            self.freed.set()


class HeldSearch:
    """A retriever that finds nothing until it may."""

    def __init__(self, searcher):
        self.searcher, self.may = searcher, threading.Event()

    def __getattr__(self, name):
        return getattr(self.searcher, name)

    def search(self, question, refers_to=""):
        self.may.wait(10)
        return self.searcher.search(question, refers_to)


class Page:
    """What the page in the browser does at its end of the socket."""

    def __init__(self):
        self.socket = socketio.AsyncClient(reconnection=False)
        self.messages, self.actions, self.streamed, self.running = {}, {}, [], False
        for event in ("new_message", "update_message", "stream_start"):
            self.socket.on(event, self._show)
        self.socket.on("delete_message", lambda step: self.messages.pop(step["id"], None))
        self.socket.on("stream_token", lambda token: self.streamed.append(token["token"]))
        self.socket.on("action", lambda action: self.actions.update({action["id"]: action}))
        self.socket.on("remove_action", lambda action: self.actions.pop(action["id"], None))
        self.socket.on("task_start", lambda _: setattr(self, "running", True))
        self.socket.on("task_end", lambda _: setattr(self, "running", False))

    def _show(self, step):
        self.messages[step["id"]] = step
        if step["streaming"]:
            self.streamed.append(step["output"])

    @property
    def replies(self):
        return [step for step in self.messages.values() if step["type"] == "assistant_message"]

    @property
    def place(self):
        """What stands beside "Searching the documents"."""
        return next(step["name"] for step in self.messages.values() if step["type"] == "tool")

    @property
    def labels(self):
        return [action["label"] for action in self.actions.values()]

    async def connect(self, url):
        self.session, self.url = str(uuid.uuid4()), url
        auth = {"sessionId": self.session, "clientType": "webapp", "userEnv": None, "threadId": "", "chatProfile": ""}
        await self.socket.connect(url, auth=auth, socketio_path="/ws/socket.io", transports=["websocket"])
        await self.socket.emit("connection_successful")

    async def ask(self, text, until=None):
        before = len(self.replies)
        step = {
            "id": str(uuid.uuid4()),
            "type": "user_message",
            "name": "User",
            "output": text,
            "createdAt": "2026-01-01T00:00:00Z",
        }
        await self.socket.emit("client_message", {"message": step, "fileReferences": []})
        await eventually(until or (lambda: len(self.replies) > before and not self.running))
        return self.replies[-1] if self.replies else None


async def eventually(true):
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


@pytest.fixture
def make_bot(tmp_path):
    async def make(model=None, guide=GUIDE):
        (tmp_path / "nursing.md").write_text(guide, encoding="utf-8")
        settings = Settings(home=tmp_path / "home", corpus=tmp_path / "nursing.md", model=NO_MODEL)
        embedder = English()
        store = IndexStore(settings.home)
        build_index(store, load_documents([settings.corpus]).documents, (), embedder)
        bot = await open_bot(settings, embedder, Learned(OverlapRanker()), store.load(embedder.identity), say=lambda text: None)
        writer = Writer(model) if model else None
        return replace(bot, model=model, answerer=Answerer(bot.searcher, Gate(0.0), writer, "fake"))

    return make


@asynccontextmanager
async def serving(bot: Bot):
    """A page connected to a server with this bot."""
    with claimed_port("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(make_app(bot), log_level="warning", timeout_graceful_shutdown=1))
        task = asyncio.create_task(server.serve(sockets=[listener]))
        page = Page()
        await page.connect(f"http://127.0.0.1:{listener.getsockname()[1]}")
        try:
            yield page
        finally:
            await page.socket.disconnect()
            server.should_exit = True
            await task


async def test_quotes_are_shown_at_once_then_the_reply_above_them_and_what_to_ask_next(make_bot):
    async with serving(await make_bot(ScriptedModel(f"{SAID} [1]"))) as page:
        reply = await page.ask(QUESTION)
        await eventually(lambda: page.labels == ["The training of nurses", "The work of nurses"])
    first, second = page.streamed[:2]
    # The page puts its cursor after the text; it must not change the last address.
    assert 'href="/sources/' in MarkdownIt("commonmark").render(second + "\u200b").split("<p>")[1]
    assert first.startswith(f"*{WRITING}*\n\n{QUOTED}")
    assert second.startswith(f"{SAID} [1]\n\n{QUOTED}")
    assert reply["output"].startswith(f"{SAID} [1]\n\n{QUOTED}")


async def test_without_a_model_nothing_is_awaited(make_bot):
    async with serving(await make_bot()) as page:
        reply = await page.ask(QUESTION)
    assert page.streamed[0].startswith(QUOTED)
    assert reply["output"].startswith(QUOTED)


async def test_the_next_question_does_not_wait_for_what_is_offered(make_bot):
    bot = await make_bot(guide=GUIDE + MORE_SECTIONS)
    held = HeldSearch(bot.searcher)
    held.may.set()  # while the server starts it tries the first page's questions, the first three sections
    async with serving(replace(bot, searcher=held)) as page:
        held.may.clear()
        await page.ask(QUESTION)
        await page.ask(QUESTION)
        assert (len(page.replies), page.labels) == (2, [])
        held.may.set()
        await eventually(lambda: page.labels)


async def test_a_refusal_has_no_sources_and_offers_what_is_covered(make_bot):
    async with serving(await make_bot()) as page:
        reply = await page.ask("Zzyzx qwrtp blorf?")
    assert reply["output"].startswith("::: help\n")
    assert "/sources/" not in reply["output"]
    assert set(page.labels) <= {"The work of nurses", "The pay of nurses", "The training of nurses"}


async def test_a_click_on_a_suggestion_asks_it_and_the_old_suggestions_go(make_bot):
    async with serving(await make_bot()) as page:
        await page.ask(QUESTION)
        await eventually(lambda: len(page.actions) == 2)
        before = dict(page.actions)
        await click(page, next(iter(before.values())))
        await eventually(lambda: len(page.replies) == 2 and not page.running)
        questions = [step["output"] for step in page.messages.values() if step["type"] == "user_message"]
    assert questions == ["Can you tell me about “The training of nurses”?"]
    assert not before.keys() & page.actions.keys()
    assert "three years" in page.replies[-1]["output"]


async def click(page, action):
    async with page.socket.eio.http.post(
        f"{page.socket.connection_url}/project/action", json={"sessionId": page.session, "action": action}
    ) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(ModelBusy("16 answers are waiting; please ask again"), "16 answers are waiting", id="busy"),
        pytest.param(ModelCrashed("code -11 /secret/path"), "The model did not finish this answer", id="crashed"),
        pytest.param(ModelError("http://secret does not answer"), "The model did not finish this answer", id="other"),
        pytest.param(RuntimeError("a bug"), "Something went wrong on our side", id="a bug of ours"),
    ],
)
async def test_each_failure_is_told_in_words_below_what_was_shown(make_bot, error, said):
    async with serving(await make_bot(Fails(error))) as page:
        reply = await page.ask(QUESTION)
        shown, problem = reply["output"].split("::: warning\n")
        assert shown.startswith(f"{SAID} [1]\n\n{QUOTED}")
        assert said in problem
        assert "secret" not in problem
        assert page.labels == (["Ask again"] if isinstance(error, ModelError) else [])


async def test_a_model_that_fails_at_once_leaves_the_quotes(make_bot):
    async with serving(await make_bot(ScriptedModel(ModelCrashed("gone")))) as page:
        reply = await page.ask(QUESTION)
    assert reply["output"].startswith(QUOTED)
    assert "::: warning\n" in reply["output"]


@pytest.mark.parametrize("question", ["x" * 100_000, "\x00\x01", "🙂", " . "])
async def test_a_question_that_cannot_be_searched_is_told_why(make_bot, question):
    async with serving(await make_bot()) as page:
        reply = await page.ask(question)
    assert reply["output"].startswith("::: warning\n")
    assert "please" in reply["output"]


async def test_stop_frees_the_model_and_the_chat_goes_on(make_bot):
    model = NeverEnds()
    async with serving(await make_bot(model)) as page:
        await page.ask(QUESTION, until=model.writing.is_set)
        await page.socket.emit("stop")
        await eventually(model.freed.is_set)
        # Chainlit's own "Task manually stopped." is taken back.
        await eventually(lambda: [step["output"].split()[-1] for step in page.replies] == ["*Stopped.*"])
        assert page.replies[0]["output"].startswith(f"{SAID} [1]\n\n{QUOTED}")
        model.writing.clear()
        await page.ask(QUESTION, until=model.writing.is_set)


async def test_a_closed_tab_frees_the_model(make_bot):
    model = NeverEnds()
    async with serving(await make_bot(model)) as page:
        await page.ask(QUESTION, until=model.writing.is_set)
        await page.socket.disconnect()
        await eventually(model.freed.is_set)


async def test_a_second_question_at_the_same_time_ends_the_first(make_bot):
    model = NeverEnds()
    async with serving(await make_bot(model)) as page:
        await page.ask(QUESTION, until=model.writing.is_set)
        await page.ask(QUESTION, until=model.freed.is_set)
        await eventually(lambda: page.replies[0]["output"].endswith("*Stopped.*"))


async def test_a_follow_up_is_understood_from_what_was_asked(make_bot):
    async with serving(await make_bot()) as page:
        await page.ask(QUESTION)
        reply = await page.ask("And why?")
    assert SAID in reply["output"]
    assert "Nurses care for people" not in reply["output"]


async def test_conversations_know_nothing_of_each_other(make_bot):
    bot = await make_bot()
    async with serving(bot) as page:
        await page.ask(QUESTION)
        other = Page()
        await other.connect(page.socket.connection_url)
        await other.ask("And why?")
        await other.socket.disconnect()
        assert "Nurses care for people" in other.replies[0]["output"]
        assert len(page.replies) == 1


async def test_who_waits_is_told_how_many_are_before(make_bot):
    bot = await make_bot()
    held = HeldSearch(bot.searcher)
    served_at_once = os.cpu_count()
    async with serving(replace(bot, answerer=bot.answerer.over(held))) as first:
        others = [Page() for _ in range(served_at_once + 1)]
        for page in others:
            await page.connect(first.url)
        pages = [first, *others]
        try:
            for page in pages:
                await page.ask(QUESTION, until=lambda page=page: any(step["type"] == "tool" for step in page.messages.values()))
            await eventually(lambda: [page.place for page in pages[served_at_once:]] == ["- 1 before you", "- 2 before you"])
            assert [page.place for page in pages[:served_at_once]] == [" "] * served_at_once
        finally:
            held.may.set()
        await eventually(lambda: all(page.replies and not page.running for page in pages))
        for page in others:
            await page.socket.disconnect()
