"""Many learners at once: does one see another's messages, is any lost, how soon is a question acknowledged, does memory grow?

`python -m evals.load` starts a server of its own over the bundled guides. Learners speak with it as the page in a browser does;
what a browser draws is not part of it. With `--windows` each sits before a window of Chromium, all of them on this machine too
and at the lowest priority: learners' phones take nothing from the server.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil
from playwright.async_api import async_playwright

from bot.settings import NO_MODEL, PROJECT
from evals.learners import Learner, SocketLearner, WindowLearner

START_SECONDS = 180
SAMPLE_SECONDS = 5
# Between two windows that open: to open the page is more work for a browser than all that comes after it.
OPENING_SECONDS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
LOWEST_PRIORITY = 19
# The first part of the time, in which caches fill, and the part at either end of the rest that memory is compared over.
WARM_UP = 0.25
COMPARED = 0.2


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


def measure(learners: int, minutes: float, *, windows: bool) -> Load:
    """Start a server, let so many learners chat for so long, and look at what is kept of it."""
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as (server, url):
        chatting, memory = asyncio.run(_chat(server, url, learners, minutes * 60, windows=windows))
        return figures(chatting, _kept(Path(home) / "conversations.db"), memory, minutes)


def figures(chatting: Sequence[Learner], kept: Sequence[str], memory: Sequence[int], minutes: float) -> Load:
    """What learners saw, beside the questions that are `kept` and samples of the server's memory."""
    asked = [text for learner in chatting for text in learner.asked]
    acknowledged = sorted(seconds for learner in chatting for seconds in learner.acknowledged)
    answered = [seconds for learner in chatting for seconds in learner.answered]
    warm = memory[int(len(memory) * WARM_UP) :]
    compared = max(1, int(len(warm) * COMPARED))
    before, after = median(warm[:compared]), median(warm[-compared:])
    return Load(
        learners=len(chatting),
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
def serving(home: Path, model: str = NO_MODEL) -> Iterator[tuple[psutil.Process, str]]:
    """A server on a free port, with its address, until the end. It quotes, unless a `model` replies ("" is the default)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"WAYMARK_HOME": str(home), "WAYMARK_PORT": str(port), "WAYMARK_MODEL": model}
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


async def _chat(
    server: psutil.Process, url: str, count: int, seconds: float, *, windows: bool
) -> tuple[Sequence[Learner], list[int]]:
    memory: list[int] = []
    async with _learners(count, windows=windows) as chatting:
        # They open the page one after the other: nobody's first question waits for 30 pages.
        opening = OPENING_SECONDS * count if windows else 0
        until = time.monotonic() + opening + seconds
        tasks = [asyncio.create_task(_come(one, url, until, opening * number / count)) for number, one in enumerate(chatting)]
        await asyncio.sleep(opening)
        while time.monotonic() < until:
            await asyncio.sleep(SAMPLE_SECONDS)
            memory.append(sum(process.memory_info().rss for process in (server, *server.children(recursive=True))))
        await asyncio.gather(*tasks)
    return chatting, memory


async def _come(learner: Learner, url: str, until: float, after: float) -> None:
    await asyncio.sleep(after)
    await learner.chat(url, until)


@asynccontextmanager
async def _learners(count: int, *, windows: bool) -> AsyncIterator[Sequence[Learner]]:
    if not windows:
        yield [SocketLearner(number) for number in range(count)]
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for process in psutil.Process().children(recursive=True):
            if "chrom" in process.name():
                process.nice(LOWEST_PRIORITY)  # its windows inherit it
        yield [WindowLearner(number, browser=browser) for number in range(count)]
        await browser.close()


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
    parser.add_argument("--windows", action="store_true", help="in windows of Chromium on this machine")
    parsed = parser.parse_args(arguments)
    print(table(measure(parsed.learners, parsed.minutes, windows=parsed.windows)))


if __name__ == "__main__":
    main()
