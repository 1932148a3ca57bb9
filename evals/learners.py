"""Learners who chat for a while: over the page's own socket, or in windows of a real browser."""

import asyncio
import random
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import socketio
from playwright.async_api import Browser, Page, ViewportSize

from bot.page.suggest import BUNDLED_THEMES

QUESTIONS = [question for questions in BUNDLED_THEMES.values() for question in questions]
# How long somebody reads before the next question, in seconds.
READS = (5.0, 25.0)
ANSWER_SECONDS = 120
PHONE = ViewportSize(width=360, height=740)
# Notes how long it takes from the key that asks until the page shows that the question has arrived, by the step of the search
# or by a reply; in milliseconds, by the page's own clock.
WATCH = """
window.acknowledged = [];
let asked = null, before = 0;
const signs = () => document.querySelectorAll("[data-step-type=tool], [data-step-type=assistant_message]").length;
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.id === "chat-input") [asked, before] = [performance.now(), signs()];
}, true);
new MutationObserver(() => {
  if (asked === null || signs() <= before) return;
  window.acknowledged.push(performance.now() - asked);
  asked = null;
}).observe(document, { childList: true, subtree: true });
"""


@dataclass
class Learner(ABC):
    """One page in one browser. Times are in seconds; `strange` are messages of other conversations."""

    number: int
    asked: list[str] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    async def chat(self, url: str, until: float) -> None:
        """Open the page, and ask until it is time to stop, by the clock of time.monotonic()."""
        chance = random.Random(self.number)
        async with self._opened(url):
            await asyncio.sleep(chance.uniform(0.5, READS[1]))
            while time.monotonic() < until:
                text = f"{chance.choice(QUESTIONS)} ({self.number}.{len(self.asked)})"
                self.asked.append(text)
                try:
                    async with asyncio.timeout(ANSWER_SECONDS):
                        await self._ask(text)
                except TimeoutError:
                    self.unanswered.append(text)
                await asyncio.sleep(chance.uniform(*READS))

    @abstractmethod
    def _opened(self, url: str) -> AbstractAsyncContextManager[None]:
        """The page, for the time of the block."""

    @abstractmethod
    async def _ask(self, text: str) -> None:
        """Ask, wait for the whole answer, and note both times."""


class SocketLearner(Learner):
    """Speaks as the page does: its cookies, its socket, its messages. Draws nothing."""

    @asynccontextmanager
    async def _opened(self, url: str) -> AsyncIterator[None]:
        self._socket = socketio.AsyncClient(reconnection=False)
        self._thread = ""
        self._first, self._end = asyncio.Event(), asyncio.Event()
        for event in ("new_message", "update_message"):
            self._socket.on(event, self._receive)
        self._socket.on("task_end", lambda _=None: self._end.set())
        async with httpx.AsyncClient(trust_env=False) as browser:
            await browser.get(url)
            cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        auth = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": None, "threadId": "", "chatProfile": ""}
        await self._socket.connect(
            url, headers={"Cookie": cookies}, auth=auth, socketio_path="/ws/socket.io", transports=["websocket"]
        )
        await self._socket.emit("connection_successful")
        try:
            yield
        finally:
            await self._socket.disconnect()

    async def _ask(self, text: str) -> None:
        step = {
            "id": str(uuid4()), "type": "user_message", "name": "User", "output": text, "createdAt": "2026-01-01T00:00:00Z",
        }  # fmt: skip
        self._first.clear()
        self._end.clear()
        start = time.monotonic()
        await self._socket.emit("client_message", {"message": step, "fileReferences": []})
        await self._first.wait()
        self.acknowledged.append(time.monotonic() - start)
        await self._end.wait()
        self.answered.append(time.monotonic() - start)

    def _receive(self, step: dict[str, Any]) -> None:
        self._thread = self._thread or step["threadId"]
        if step["threadId"] != self._thread or (step["type"] == "user_message" and step["output"] not in self.asked):
            self.strange.append(step["output"])
        if step["type"] in ("tool", "assistant_message"):
            self._first.set()


@dataclass
class WindowLearner(Learner):
    """Sits before a window of a real browser, as large as a phone."""

    browser: Browser | None = None

    @asynccontextmanager
    async def _opened(self, url: str) -> AsyncIterator[None]:
        assert self.browser
        context = await self.browser.new_context(viewport=PHONE, reduced_motion="reduce")
        context.set_default_timeout(ANSWER_SECONDS * 1000)
        await context.add_init_script(WATCH)
        self._page: Page = await context.new_page()
        await self._page.goto(url)
        await self._page.locator("#starters button").first.wait_for()
        try:
            yield
        finally:
            await context.close()

    async def _ask(self, text: str) -> None:
        page = self._page
        await page.locator("#chat-input").fill(text)
        await page.locator("#chat-submit:enabled").wait_for()
        start = time.monotonic()
        await page.locator("#chat-input").press("Enter")
        await page.locator("[data-step-type=assistant_message]").nth(len(self.asked) - 1).wait_for()
        await page.locator("#stop-button").wait_for(state="detached")
        self.answered.append(time.monotonic() - start)
        self.acknowledged = [milliseconds / 1000 for milliseconds in await page.evaluate("acknowledged")]
        shown = await page.locator("[data-step-type=user_message]").all_inner_texts()
        self.strange = [said for said in map(str.strip, shown) if said not in self.asked]
