"""Prompts are files, rendered strictly."""

import hashlib

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from prompts import FOLDER, fingerprint, render

NAMES = sorted(path.stem for path in FOLDER.glob("*.j2"))
VALUES = {"passages": ["The pay is high.", "It <grows> & grows."], "question": "What is the pay?"}


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_renders(name):
    assert len(render(name, **VALUES)) > 20


def test_passages_are_numbered_and_the_question_is_last():
    assert render("question", **VALUES) == "[1] The pay is high.\n[2] It <grows> & grows.\n\nQuestion: What is the pay?"


@pytest.mark.parametrize("missing", VALUES)
def test_a_missing_variable_is_an_error(missing):
    with pytest.raises(UndefinedError, match=missing):
        render("question", **{name: value for name, value in VALUES.items() if name != missing})


def test_a_question_is_text_and_not_a_template():
    assert render("question", passages=[], question="{{ passages }}").endswith("{{ passages }}")


def test_an_unknown_prompt_is_an_error():
    with pytest.raises(TemplateNotFound):
        render("poem")


@pytest.mark.parametrize("name", NAMES)
def test_the_fingerprint_is_of_the_file(name):
    assert fingerprint(name) == hashlib.sha256((FOLDER / f"{name}.j2").read_bytes()).hexdigest()
