"""Builds that are killed, or find the disk full, at one step after the other, each in a process of its own.

harsh_builds.py HOME killed|refused|limited   prints a line of JSON for each attempt, until one gets through
"""

import errno
import itertools
import json
import os
import resource
import signal
import sys
from pathlib import Path

from index.build import build_index
from index.documents import Document, Metadata
from index.errors import StorageError, WaymarkError
from index.fakes import HashingEmbedder
from index.store import IndexStore

OLD = "Old. It is short."
NEW = "New. " + " ".join(f"It has sentence {number}." for number in range(60))


def build(store, text):
    build_index(store, [Document("guide.md", text, 0, Metadata("A guide"), text[:3])], (), HashingEmbedder())


def at_change(step, act):
    """Do `act` whenever the file system is to be changed, from the time numbered `step` on."""
    changes = itertools.count()

    def hook(event, args):
        writes = event == "open" and args[2] & os.O_ACCMODE != os.O_RDONLY
        if (writes or event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir")) and next(changes) >= step:
            act()

    sys.addaudithook(hook)


def killed(step):
    at_change(step, lambda: os.kill(os.getpid(), signal.SIGKILL))


def refused(step):
    def refuse():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    at_change(step, refuse)


def limited(step):
    """No file may be longer than this; what is written beyond it fails half-way, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 * 2**step, resource.RLIM_INFINITY))


def attempt(store, trouble, step):
    """Build under `trouble` in another process; the message of its StorageError, or how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        trouble(step)
        try:
            build(store, NEW)
        except StorageError as error:
            os.write(writing, str(error).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        message = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return message or {0: "built", -signal.SIGKILL: "killed"}.get(code, f"ended with {code}")


def loaded(store):
    """The first word of the indexed document, or why it cannot be loaded."""
    try:
        return store.load(HashingEmbedder.identity).catalogue.documents["guide.md"].text[:3]
    except WaymarkError as error:
        return str(error)


def main(home, trouble):
    store = IndexStore(Path(home))
    build(store, OLD)
    for step in itertools.count():
        outcome = attempt(store, {"killed": killed, "refused": refused, "limited": limited}[trouble], step)
        print(json.dumps({"outcome": outcome, "loaded": loaded(store)}))
        if outcome == "built":
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
