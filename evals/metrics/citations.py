"""Whether what is shown stands on what is cited. None for answers that show no sentence.

Support is ALCE's recall (arXiv 2305.14627), with words and figures in place of its entailment model: offline, and the same
every time, but blind to rewording that keeps the words and turns the sense.
"""

from collections.abc import Sequence

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
    """The share of the reply's sentences that the quotes that they cite, together, support."""
    return _share([supports(_whole(record, sentence), sentence.text) for sentence in record.reply])


def unsupported_numbers(record: Record) -> float | None:
    """The share of sentences with a number that is not in what they cite, nor in its labels: of a reply the whole quotes, of
    others the very places."""
    stand_on = [(sentence, _whole(record, sentence)) for sentence in record.reply]
    stand_on += [(sentence, _quotes(record, sentence)) for sentence in (*record.quotes, *record.plan)]
    return _share([bool(numbers(sentence.text) - numbers(" ".join(quotes))) for sentence, quotes in stand_on])


def supports(quotes: Sequence[str], sentence: str) -> bool:
    """Whether quotes, taken together, hold a sentence's figures and most of its content words."""
    together = " ".join(quotes)
    if numbers(sentence) - numbers(together):
        return False
    wanted, held = stems(DIGITS.sub(" ", sentence.lower())), set(stems(DIGITS.sub(" ", together.lower())))
    return bool(quotes) and sum(stem in held for stem in wanted) >= SUPPORT * len(wanted)


def _share(verdicts: Sequence[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None


def _quotes(record: Record, sentence: Shown) -> list[str]:
    """The places that a sentence cites, each with its label."""
    return [f"{cited.label}: {cited.quote}" for cited in record.citations if cited.id in sentence.citations]


def _whole(record: Record, sentence: Shown) -> list[str]:
    """The same with all that stands below the same labels: a reply may put several sentences of a quote together."""
    labels = {cited.label for cited in record.citations if cited.id in sentence.citations}
    return [f"{cited.label}: {cited.quote}" for cited in record.citations if cited.label in labels]
