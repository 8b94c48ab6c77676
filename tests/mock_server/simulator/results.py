"""Tasks that are seen through to their results, the pictures that they give, and the sizes of these."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

from imgopen_mock import Request, Response, Settings, Simulator
from PIL import Image

from tests.mock_server.simulator.calls import Answer, Call, ask, links_of
from tests.mock_server.simulator.documents import Json
from tests.mock_server.simulator.meanings import asked, fields_of, promised, told
from tests.mock_server.simulator.receivers import EVER, listen


def outcome(call: Call, settings: Settings | None = None) -> tuple[Simulator, list[Answer]]:
    """Submit a task, wait for its end, and ask about it by all links; an immediate answer is the only one."""
    simulator = call.operation.api.simulator(settings)
    answer = ask(simulator, call)
    assert answer.accepted, answer.body
    if not links_of(call.operation):
        return simulator, [answer]
    listen(simulator, simulator.tasks[-1].ends - simulator.clock.now())
    return simulator, inquiries(simulator, call)


def inquiries(simulator: Simulator, call: Call, account: str = "own") -> list[Answer]:
    """Ask about the task of a call by all links."""
    return [ask(simulator, link.call(call), account) for link in links_of(call.operation)]


def able(answers: list[Answer], *meanings: str) -> list[Answer]:
    """Return the answers whose schema has room for one of the meanings."""
    found = [answer for answer in answers if set(meanings) & promised(answer.call.operation)]
    assert found
    return found


def pictures(answers: list[Answer]) -> list[str]:
    """Return the URLs of all pictures, in order and each once."""
    return list(dict.fromkeys(url for answer in answers for url in told(answer, "picture") if url))


def fetch(simulator: Simulator, url: str, method: str = "GET") -> Response:
    """Fetch what is at a URL."""
    return simulator.handle(Request(method, urlsplit(url).path))


def opened(response: Response) -> tuple[tuple[int, int], str]:
    """Paint a picture and read size and format from the file."""
    assert response.status == 200
    with Image.open(BytesIO(response.content())) as image:
        image.load()
        return image.size, str(image.format)


def wait(simulator: Simulator, seconds: float = EVER) -> None:
    """Let time pass, whoever is called meanwhile."""
    listen(simulator, seconds)


def with_meanings(call: Call, values: Json) -> Call:
    """Return a call with values in the fields of meanings, as far as it has such fields."""
    fields = fields_of(call.operation)
    return call.with_fields({fields[name][0][0]: value for name, value in values.items() if name in fields})


def small(call: Call) -> Call:
    """Return the call with the smallest picture of unequal sides that it may ask for."""
    sides: Json = {}
    for extra, name in enumerate(("width", "height")):
        ((_, schema),) = fields_of(call.operation).get(name, (((), {}),))
        least = schema.get("minimum", 24)
        sides[name] = schema.get("enum", [least + extra * schema.get("multipleOf", 1)])[0]
    return with_meanings(call, sides)


def expected_size(call: Call) -> tuple[int, int]:
    """Work out the size from what the call asks for."""
    sides = []
    for side in ("width", "height"):
        length = asked(call, side)[0]
        for factor in asked(call, f"{side}-factor"):
            length *= factor
        if asked(call, "enlarge") == [True]:
            explicit = asked(call, f"enlarged-{side}")
            length = explicit[0] if explicit else length * asked(call, "enlarge-factor")[0]
        sides.append(round(length))
    return sides[0], sides[1]
