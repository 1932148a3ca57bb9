"""What the set-up says is missing, what it remembers as done, and what it installs."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.chat_model import fitting, model_folder, total_memory
from tools.errors import SetupError
from tools.fetch import HUB
from tools.ledger import Ledger, digest
from tools.machine import Compiler, Machine, find_compiler, missing
from tools.packages import run
from tools.setup import check_weights, steps, steps_to_do

ROOT = Path(__file__).parents[2]
GCC = Compiler("/usr/bin/cc", "gcc", "cc 12.2.0")


def machine(system="Linux", cc=GCC, cxx=GCC):
    return Machine(system=system, arch="x86_64", features=frozenset(), cc=cc, cxx=cxx)


@pytest.mark.parametrize(
    ("python", "venv", "here", "expected"),
    [
        pytest.param((3, 11), True, machine(), [], id="all there"),
        pytest.param((3, 10), True, machine(), ["3.10", "sudo apt-get install python3.11 python3.11-venv"], id="old Python"),
        pytest.param((3, 9), False, machine("Darwin"), ["brew install python@3.12"], id="old Python, macOS"),
        pytest.param((3, 12), False, machine(), ["sudo apt-get install python3.12-venv"], id="no venv"),
        pytest.param((3, 12), True, machine(cc=None), ["a C compiler", "sudo apt-get install build-essential"], id="no C"),
        pytest.param((3, 12), True, machine(cxx=None), ["a C++ compiler", "build-essential"], id="no C++"),
        pytest.param((3, 12), True, machine("Darwin", None), ["a C compiler", "xcode-select --install"], id="no C, macOS"),
    ],
)
def test_missing(python, venv, here, expected):
    said = missing(python, venv, here)
    assert len(said) == (1 if expected else 0)
    assert all(part in said[0] for part in expected)


def test_missing_names_each_thing():
    assert len(missing((3, 10), False, machine(cc=None, cxx=None))) == 3


def test_a_compiler_that_cannot_run_is_none(tmp_path, monkeypatch):
    shim = tmp_path / "cc"  # as on macOS without its developer tools
    shim.write_text("#!/bin/sh\necho 'xcode-select: no developer tools were found' >&2\nexit 1\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    assert find_compiler("CC", ("cc", "gcc")) is None


def test_a_compiler_named_in_the_environment_comes_first(tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.write_text("#!/bin/sh\necho 'clang version 19'\n")
    own.chmod(0o755)
    monkeypatch.setenv("CC", str(own))
    assert find_compiler("CC", ("cc",)) == Compiler(str(own), "clang", "clang version 19")


def test_the_set_up_can_tell_an_old_python_that_it_is_too_old():
    for module in (ROOT / "tools").glob("*.py"):
        ast.parse(module.read_text(), feature_version=(3, 8))


def test_a_finished_step_is_held_for_its_key_only(tmp_path):
    path = tmp_path / "stamp.json"
    Ledger(path).finish("packages", "one")
    Ledger(path).finish("native", "two")
    assert Ledger(path).holds("packages", "one")
    assert Ledger(path).holds("native", "two")
    assert not Ledger(path).holds("packages", "other")
    assert not Ledger(path).holds("project", "one")


def test_a_started_step_is_undone_and_the_others_stay(tmp_path):
    ledger = Ledger(tmp_path / "stamp.json")
    ledger.finish("packages", "one")
    ledger.finish("native", "two")
    ledger.start("native")
    assert not ledger.holds("native", "two")
    assert ledger.holds("packages", "one")


@pytest.mark.parametrize("damage", ["", "{", '{"packages": "on', "[]", "null", "\x00\x00"], ids=repr)
def test_a_damaged_stamp_means_nothing_is_done(tmp_path, damage):
    path = tmp_path / "stamp.json"
    path.write_text(damage)
    assert not Ledger(path).holds("packages", "one")
    Ledger(path).finish("packages", "one")
    assert Ledger(path).holds("packages", "one")


def test_a_step_killed_half_way_counts_as_undone(tmp_path):
    path = tmp_path / "stamp.json"
    Ledger(path).finish("native", "one")
    code = f"import os; from tools.ledger import Ledger; Ledger(__import__('pathlib').Path({str(path)!r})).start('native')"
    killed = subprocess.run([sys.executable, "-c", code + "; os.kill(os.getpid(), 9)"], cwd=ROOT)
    assert killed.returncode == -9
    assert not Ledger(path).holds("native", "one")


@pytest.mark.parametrize(
    ("model", "here", "fetched"),
    [
        pytest.param("", False, True, id="the first time"),
        pytest.param(" ", True, False, id="it is there"),
        pytest.param("owner/name", False, False, id="another model is set"),
        pytest.param("none", False, False, id="no model is wanted"),
    ],
)
def test_the_chat_model_is_fetched_if_it_is_wanted_and_not_there(tmp_path, monkeypatch, model, here, fetched):
    monkeypatch.setenv("WAYMARK_MODEL", model)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if here:
        folder = model_folder(os.environ)
        folder.mkdir(parents=True)
        (folder / fitting(total_memory()).file).touch()
    assert ("chat model" in [step.name for step in steps_to_do(machine(), dev=False)]) is fetched


def test_who_only_uses_it_gets_no_development_packages():
    to_use = [step.name for step in steps(machine(), dev=False)]
    assert [step.name for step in steps(machine(), dev=True)] == [*to_use, "dev packages"]


def test_digest_tells_parts_apart():
    assert digest("a", "bc") == digest("a", "bc")
    assert digest("a", "bc") != digest("ab", "c")


def test_damaged_weights_are_refused_with_the_fix(tmp_path):
    weights = tmp_path / "model.gguf"
    weights.write_bytes(b"GGUF")
    with pytest.raises(SetupError, match=r"damaged.*make clean setup"):
        check_weights(weights, "0" * 64)
    with pytest.raises(SetupError, match=r"not in its package.*make clean setup"):
        check_weights(tmp_path / "absent.gguf", "0" * 64)


def test_a_failing_command_shows_its_last_lines_and_what_to_try():
    code = "for n in range(100): print('line', n)\nraise SystemExit(1)"
    with pytest.raises(SetupError) as error:
        run([sys.executable, "-c", code])
    said = str(error.value)
    assert "line 99" in said
    assert "line 50" not in said
    assert "network" in said
    assert "disk space" in said


def test_no_file_of_the_set_up_names_a_machine_or_a_registry():
    texts = [path.read_text() for path in [*(ROOT / "tools").glob("*.*"), ROOT / "Makefile", *ROOT.glob("*.lock")]]
    named = [text.replace("http://localhost", "").replace(HUB, "") for text in texts]
    assert not any("://" in text or str(ROOT) in text for text in named)
