"""Plans to take along: the server makes the plan again from its goal, and sends it as a file."""

import asyncio
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse

from bot.answer import Answer, Plan
from bot.answering import Answerer, whole_answer
from bot.errors import QuestionError
from bot.page.line import Line
from bot.plan.markdown import plan_file
from bot.plan.pdf import plan_pdf
from bot.plan.request import LONGEST_GOAL

Goal = Annotated[str, Query()]
File = Callable[[Plan, Answer, date], str | bytes]

TOO_LONG = f"This goal is too long; please name it in at most {LONGEST_GOAL} characters.\n"
NO_PLAN = "The documents have no plan for this. Go back to the chat and ask what they do cover.\n"


def plan_routes(answerer: Answerer, line: Line) -> APIRouter:
    """/plan.md and /plan.pdf; who asks waits in the same line as questions do."""
    routes = APIRouter()

    @routes.get("/plan.md")
    async def markdown(goal: Goal = "") -> Response:
        return await sent(goal, plan_file, "md", "text/markdown; charset=utf-8")

    @routes.get("/plan.pdf")
    async def pdf(goal: Goal = "") -> Response:
        return await sent(goal, plan_pdf, "pdf", "application/pdf")

    async def sent(goal: str, file: File, ending: str, kind: str) -> Response:
        if len(goal) > LONGEST_GOAL:
            return PlainTextResponse(TOO_LONG, 400)
        try:
            async with line.turn():
                answer = await whole_answer(answerer.answer(f"Make me a plan {goal}"))
        except QuestionError as error:
            return PlainTextResponse(f"{error}\n", 400)
        if not answer.plan:
            return PlainTextResponse(NO_PLAN, 404)
        content = await asyncio.to_thread(file, answer.plan, answer, date.today())
        name = f"{file_name(answer.plan.title)}.{ending}"
        return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    return routes


def file_name(title: str) -> str:
    """The title in letters, digits and hyphens, which every system takes for a file's name."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")
