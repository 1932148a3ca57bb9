"""A line before what only a few can do at once: first come, first served, and everybody knows their place."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Tell = Callable[[int], Awaitable[None]]


class Line:
    """At most `at_once` are served; the others wait in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[asyncio.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, tell: Tell | None = None) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it for the block. `tell` gets how many are before, each time that this changes.

        Whoever is cancelled leaves the line, and nobody behind them waits for it.
        """
        if self._free and not self._waiting:
            self._free -= 1
        else:
            await self._wait(tell)
        try:
            yield
        finally:
            self._free += 1
            self._advance()

    async def _wait(self, tell: Tell | None) -> None:
        moved = asyncio.Event()
        self._waiting.append(moved)
        try:
            while not (self._free and self._waiting[0] is moved):
                if tell:
                    await tell(self._waiting.index(moved) + 1)
                await moved.wait()
                moved.clear()
            self._free -= 1
        finally:
            self._waiting.remove(moved)
            self._advance()

    def _advance(self) -> None:
        for moved in self._waiting:
            moved.set()
