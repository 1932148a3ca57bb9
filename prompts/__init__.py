"""Prompts are files beside this one, rendered strictly: a variable that is missing raises, with its name.

A file holds the turns of a chat, each below a line that says whose it is: `=== system`, `=== user` or `=== assistant`. The last
turn holds the variables; all before it are the same for every question, so that a model evaluates them once.
"""

import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent
TURN = re.compile(r"(?m)^=== (system|user|assistant)\n")

_environment = Environment(
    loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
)


def render(name: str, **values: object) -> list[tuple[str, str]]:
    """The turns of `name`.j2, each a role and its text, with the variables filled into the last.

    Only the last turn is a template, so that nothing that a document or a learner says can open a turn of its own.
    Raises jinja2.UndefinedError for a missing variable.
    """
    _, *parts = TURN.split((FOLDER / f"{name}.j2").read_text(encoding="utf-8"))
    *fixed, (role, template) = zip(parts[::2], parts[1::2], strict=True)
    last = _environment.from_string(template).render(**values)
    return [(role, text.strip()) for role, text in (*fixed, (role, last))]


def fingerprint(name: str) -> str:
    """The SHA-256 of a prompt file, to record which wording an answer was made with."""
    return hashlib.sha256((FOLDER / f"{name}.j2").read_bytes()).hexdigest()
