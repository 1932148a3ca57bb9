"""What somebody can do about all that is kept of them: take it along, or have it deleted."""

from fastapi import APIRouter, Request, Response

from bot.history.store import HistoryStore, Person
from bot.page.export import conversations_markdown
from bot.page.visitors import COOKIE, TOKEN, identifier

FILE = "my-conversations.md"


def person_routes(store: HistoryStore) -> APIRouter:
    """GET /conversations.md, and POST /forget, which makes the browser a stranger, too."""
    routes = APIRouter()

    @routes.get("/conversations.md")
    async def export(request: Request) -> Response:
        person = await asking(request)
        everything = await store.everything(person.id) if person else []
        text = conversations_markdown(everything, str(request.base_url).rstrip("/"))
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
        return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)

    @routes.post("/forget")
    async def forget(request: Request) -> Response:
        if person := await asking(request):
            await store.forget_person(person.id)
        response = Response(status_code=204)
        for cookie in (COOKIE, TOKEN):
            response.delete_cookie(cookie)
        return response

    async def asking(request: Request) -> Person | None:
        name = identifier(request.headers)
        return await store.person(name) if name else None

    return routes
