"""bot.page.memory: with the real C library."""

import asyncio
import ctypes
import platform

import psutil
import pytest

from bot.page.memory import give_memory_back

BLOCK, BLOCKS = 64 * 1024, 2000


@pytest.fixture
def held():
    """Much memory that is freed but for its last block, which keeps the C library from giving the rest back by itself."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    *blocks, last = (libc.malloc(BLOCK) for _ in range(BLOCKS))
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    for block in blocks:
        libc.free(block)
    yield
    libc.free(last)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
async def test_what_is_freed_goes_back(held):
    process = psutil.Process()
    before = process.memory_info().rss
    task = asyncio.create_task(give_memory_back(every=0.01))
    async with asyncio.timeout(10):
        while process.memory_info().rss > before - BLOCK * BLOCKS / 2:
            await asyncio.sleep(0.01)
    task.cancel()
