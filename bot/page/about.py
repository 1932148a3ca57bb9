"""The panel in which learners may say something about themselves: offered, kept, changed and forgotten."""

import json
from collections.abc import Mapping
from typing import Any

import chainlit as cl
from chainlit.input_widget import InputWidget, TextInput
from chainlit.session import WebsocketSession
from chainlit.user import PersistedUser

from bot.history.store import HistoryStore
from bot.page.page_root import FALLBACK, LANGUAGES, PAGE
from bot.understanding.aboutyou import NOBODY, AboutYou

ABOUT_KEY = "about"
FIELDS = ("goal", "background", "hours", "region")
WORDS: Mapping[str, Mapping[str, str]] = {
    language: json.loads((PAGE / "words" / f"{language}.json").read_text("utf-8"))["page"] for language in LANGUAGES
}


class AboutPanel:
    """Chainlit's settings panel, filled with ours. Without a store what is said is forgotten with the conversation."""

    def __init__(self, store: HistoryStore | None) -> None:
        self._store = store

    def register(self) -> None:
        """Make these Chainlit's handlers."""
        cl.on_settings_update(self.on_change)

    def said(self) -> AboutYou:
        """What the learner of this conversation has said."""
        about: AboutYou = cl.user_session.get(ABOUT_KEY, NOBODY)
        return about

    async def offer(self) -> None:
        """Show the panel with what is known."""
        about = await self._kept()
        cl.user_session.set(ABOUT_KEY, about)
        words = WORDS[_language()]
        inputs: list[InputWidget] = [
            TextInput(id=name, label=words[f"about_{name}"], initial=getattr(about, name)) for name in FIELDS
        ]
        await cl.ChatSettings(inputs).send()

    async def on_change(self, settings: dict[str, Any]) -> None:
        """Keep what is said now, in place of what was said before; nothing said is everything forgotten."""
        about = AboutYou.of(settings)
        cl.user_session.set(ABOUT_KEY, about)
        user = cl.context.session.user
        if self._store and isinstance(user, PersistedUser):
            await self._store.tell_about(user.id, {name: getattr(about, name) for name in FIELDS})

    async def _kept(self) -> AboutYou:
        user = cl.context.session.user
        person = await self._store.person(user.identifier) if self._store and user else None
        return AboutYou.of(person.about) if person else NOBODY


def _language() -> str:
    """The language of the interface: the first that the browser wants, if we have it."""
    session = cl.context.session
    wanted = (session.environ or {}).get("HTTP_ACCEPT_LANGUAGE", "") if isinstance(session, WebsocketSession) else ""
    language = wanted.split(",")[0].split(";")[0].split("-")[0].strip()
    return language if language in WORDS else FALLBACK
