"""What an answer holds, where that depends on its status, or is not one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .shapes import Answer, AnswerKind

if TYPE_CHECKING:
    import httpx

_NOTHING: Final = Answer("default", "nothing")


def answer_for(answers: tuple[Answer, ...], response: httpx.Response) -> Answer:
    """Return which answer of an operation has come: by its status, then by its range, then the default.

    Of several with one status, that one counts whose kind the header `Content-Type` fits. A success that the spec
    does not name is read as the first JSON that the operation answers, or else as the first text or bytes; without
    a body it is nothing.
    """
    status = str(response.status_code)
    for wanted in (status, f"{status[0]}XX", "default"):
        found = [answer for answer in answers if answer.status.upper() == wanted.upper()]
        if found:
            return found[0] if len(found) == 1 else _by_media_type(found, response)
    if not response.content.strip():
        return _NOTHING
    ranked = (answer for kind in ("json", "text", "bytes") for answer in answers if answer.kind == kind)
    return next(ranked, _NOTHING)


def value_in(answer: Answer, response: httpx.Response) -> Any:
    """Return what the caller gets of an answer.

    Raises:
        ValidationError: it is not what the spec promises.
    """
    if answer.kind == "nothing":
        return None
    if answer.kind == "bytes":
        return response.content
    if answer.kind == "text":
        return response.text
    if not response.content.strip():
        # An empty body is how some services write null.
        return answer.adapter.validate_python(None)
    return answer.adapter.validate_json(response.content)


def is_json(response: httpx.Response) -> bool:
    """Say whether an answer calls itself JSON."""
    media_type = _media_type(response)
    return media_type.endswith(("/json", "+json"))


def _by_media_type(found: list[Answer], response: httpx.Response) -> Answer:
    kinds = {answer.kind: answer for answer in reversed(found)}
    if not response.content:
        return kinds.get("nothing", found[0])
    if is_json(response):
        return kinds.get("json", found[0])
    named: AnswerKind = "text" if _media_type(response).startswith("text/") else "bytes"
    return kinds.get(named, found[0])


def _media_type(response: httpx.Response) -> str:
    header: str = response.headers.get("Content-Type", "")
    return header.partition(";")[0].strip().lower()
