"""All settings, read once from the environment. Each has a default that works."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError
from tools.chat_model import ChatModelFile, fitting, model_folder, total_memory

PROJECT = Path(__file__).resolve().parent.parent

# Weights of our own beside the default model's (tuning/adapter.py).
ADAPTER = PROJECT / "bot" / "reply" / "adapter.gguf"
# WAYMARK_MODEL for quotes without a reply.
NO_MODEL = "none"
MAIL = re.compile(r"[^@\s<>?&]+@[^@\s<>?&]+")


@dataclass(frozen=True)
class Settings:
    """The field comments are what the table of settings in docs/hosting.md says."""

    # WAYMARK_HOME: where the index lives.
    home: Path = PROJECT / ".waymark"
    # WAYMARK_CORPUS or --corpus: the documents to answer from; None: what was last indexed, at first the bundled guides.
    corpus: Path | None = None
    # WAYMARK_MODEL: a GGUF file, a hub repository ("owner/name" or "owner/name:file.gguf"), a server's URL, or "none": quotes
    # without a reply.
    model: str = ""
    # WAYMARK_MODEL_NAME: which model of a server that offers several.
    model_name: str | None = None
    # WAYMARK_API_KEY: for a server that asks for one; never printed.
    api_key: str | None = field(default=None, repr=False)
    # WAYMARK_CONTEXT: tokens of context; 4,096 hold the passages of any question and fit into little memory.
    context_tokens: int = 4096
    # WAYMARK_ADVISER: whom a learner can ask what the documents do not say; completes "please ask …".
    adviser: str = "an adviser"
    # WAYMARK_ADVISER_MAIL: the address that a learner's conversation is mailed to, if they want that.
    adviser_mail: str = ""
    # WAYMARK_CENTRE and WAYMARK_LOGO: the centre's name and logo (an .svg or .png file) on the page, in place of ours.
    centre: str = ""
    logo: Path | None = None
    # WAYMARK_STALE_YEARS: figures, dates and programmes of sources older than this carry a warning.
    stale_years: int = 2
    # WAYMARK_DATABASE: where conversations are kept, as a URL of SQLite or PostgreSQL; empty: in WAYMARK_HOME; "none": nowhere.
    database: str = ""
    # WAYMARK_KEEP_DAYS: conversations in which nothing was said for so long are deleted.
    keep_days: int = 90
    # WAYMARK_HOST and WAYMARK_PORT: where the chat is served; other machines are let in only on purpose.
    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def keeps_conversations(self) -> bool:
        return self.database != "none"

    @property
    def database_url(self) -> str:
        """Where conversations are kept, if they are."""
        return self.database or f"sqlite:///{self.home.resolve() / 'conversations.db'}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the WAYMARK_* variables; an empty one counts as unset.

        Raises SettingsError for an unknown one, so that a slip of the pen is not silently without effect.
        """
        values = {key: value.strip() for key, value in environment.items() if key.startswith("WAYMARK_") and value.strip()}
        unknown = sorted(values.keys() - KNOWN)
        if unknown:
            raise SettingsError(f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(KNOWN))}")
        default = cls()
        return cls(
            home=Path(values["WAYMARK_HOME"]).expanduser() if "WAYMARK_HOME" in values else default.home,
            corpus=Path(values["WAYMARK_CORPUS"]).expanduser() if "WAYMARK_CORPUS" in values else None,
            model=values.get("WAYMARK_MODEL", default.model),
            model_name=values.get("WAYMARK_MODEL_NAME"),
            api_key=values.get("WAYMARK_API_KEY"),
            context_tokens=_number(values, "WAYMARK_CONTEXT", default.context_tokens, 1024, 1 << 20),
            adviser=values.get("WAYMARK_ADVISER", default.adviser),
            adviser_mail=_mail(values.get("WAYMARK_ADVISER_MAIL", default.adviser_mail)),
            centre=values.get("WAYMARK_CENTRE", default.centre),
            logo=Path(values["WAYMARK_LOGO"]).expanduser() if "WAYMARK_LOGO" in values else None,
            stale_years=_number(values, "WAYMARK_STALE_YEARS", default.stale_years, 0, 100),
            database=values.get("WAYMARK_DATABASE", default.database),
            keep_days=_number(values, "WAYMARK_KEEP_DAYS", default.keep_days, 1, 3650),
            host=values.get("WAYMARK_HOST", default.host),
            port=_number(values, "WAYMARK_PORT", default.port, 1, 65535),
        )


KNOWN = frozenset(
    f"WAYMARK_{name}"
    for name in (
        "HOME", "CORPUS", "MODEL", "MODEL_NAME", "API_KEY", "CONTEXT", "ADVISER", "ADVISER_MAIL", "CENTRE", "LOGO",
        "STALE_YEARS", "DATABASE", "KEEP_DAYS", "HOST", "PORT", "REQUIRE_BROWSER",
    )
)  # fmt: skip


def default_file() -> ChatModelFile:
    """The chat model that the set-up fetches for a machine with as much memory as this one."""
    return fitting(total_memory())


def adapter_for(model: ChatModelFile) -> Path | None:
    """What was learnt for a model, to reply from quotes."""
    return ADAPTER if model.adapted else None


def default_model() -> Path:
    """Where it lies. Raises SettingsError if it is not there."""
    path = model_folder(os.environ) / default_file().file
    if not path.is_file():
        raise SettingsError(f"the chat model is not here ({path}); run 'make setup', or set WAYMARK_MODEL to another")
    return path


def _mail(address: str) -> str:
    if address and not MAIL.fullmatch(address):
        raise SettingsError(f"WAYMARK_ADVISER_MAIL is {address!r}; use one address, such as adviser@centre.example")
    return address


def _number(values: Mapping[str, str], key: str, default: int, least: int, most: int) -> int:
    text = values.get(key, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingsError(f"{key} is {text!r}; use a whole number from {least} to {most}")
    return int(text)
