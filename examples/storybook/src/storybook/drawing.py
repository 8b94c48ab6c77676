"""Has the pages of a book drawn, and fetches the pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imgopen import AsyncImgOpen, ImgOpen, TaskFailedError

MODEL = "revAnimated_v122_7371.safetensors"
STYLE = "watercolor, storybook illustration, soft light"


@dataclass(frozen=True)
class Page:
    """A page of a book, and what happens on it."""

    id: str
    text: str


class NotDrawnError(Exception):
    """The service could not draw a page."""


def order(page: Page) -> dict[str, Any]:
    """Return what is asked of the service for a page, whose id is also its task's."""
    scripts = {"sd_model_checkpoint": MODEL, "id_task": page.id, "output_image_format": "png"}
    prompt = f"{page.text}, {STYLE}"
    return {"prompt": prompt, "width": 768, "height": 512, "alwayson_scripts": scripts}


def submit(client: ImgOpen, pages: Sequence[Page]) -> None:
    """Order all pages, and wait for none; a client with callback URLs has them posted."""
    for page in pages:
        client.sd.text2image(**order(page))


def illustrate(client: ImgOpen, pages: Sequence[Page]) -> list[bytes]:
    """Have pages drawn, and wait for the pictures."""
    tasks = [client.sd.text2image(**order(page)) for page in pages]
    try:
        return [task.wait().images[0].read() for task in tasks]
    except TaskFailedError as error:
        raise NotDrawnError(f"{error.task_id}: {error.msg}") from error


async def illustrate_async(client: AsyncImgOpen, pages: Sequence[Page]) -> list[bytes]:
    """Have pages drawn all at the same time, and wait for the pictures."""

    async def draw(page: Page) -> bytes:
        task = await client.sd.text2image(**order(page))
        result = await task.wait()
        return await result.images[0].read()

    return await asyncio.gather(*map(draw, pages))
