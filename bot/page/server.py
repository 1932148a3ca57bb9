"""Serve the chat: our own ASGI application with Chainlit's mounted in it."""

import asyncio
import errno
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from time import perf_counter
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Query, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from bot.compose import Bot, Learned, make_learned, open_bot
from bot.errors import SettingsError
from bot.history.database import open_database
from bot.history.store import HistoryStore
from bot.indexing import BUNDLED_CORPUS, Say, make_embedder, ready_index, sources
from bot.models.llama_model import LlamaModel
from bot.page.line import Line
from bot.page.locale import KnownLanguage
from bot.page.memory import give_memory_back
from bot.page.metrics import Metrics
from bot.page.page_root import lay_out, tell_documents
from bot.page.person_routes import person_routes
from bot.page.plan_routes import plan_routes
from bot.page.shield import Shield, content_policy, inline_script_hashes
from bot.page.source_page import fingerprint, missing_page, source_page
from bot.page.suggest import Suggester
from bot.page.visitors import Visitors, session_secret
from bot.settings import Settings
from index.blocks import Span
from index.build import Progress
from index.embed import Embedder
from index.errors import IndexUnusable, StorageError
from index.store import IndexStore, StoredIndex

log = logging.getLogger(__name__)

# What answers in progress get to end in before the server stops.
GRACE_SECONDS = 3
DAY = 24 * 3600
# How often it is looked for a new index.
LOOK_SECONDS = 3.0
ANY_ADDRESS = ("0.0.0.0", "::")


def serve(settings: Settings, say: Say, progress: Progress) -> None:
    """Serve the chat until Ctrl-C or SIGTERM, saying each step and how long it took.

    Raises SettingsError, before anything slow is loaded, if the port cannot be had.
    """
    start = perf_counter()
    with claimed_port(settings.host, settings.port) as listener:
        with _step(say, "Embedding model loaded"):
            embedder = make_embedder()
        with _step(say, "Index ready"):
            stored = ready_index(settings, embedder, say, progress)
        with _step(say, "Ranker loaded"):
            learned = make_learned(embedder)
        asyncio.run(_serve(settings, embedder, learned, stored, listener, say, start))


async def _serve(
    settings: Settings,
    embedder: Embedder,
    learned: Learned,
    stored: StoredIndex,
    listener: socket.socket,
    say: Say,
    start: float,
) -> None:
    with _step(say, "Answering ready"):
        bot = await open_bot(settings, embedder, learned, stored, say)
        # The first learner should not wait until the model has read its instructions, nor for the slow first search.
        await bot.answerer.prepare()
        await asyncio.to_thread(bot.searcher.search, "How do I become what I want to be?")
        await asyncio.to_thread(bot.searcher.search, "How do I become what I want to be?")
    store = HistoryStore(await open_database(settings.database_url)) if settings.keeps_conversations else None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        say(f"Waymark is ready at {address(settings)} ({perf_counter() - start:.1f} s). Ctrl-C stops it.")
        chores = [give_memory_back(), follow_index(bot, app.state.suggester, say)]
        chores += [_forget_old(store, settings.keep_days)] if store else []
        tasks = [asyncio.create_task(chore) for chore in chores]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await bot.close()
            if store:
                await store.close()

    with _step(say, "Page ready"):
        app = make_app(bot, store, lifespan)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    await uvicorn.Server(config).serve(sockets=[listener])


async def follow_index(bot: Bot, suggester: Suggester, say: Say, seconds: float = LOOK_SECONDS) -> None:
    """Answer from a new index as soon as it is there: what was deleted is not quoted again. What the page says of the documents
    follows, also where one of them has expired."""
    store, embedder = IndexStore(bot.settings.home), bot.searcher.manifest.embedder
    told = bot.searcher.documents
    while True:
        await asyncio.sleep(seconds)
        try:
            pointer = await asyncio.to_thread(store.pointer)
            newer = pointer is not None and pointer.generation != bot.searcher.manifest.generation
            if newer:
                bot.renew(await asyncio.to_thread(store.load, embedder))
        except (IndexUnusable, OSError) as error:  # a still newer one may replace it while it is read
            log.warning("%s; answering from the index as it was", error)
            continue
        searcher = bot.searcher
        if not newer and searcher.documents == told:
            continue
        told = searcher.documents
        await asyncio.to_thread(suggester.renew, searcher.stored.catalogue, searcher.search, bundled=_bundled(bot))
        try:
            known = [document.metadata for document in told]
            await asyncio.to_thread(tell_documents, bot.settings.home / "page", known, bot.settings)
        except StorageError as error:
            log.warning("%s", error)
        say(f"Answering from {len(told)} documents of index {searcher.manifest.generation}")


def _bundled(bot: Bot) -> bool:
    return sources(bot.settings) == (BUNDLED_CORPUS,)


async def _forget_old(store: HistoryStore, days: int) -> None:
    """Delete what is older than the centre wants to keep, now and once a day."""
    while True:
        await store.delete_older(days)
        await asyncio.sleep(DAY)


def make_app(
    bot: Bot,
    store: HistoryStore | None = None,
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None,
) -> Shield:
    """The whole application: our routes, Chainlit's page and socket, and the shield around them.

    Without `store` nothing is kept, and no browser is known again.
    """
    root = bot.settings.home / "page"
    lay_out(root, (document.metadata for document in bot.searcher.documents), bot.settings)
    # Chainlit reads this once, when it is imported: hence the imports here.
    os.environ["CHAINLIT_APP_ROOT"] = str(root)
    if store:
        os.environ["CHAINLIT_AUTH_SECRET"] = session_secret(bot.settings.home)
    from chainlit.auth import create_jwt
    from chainlit.server import app as chainlit_app
    from chainlit.server import get_html_template

    from bot.page.about import AboutPanel
    from bot.page.chat import Chat
    from bot.page.keeping import Keeping, visitor

    metrics = Metrics()
    suggester = Suggester(bot.searcher.stored.catalogue, bot.searcher.search, bot.answerer.gate, bundled=_bundled(bot))
    # Chainlit keeps one set of handlers a process. Ours are methods of an object that has the bot, so that nothing is
    # looked up in a global; its mount_chainlit() is for handlers in a script of their own, and adds nothing else at "/".
    line = Line(os.cpu_count() or 1)
    Chat(bot, metrics, suggester, AboutPanel(store), line, Keeping(store) if store else None).register()
    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.suggester = suggester

    @app.get("/healthz")
    async def health() -> dict[str, object]:
        return {
            "status": "ok",
            "index": bot.answerer.index.generation,
            "model": bot.answerer.model_name,
            "waiting": line.waiting + (bot.model.waiting if isinstance(bot.model, LlamaModel) else 0),
        }

    @app.get("/metrics")
    async def counts() -> Response:
        return PlainTextResponse(metrics.text())

    @app.get("/sources/{document_id:path}/{start:int}-{end:int}")
    def source(document_id: str, start: int, end: int, quoted: Annotated[str, Query(alias="is")] = "") -> Response:
        document, span = bot.searcher.document(document_id), Span(start, end)
        if document is None or (quoted and quoted != fingerprint(span.of(document.text))):
            return HTMLResponse(missing_page(), 404)
        try:
            return HTMLResponse(source_page(document, span))
        except ValueError:
            return HTMLResponse(missing_page(), 404)

    app.include_router(plan_routes(bot.answerer, line))

    if store:
        app.include_router(person_routes(store))

    # Chainlit refuses an upload only after it has read all of it.
    @app.post("/project/file")
    async def no_uploads() -> Response:
        return PlainTextResponse("Uploads are off.\n", 403)

    # Chainlit gives every page a cookie that tells several servers apart; we are one.
    @app.post("/set-session-cookie")
    async def no_session_cookie() -> dict[str, str]:
        return {}

    app.mount("/", KnownLanguage(chainlit_app))
    visited = Visitors(app, lambda name: create_jwt(visitor(name))) if store else app
    return Shield(visited, content_policy(inline_script_hashes(get_html_template(""))))


@contextmanager
def claimed_port(host: str, port: int) -> Iterator[socket.socket]:
    """Listen at once, so that nobody else gets the port while we load. Raises SettingsError if somebody has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(_port_problem(error, host, port)) from error
    with listener:
        yield listener


def _port_problem(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken; stop the other program or set WAYMARK_PORT to another port"
    if error.errno == errno.EACCES:
        return f"port {port} is reserved for the administrator; set WAYMARK_PORT to one above 1023"
    return f"the chat cannot listen on {host} ({error.strerror}); set WAYMARK_HOST to an address of this machine"


def address(settings: Settings) -> str:
    """What to type into the browser on this machine."""
    own = settings.host in ("127.0.0.1", "::1", *ANY_ADDRESS)
    host = "localhost" if own else f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


@contextmanager
def _step(say: Say, done: str) -> Iterator[None]:
    start = perf_counter()
    yield
    say(f"{done} ({perf_counter() - start:.1f} s)")
