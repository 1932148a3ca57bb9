"""How long one answer takes."""

import time

from bot.answer import Timings
from bot.models.model import NO_TOKENS, Usage


class Clock:
    """Measures one answer in milliseconds from its construction."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._retrieved = 0.0
        self._quoted = 0.0
        self._spoke: float | None = None

    def _now(self) -> float:
        return round((time.perf_counter() - self._start) * 1000, 1)

    def retrieved(self) -> None:
        self._retrieved = self._now()

    def quoted(self) -> None:
        self._quoted = self._now()

    def spoke(self) -> None:
        """Remember the first words; later calls change nothing."""
        if self._spoke is None:
            self._spoke = self._now()

    def timings(self, usage: Usage = NO_TOKENS) -> Timings:
        """The timings of an answer that is whole now; without a reply's words its first are its last."""
        total = self._now()
        first = total if self._spoke is None else self._spoke
        return Timings(self._retrieved, self._quoted, first, total, usage.prompt_tokens, usage.completion_tokens)
