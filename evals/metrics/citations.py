"""Whether what is shown stands on what is cited. None for answers that show no sentence.

Support is ALCE's recall (arXiv 2305.14627), with words and figures in place of its entailment model: offline, and the same
every time, but blind to rewording that keeps the words and turns the sense.
"""

from collections.abc import Callable, Sequence

from evals.matching import DIGITS, numbers
from evals.record import Record, Shown
from index.lexical import stems

# The share of a sentence's content stems that quotes must hold to support it.
SUPPORT = 0.6


def valid(record: Record) -> float | None:
    """1 if every sentence cites, and every citation is listed; 0 also for an answer without a sentence."""
    listed = {citation.id for citation in record.citations}
    if record.refused:
        return None
    cited = [bool(sentence.citations) and listed.issuperset(sentence.citations) for sentence in record.sentences]
    return float(bool(cited) and all(cited))


def faithful(record: Record) -> float | None:
    """1 if every citation is, character for character, what its document says at that place, and every quoted sentence stands
    in those that it cites."""
    if record.refused:
        return None
    sources = all(citation.quote == citation.source != "" for citation in record.citations)
    return float(sources and all(supports(_quotes(record, sentence), sentence.text) for sentence in record.quotes))


def reply_support(record: Record) -> float | None:
    """The share of the reply's sentences that their cited quotes, together, support."""
    return _share(record, record.reply, lambda cited, text: supports(cited, text))


def unsupported_numbers(record: Record) -> float | None:
    """The share of sentences with a number that neither their cited quotes nor the labels of these hold."""
    return _share(record, record.sentences, lambda cited, text: bool(numbers(text) - numbers(" ".join(cited))))


def supports(quotes: Sequence[str], sentence: str) -> bool:
    """Whether quotes, taken together, hold a sentence's figures and most of its content words."""
    together = " ".join(quotes)
    if numbers(sentence) - numbers(together):
        return False
    wanted, held = stems(DIGITS.sub(" ", sentence.lower())), set(stems(DIGITS.sub(" ", together.lower())))
    return bool(quotes) and sum(stem in held for stem in wanted) >= SUPPORT * len(wanted)


def _share(record: Record, sentences: Sequence[Shown], judge: Callable[[Sequence[str], str], bool]) -> float | None:
    verdicts = [judge(_quotes(record, sentence), sentence.text) for sentence in sentences]
    return sum(verdicts) / len(verdicts) if verdicts else None


def _quotes(record: Record, sentence: Shown) -> list[str]:
    """What a sentence cites, each quote with its label."""
    quotes = {citation.id: f"{citation.label}: {citation.quote}" for citation in record.citations}
    return [quotes[number] for number in sentence.citations if number in quotes]
