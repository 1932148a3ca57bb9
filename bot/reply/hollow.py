"""Sentences that say nothing from the source: about the prompt instead of its matter, the same twice, or in words of their own
only. Small models write many of them.

Each check returns what is wrong, or an empty string.
"""

from bot.reply.facts import Text
from bot.reply.figures import FIGURE
from bot.reply.lexicon import FUNCTION
from index.lexical import stems

# None of the 2,585 faithful sentences of tuning/examples falls short of it.
LEAST_NEW = 0.6
# Of 1,687 faithful sentences that the other checks keep, 9 fall short of it; "You pay £1,380." of a fee does, too.
LEAST_HELD = 0.6
# What the prompt calls its parts.
PROMPT = frozenset(stems("passage passages question context"))


def of_the_prompt(said: Text, source: Text) -> str:
    """A sentence about the passages or the question themselves."""
    return "speaks of the prompt" if (set(stems(said.text)) & PROMPT) - source.stems else ""


def repeated(said: Text, source: Text) -> str:
    """A sentence whose words, more of them than in the source, are mostly there twice. Comparisons repeat fewer."""
    return "says the same twice" if _newness(said) < min(LEAST_NEW, _newness(source)) else ""


def reworded(said: Text, source: Text) -> str:
    """A sentence that shares too few words with its source to tell what it speaks of, words that say little counted."""
    words = stems(FIGURE.sub(" ", said.plain))
    held = sum(word in source.stems for word in words)
    return f"shares only {held} of {len(words)} words with the source" if held < LEAST_HELD * len(words) else ""


def _newness(text: Text) -> float:
    """The share of the content words that were not there before, from 0 to 1."""
    words = [stem for stem in stems(text.text) if stem not in FUNCTION]
    return len(set(words)) / len(words) if words else 1.0
