"""Whether a sentence that a model wrote stands in the quotes that it cites."""

from collections.abc import Sequence

from bot.reply.guards import check


def ungrounded(text: str, quotes: Sequence[tuple[str, str]]) -> str:
    """What a sentence says that the quotes, each a label and a text, do not; empty if they hold all of it."""
    verdict = check(text, ["\n".join(f"{label}: {quote}" for label, quote in quotes)])
    return verdict.problem if verdict.source is None else ""
