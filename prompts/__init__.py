"""Prompts are files beside this one, rendered strictly: a variable that is missing raises, with its name."""

import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent

_environment = Environment(
    loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
)


def render(name: str, **values: object) -> str:
    """The prompt in `name`.j2 with its variables filled in. Raises jinja2.UndefinedError for a missing one."""
    return _environment.get_template(f"{name}.j2").render(**values).strip()


def fingerprint(name: str) -> str:
    """The SHA-256 of a prompt file, to record which wording an answer was made with."""
    return hashlib.sha256((FOLDER / f"{name}.j2").read_bytes()).hexdigest()
