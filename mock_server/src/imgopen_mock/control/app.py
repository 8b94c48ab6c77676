"""The control as an application of its own."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from imgopen_mock import __version__
from imgopen_mock.control import clock, deliveries, faults, journal, status, tasks
from imgopen_mock.control.page import page
from imgopen_mock.control.problems import use_problems
from imgopen_mock.control.subject import PREFIX, Subject

_DESCRIPTION = """\
Look into a running simulator, and tell it what to do.

- All times are seconds of the simulator's clock, counted from its beginning.
- Lists have the oldest first, and show the newest part unless `offset` says otherwise.
- Every error is `{"error": "..."}`, in words for people.
- Accounts are known by the value of the API's first key header; no other header is kept or shown.
"""


def create_control(subject: Subject) -> FastAPI:
    """Make the application; its paths begin with `/_mock`."""
    document = f"{PREFIX}/openapi.json"
    app = FastAPI(
        title="imgopen-mock control",
        summary="What tests look at and set up in a running simulator.",
        description=_DESCRIPTION,
        version=__version__,
        openapi_url=document,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.subject = subject
    use_problems(app)
    for part in (status, clock, tasks, deliveries, faults, journal):
        app.include_router(part.router)

    @app.get(f"{PREFIX}/docs", include_in_schema=False)
    async def read_docs() -> HTMLResponse:
        return HTMLResponse(page(app.openapi(), document))

    return app
