"""What the server counts, in the text format that Prometheus reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from time import perf_counter


@dataclass
class Metrics:
    """Counts since the start of the server. Of nobody's questions anything but their number is kept."""

    answers: int = 0
    refusals: int = 0
    errors: int = 0
    stopped: int = 0
    answer_seconds: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Add the time that the block takes, however it ends."""
        start = perf_counter()
        try:
            yield
        finally:
            self.answer_seconds += perf_counter() - start

    def text(self) -> str:
        """One counter a field."""
        lines = []
        for field in fields(self):
            name, value = f"waymark_{field.name}_total", getattr(self, field.name)
            lines += [f"# TYPE {name} counter", f"{name} {value:g}"]
        return "\n".join(lines) + "\n"
