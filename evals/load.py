"""Many learners at once: does one see another's messages, is any lost, how soon is a question acknowledged, does memory grow?

`python -m evals.load` starts a server of its own over the bundled guides and speaks with it as the page in a browser does:
the page with its cookies, then the same socket and the same messages. What a browser draws is not part of it.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import httpx
import psutil
import socketio

from bot.page.suggest import BUNDLED_THEMES
from bot.settings import PROJECT

QUESTIONS = [question for questions in BUNDLED_THEMES.values() for question in questions]
# How long somebody reads before the next question, in seconds.
READS = (5.0, 25.0)
START_SECONDS = 180
ANSWER_SECONDS = 120
SAMPLE_SECONDS = 5
# The first part of the time, in which caches fill, and the part at either end of the rest that memory is compared over.
WARM_UP = 0.25
COMPARED = 0.2


@dataclass
class Learner:
    """One page in one browser. Times are in seconds; `strange` are messages of other conversations."""

    number: int
    asked: list[str] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    async def chat(self, url: str, until: float, chance: random.Random) -> None:
        """Open the page, and ask until it is time to stop."""
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
            await asyncio.sleep(chance.uniform(0.5, READS[1]))
            while time.monotonic() < until:
                await self._ask(f"{chance.choice(QUESTIONS)} ({self.number}.{len(self.asked)})")
                await asyncio.sleep(chance.uniform(*READS))
        finally:
            await self._socket.disconnect()

    async def _ask(self, text: str) -> None:
        step = {
            "id": str(uuid4()), "type": "user_message", "name": "User", "output": text, "createdAt": "2026-01-01T00:00:00Z",
        }  # fmt: skip
        self.asked.append(text)
        self._first.clear()
        self._end.clear()
        start = time.monotonic()
        await self._socket.emit("client_message", {"message": step, "fileReferences": []})
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._first.wait()
                self.acknowledged.append(time.monotonic() - start)
                await self._end.wait()
                self.answered.append(time.monotonic() - start)
        except TimeoutError:
            self.unanswered.append(text)

    def _receive(self, step: dict[str, Any]) -> None:
        self._thread = self._thread or step["threadId"]
        if step["threadId"] != self._thread or (step["type"] == "user_message" and step["output"] not in self.asked):
            self.strange.append(step["output"])
        if step["type"] in ("tool", "assistant_message"):
            self._first.set()


@dataclass(frozen=True)
class Load:
    """What came of it. Times in seconds, memory in bytes; `growth` is a share."""

    learners: int
    minutes: float
    questions: int
    strange: int
    lost: int
    unanswered: int
    acknowledged_p50: float
    acknowledged_max: float
    acknowledged_late: int
    answered_p50: float
    answered_p95: float
    memory_warm: int
    memory_end: int
    growth: float


def measure(learners: int, minutes: float) -> Load:
    """Start a server, let so many learners chat for so long, and look at what is kept of it."""
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as (server, url):
        chatting, memory = asyncio.run(_chat(server, url, learners, minutes * 60))
        kept = _kept(Path(home) / "conversations.db")
    asked = [text for learner in chatting for text in learner.asked]
    acknowledged = sorted(seconds for learner in chatting for seconds in learner.acknowledged)
    answered = [seconds for learner in chatting for seconds in learner.answered]
    warm = memory[int(len(memory) * WARM_UP) :]
    compared = max(1, int(len(warm) * COMPARED))
    before, after = median(warm[:compared]), median(warm[-compared:])
    return Load(
        learners=learners,
        minutes=minutes,
        questions=len(asked),
        strange=sum(len(learner.strange) for learner in chatting),
        lost=sum(kept.count(text) != 1 for text in asked),
        unanswered=sum(len(learner.unanswered) for learner in chatting),
        acknowledged_p50=median(acknowledged),
        acknowledged_max=acknowledged[-1],
        acknowledged_late=sum(seconds > 1 for seconds in acknowledged),
        answered_p50=median(answered),
        answered_p95=quantiles(answered, n=20)[-1],
        memory_warm=int(before),
        memory_end=int(after),
        growth=after / before - 1,
    )


@contextmanager
def serving(home: Path) -> Iterator[tuple[psutil.Process, str]]:
    """A server that quotes, on a free port, with its address; stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"WAYMARK_HOME": str(home), "WAYMARK_PORT": str(port), "WAYMARK_TIER": "extract"}
    log = home / "server.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "bot.cli", "chat"]
        process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | settings, stdout=output, stderr=output)
    try:
        end = time.monotonic() + START_SECONDS
        while "Waymark is ready" not in log.read_text():
            if process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"the server does not start:\n{log.read_text()}")
            time.sleep(0.2)
        yield psutil.Process(process.pid), f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


async def _chat(server: psutil.Process, url: str, count: int, seconds: float) -> tuple[list[Learner], list[int]]:
    until = time.monotonic() + seconds
    chatting = [Learner(number) for number in range(count)]
    memory: list[int] = []
    tasks = [asyncio.create_task(learner.chat(url, until, random.Random(learner.number))) for learner in chatting]
    while time.monotonic() < until:
        await asyncio.sleep(SAMPLE_SECONDS)
        memory.append(sum(process.memory_info().rss for process in (server, *server.children(recursive=True))))
    await asyncio.gather(*tasks)
    return chatting, memory


def _kept(database: Path) -> list[str]:
    """The questions that are on the disk."""
    connection = sqlite3.connect(database)
    steps = [json.loads(step) for (step,) in connection.execute("SELECT step FROM steps")]
    connection.close()
    return [step["output"] for step in steps if step["type"] == "user_message"]


def table(load: Load) -> str:
    """The figures as text, each beside its goal."""
    rows: Sequence[tuple[str, str, str]] = (
        ("questions", f"{load.questions} of {load.learners} learners in {load.minutes:g} minutes", ""),
        ("messages of other conversations seen", str(load.strange), "0"),
        ("messages lost", str(load.lost), "0"),
        ("questions without an answer", str(load.unanswered), "0"),
        ("acknowledged, median and slowest", f"{load.acknowledged_p50:.3f} s, {load.acknowledged_max:.3f} s", "1 s"),
        ("acknowledged later than 1 s", str(load.acknowledged_late), "0"),
        ("answered, median and 95th percentile", f"{load.answered_p50:.2f} s, {load.answered_p95:.2f} s", ""),
        ("memory after warm-up, at the end", f"{load.memory_warm / 2**20:.0f} MiB, {load.memory_end / 2**20:.0f} MiB", ""),
        ("growth after warm-up", f"{load.growth:+.1%}", "less than 5%"),
    )
    return "\n".join(f"{name:<38}{value:<34}{goal}".rstrip() for name, value, goal in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=10)
    parsed = parser.parse_args(arguments)
    print(table(measure(parsed.learners, parsed.minutes)))


if __name__ == "__main__":
    main()
