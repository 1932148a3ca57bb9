"""Read files in a process of its own, so that a file which crashes or stalls a reader costs only itself."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from index.errors import DocumentError
from index.formats.reading import Reading

# A PDF of a thousand pages takes two or three minutes on a modest machine.
SECONDS = 240.0
# What a process may answer at most: the text of some thousand pages.
MOST_BYTES = 20_000_000


class Parser:
    """Reads one file after the other. A context manager; the process starts with the first file."""

    def __init__(
        self, seconds: float = SECONDS, command: Sequence[str] = (sys.executable, "-m", "index.formats.worker")
    ) -> None:
        self._seconds = seconds
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Parser":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path) -> Reading:
        """Raises DocumentError, without the file's name, if it cannot be read within the limits."""
        process = self._process = self._process or self._started()
        assert process.stdin
        try:
            process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            process.stdin.flush()
            reply = json.loads(self._reply(process))
        except (OSError, ValueError) as error:
            self._end()
            raise DocumentError("crashed its reader; it is damaged: open it and save it anew, or as a PDF") from error
        if "problem" in reply:
            raise DocumentError(reply["problem"])
        return Reading(**{**reply, "pages": tuple(reply["pages"])})

    def _started(self) -> "subprocess.Popen[bytes]":
        # In a session of its own, so that what a reader has started ends with it.
        return subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def _reply(self, process: "subprocess.Popen[bytes]") -> bytes:
        """One line. Raises DocumentError when it does not come in time, or does not end; an empty one is a crash's."""
        assert process.stdout
        until, reply = time.monotonic() + self._seconds, b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not reply.endswith(b"\n"):
                if not selector.select(max(0.0, until - time.monotonic())):
                    self._end()
                    raise DocumentError(f"took longer than {self._seconds:.0f} s to read; split it, or save it anew")
                part = os.read(process.stdout.fileno(), 1 << 16)
                reply += part
                if not part:
                    return b""
                if len(reply) > MOST_BYTES:
                    self._end()
                    raise DocumentError("holds more text than a document should; split it into several files")
        return reply

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
