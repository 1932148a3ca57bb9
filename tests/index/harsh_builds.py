"""Builds that are killed, or find the disk full, each in a process of its own; a line of JSON is printed for each.

harsh_builds.py HOME killed|refused|limited   at one step after the other, until one gets through
harsh_builds.py HOME COUNT                    killed at so many random moments of a build that changes one of two documents
"""

import errno
import hashlib
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

from index.build import build_index
from index.documents import Document, Metadata
from index.encodings import SEGMENT
from index.errors import StorageError, WaymarkError
from index.fakes import HashingEmbedder
from index.store import IndexStore

OLD = "Old. It is short."
NEW = "New. " + " ".join(f"It has sentence {number}." for number in range(60))


# Of more texts than fit into one segment, so that one is taken over.
UNCHANGED = Document(
    "book.txt", " ".join(f"Line {n} is in the book." for n in range(SEGMENT + 100)), 0, Metadata("A book"), "1"
)


def build(store, text, *others):
    build_index(store, [Document("guide.md", text, 0, Metadata("A guide"), text[:3]), *others], (), HashingEmbedder())


def at_change(step, act):
    """Do `act` whenever the file system is to be changed, from the time numbered `step` on."""
    changes = itertools.count()

    def hook(event, args):
        writes = event == "open" and args[2] & os.O_ACCMODE != os.O_RDONLY
        if (writes or event in ("os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir")) and next(changes) >= step:
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


def content(store):
    """A digest of all that is read of the index, or why it cannot be loaded."""
    try:
        stored = store.load(HashingEmbedder.identity)
    except WaymarkError as error:
        return str(error)
    digest = hashlib.sha256(repr((stored.catalogue, stored.lexical.search("new line sentence", 99))).encode())
    for encoding in stored.encodings:
        digest.update(b"".join(array.tobytes() for array in (encoding.vector, encoding.tokens, encoding.token_ids)))
    return digest.hexdigest()


def names(store):
    return {path.name for path in store.folder.glob("g*")}


def phase(new, loaded, target):
    """How far a build came, by the folders that it left."""
    if not new:
        return "preparing"
    return "writing" if any(name.endswith(".partial") for name in new) else "done" if loaded == target else "written"


def at_random(home, count):
    texts = {"Old": OLD, "New": NEW}
    whole = {}
    for name, text in texts.items():  # as they are when nothing is killed
        store = IndexStore(home / name)
        build(store, text, UNCHANGED)
        whole[content(store)] = name
    store = IndexStore(home)
    build(store, OLD, UNCHANGED)
    moments, loaded, seconds = random.Random(1), "Old", 1.0
    for _ in range(count):
        target = "New" if loaded == "Old" else "Old"
        before, started = names(store), time.perf_counter()
        child = os.fork()
        if child == 0:
            build(store, texts[target], UNCHANGED)
            os._exit(0)
        delay, ended = moments.uniform(0, seconds), 0
        while time.perf_counter() - started < delay and not (ended := os.waitpid(child, os.WNOHANG)[0]):
            time.sleep(0.001)
        if ended:
            seconds = time.perf_counter() - started  # later moments would all be too late
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            seconds *= 1.01  # while the machine is slower, a build takes longer
        loaded = whole.get(content(store), "neither")
        outcome = "built" if ended else phase(names(store) - before, loaded, target)
        print(json.dumps({"outcome": outcome, "loaded": loaded}), flush=True)


def main(home, trouble):
    store = IndexStore(Path(home))
    if trouble.isdigit():
        at_random(Path(home), int(trouble))
        return
    build(store, OLD)
    for step in itertools.count():
        outcome = attempt(store, {"killed": killed, "refused": refused, "limited": limited}[trouble], step)
        print(json.dumps({"outcome": outcome, "loaded": loaded(store)}))
        if outcome == "built":
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
