"""What this machine is, as far as the native build depends on it, and what it lacks."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Compiler:
    """A compiler that runs: where it is, its family, and the line it prints of its version."""

    path: str
    kind: str  # "gcc", "clang" or "other"
    banner: str


@dataclass(frozen=True)
class Machine:
    """What the choice of compiler flags depends on. No compiler found is None; no features known is empty."""

    system: str
    arch: str
    features: frozenset[str]
    cc: Compiler | None
    cxx: Compiler | None


def detect() -> Machine:
    """Look at this machine."""
    cpuinfo = Path("/proc/cpuinfo")  # Linux only
    return Machine(
        system=platform.system(),
        arch=platform.machine(),
        features=parse_features(cpuinfo.read_text(errors="replace")) if cpuinfo.exists() else frozenset(),
        cc=find_compiler("CC", ("cc", "gcc", "clang")),
        cxx=find_compiler("CXX", ("c++", "g++", "clang++")),
    )


def parse_features(cpuinfo: str) -> frozenset[str]:
    """The instruction sets that /proc/cpuinfo lists: "flags" on x86, "Features" on Arm."""
    for line in cpuinfo.splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("flags", "Features"):
            return frozenset(value.split())
    return frozenset()


def find_compiler(variable: str, names: tuple[str, ...]) -> Compiler | None:
    """The compiler that the environment names, else the first of `names` that runs."""
    chosen = os.environ.get(variable)
    for name in (chosen,) if chosen else names:
        path = shutil.which(name)
        # macOS has a /usr/bin/cc that only asks for the developer tools: running it tells.
        if path and (said := _version(path)):
            return Compiler(path, compiler_kind(said), said.splitlines()[0])
    return None


def compiler_kind(said: str) -> str:
    """The family of a compiler from what it prints for --version."""
    if "clang" in said:
        return "clang"
    return "gcc" if "Free Software Foundation" in said else "other"


def missing(python: tuple[int, int], venv: bool, machine: Machine) -> list[str]:
    """What this machine lacks, each with the command that installs it. Empty when all is there."""
    mac = machine.system == "Darwin"
    oldest = ".".join(map(str, OLDEST_PYTHON))
    version = ".".join(map(str, python))
    tools = "xcode-select --install" if mac else "sudo apt-get install build-essential"
    lacks = []
    if python < OLDEST_PYTHON:
        install = "brew install python@3.12" if mac else f"sudo apt-get install python{oldest} python{oldest}-venv"
        newer = "python3.12" if mac else f"python{oldest}"
        lacks.append(f"Python {oldest} or newer (this is {version}): {install}, then add PYTHON={newer} to the make command")
    elif not venv:
        install = f"brew install python@{version}" if mac else f"sudo apt-get install python{version}-venv"
        lacks.append(f"Python's venv module with ensurepip: {install}")
    if machine.cc is None:
        lacks.append(f"a C compiler (cc, gcc or clang{_named('CC')}): {tools}")
    if machine.cxx is None:
        lacks.append(f"a C++ compiler (c++, g++ or clang++{_named('CXX')}): {tools}")
    return lacks


def missing_here(machine: Machine) -> list[str]:
    """What `missing` finds for the Python that runs this."""
    venv = find_spec("venv") is not None and find_spec("ensurepip") is not None  # Debian packs them apart
    return missing(sys.version_info[:2], venv, machine)


def _named(variable: str) -> str:
    return f"; {variable}={os.environ[variable]} does not run" if os.environ.get(variable) else ""


def _version(path: str) -> str:
    try:
        run = subprocess.run([path, "--version"], capture_output=True, text=True, errors="replace", timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
