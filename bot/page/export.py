"""All conversations of a person as one Markdown file, to take along."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.history.store import Conversation
from bot.inert import WORD_JOINER, inert
from bot.page.markup import MORE

# What the page's Markdown has that a file has not: the addresses of an answer's numbers, boxes, and what folds quotes away.
DEFINITION = re.compile(r'^\[(\d+)\]: (\S+) ".*"$', re.MULTILINE)
LAYOUT = re.compile(rf"^(?::::.*|\[.*\]\({MORE}\)\n)$\n?", re.MULTILINE)
NONE = "# My conversations with Waymark\n\nThere are none.\n"


def conversations_markdown(conversations: Sequence[Conversation], address: str) -> str:
    """The text of the file, in the order given. `address` is that of the server, which has the sources that answers link to."""
    if not conversations:
        return NONE
    return "\n\n".join(["# My conversations with Waymark", *(_conversation(one, address) for one in conversations)]) + "\n"


def _conversation(conversation: Conversation, address: str) -> str:
    head = f"## {inert(conversation.name or '')}\n\n{conversation.created_at:%Y-%m-%d}"
    return "\n\n".join([head, *_messages(conversation.steps, address)])


def _messages(steps: Sequence[Mapping[str, Any]], address: str) -> Iterator[str]:
    for step in steps:
        if step["type"] == "user_message":
            asked = datetime.fromisoformat(step["createdAt"])
            yield f"### {inert(step['output'])}\n\n*{asked:%Y-%m-%d %H:%M} UTC*"
        elif step["type"] == "assistant_message":
            yield _standing_alone(step["output"], address)


def _standing_alone(markdown: str, address: str) -> str:
    """A message whose links work beside other messages: each has its address, not a number that counts in this one alone."""
    addresses = {number: address + path for number, path in DEFINITION.findall(markdown)}
    text = LAYOUT.sub("", DEFINITION.sub("", markdown)).replace(WORD_JOINER, "")
    text = re.sub(r"(?<=\])\[(\d+)\]", lambda match: f"({addresses.get(match[1], '')})", text)
    text = text.replace("](/", f"]({address}/")
    return re.sub(r"^#", "####", text, flags=re.MULTILINE).strip()
