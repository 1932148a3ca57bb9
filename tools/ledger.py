"""What the set-up has done, and who does it: a stamp file in .venv, so that a second run has nothing to do and a killed one
is repaired; and one set-up at a time where two would do the same."""

from __future__ import annotations

import fcntl
import hashlib
import json
from pathlib import Path
from typing import BinaryIO


def digest(*parts: object) -> str:
    """A short hash of everything that a step depends on."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def wait_turn(file: BinaryIO, other: str) -> None:
    """Hold the lock of an open file until it is closed; say what the `other` holder does if that takes waiting."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"{other}; waiting for it to end.", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)


class Ledger:
    """Steps that are done, each with the key it was done for. Unreadable or damaged means: nothing is done."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, step: str, key: str) -> bool:
        """Whether the step is done, for this very key."""
        return self._read().get(step) == key

    def start(self, step: str) -> None:
        """Forget the step, so that it counts as undone if it is interrupted."""
        done = self._read()
        if done.pop(step, None) is not None:
            self._write(done)

    def finish(self, step: str, key: str) -> None:
        """Remember that the step is done."""
        self._write({**self._read(), step: key})

    def _read(self) -> dict[str, str]:
        try:
            done = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return {}
        return done if isinstance(done, dict) else {}

    def _write(self, done: dict[str, str]) -> None:
        fresh = self._path.with_suffix(".part")
        fresh.write_text(json.dumps(done, indent=1))
        fresh.replace(self._path)
