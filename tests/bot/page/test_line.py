"""bot.page.line: first come, first served; who leaves holds nobody up."""

import asyncio
from contextlib import suppress

import pytest

from bot.page.line import Line


class Visitor:
    """Somebody who holds their turn until told to go; `places` are what they were told."""

    def __init__(self, line):
        self.places, self.served, self.go = [], asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(self._visit(line))

    async def _visit(self, line):
        async def tell(place):
            self.places.append(place)

        async with line.turn(tell):
            self.served.set()
            await self.go.wait()

    async def leave(self):
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


async def come(line, count):
    visitors = [Visitor(line) for _ in range(count)]
    await settle()
    return visitors


def served(visitors):
    return [visitor.served.is_set() for visitor in visitors]


async def finish(visitors):
    for visitor in visitors:
        visitor.go.set()
    async with asyncio.timeout(5):
        await asyncio.gather(*(visitor.task for visitor in visitors), return_exceptions=True)


@pytest.mark.parametrize(
    ("at_once", "expected"),
    [pytest.param(1, [True, False, False], id="one at a time"), pytest.param(2, [True, True, False], id="two at a time")],
)
async def test_so_many_are_served_at_once(at_once, expected):
    visitors = await come(Line(at_once), 3)
    assert served(visitors) == expected
    await finish(visitors)


async def test_who_is_served_at_once_hears_of_no_line():
    visitors = await come(Line(1), 1)
    assert visitors[0].places == []
    await finish(visitors)


async def test_everybody_hears_their_place_as_it_changes():
    line = Line(1)
    visitors = await come(line, 4)
    visitors[0].go.set()
    await settle()
    assert [visitor.places for visitor in visitors] == [[], [1], [2, 1], [3, 2]]
    assert (served(visitors), line.waiting) == ([True, True, False, False], 2)
    await finish(visitors)


async def test_nobody_need_be_told():
    line = Line(1)
    first, second = Visitor(line), asyncio.create_task(wait_unknowing(line))
    await settle()
    assert not second.done()
    await finish([first])
    async with asyncio.timeout(5):
        await second


async def wait_unknowing(line):
    async with line.turn():
        pass


async def test_who_leaves_the_line_holds_nobody_up():
    visitors = await come(Line(1), 3)
    await visitors[1].leave()
    visitors[0].go.set()
    await settle()
    assert served(visitors) == [True, False, True]
    await finish(visitors)


async def test_who_leaves_while_served_gives_their_turn_on():
    visitors = await come(Line(1), 2)
    await visitors[0].leave()
    await settle()
    assert served(visitors) == [True, True]
    await finish(visitors)


async def test_in_the_end_nobody_waits():
    line = Line(2)
    visitors = await come(line, 20)
    await finish(visitors)
    assert (served(visitors), line.waiting) == ([True] * 20, 0)
