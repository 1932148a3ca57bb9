"""bot.plan.pdf: a plan as a PDF file."""

import re
import zlib
from dataclasses import replace

import pytest

from bot.answer import Stage
from bot.plan.pdf import plan_pdf

STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
CODE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def texts(pdf):
    """All that the file shows, read by the letters of each of its fonts in turn."""
    streams = STREAM.findall(pdf)
    fonts = [
        {int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for code, letters in CODE.findall(stream)}
        for stream in streams
        if b"beginbfchar" in stream
    ]
    shown = [part for stream in streams if stream.startswith(b"x\x9c") for part in SHOWN.findall(zlib.decompress(stream))]
    lines = [ESCAPED.sub(lambda found: {b"r": b"\r", b"n": b"\n"}.get(found[1], found[1]), line) for line in shown]
    codes = [[int.from_bytes(line[place : place + 2]) for place in range(0, len(line), 2)] for line in lines]
    return [" ".join("".join(font.get(code, "") for code in line) for line in codes) for font in fonts]


def test_steps_times_and_sources_can_be_read(answer, made):
    text, titles = texts(plan_pdf(answer.plan, answer, made))
    assert "A plan to become a tailor" in titles
    for part in ("Made on 2026-03-01", "Learn to *sew*: see http://evil.example.", "at most.", "This is old.", "Sewing [2]"):
        assert part in text


def test_only_what_is_to_be_done_has_a_box(answer, made):
    def boxes(stages):
        pdf = plan_pdf(replace(answer.plan, stages=stages), answer, made)
        return sum(zlib.decompress(stream).count(b"\nh S") for stream in STREAM.findall(pdf) if stream.startswith(b"x\x9c"))

    assert [boxes((stage,)) for stage in answer.plan.stages] == [1, 0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("Zażółć Ελλάδα Жизнь 5 €", "Zażółć Ελλάδα Жизнь 5 €", id="letters of Europe"),
        pytest.param("职业", "??", id="letters that the font lacks"),
        pytest.param("a\u200bb", "ab", id="invisible"),
        pytest.param("e\u2011mail", "e-mail", id="a hyphen that the font lacks"),
        pytest.param("one\n\ntwo", "one two", id="lines"),
    ],
)
def test_letters(answer, made, typed, shown):
    stage = Stage("Letters", (replace(answer.sentences[1], text=typed),))
    assert shown in texts(plan_pdf(replace(answer.plan, stages=(stage,)), answer, made))[0]


def test_a_long_plan_goes_on_over_numbered_pages(answer, made):
    stage = Stage("Much", (answer.sentences[1],) * 60)
    pdf = plan_pdf(replace(answer.plan, stages=(stage,)), answer, made)
    assert re.search(rb"/Count (\d+)", pdf)[1] == b"2"
