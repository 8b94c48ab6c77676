"""Has the pages of a book drawn, and fetches the pictures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from imgopen import AsyncImgOpen, ImgOpen
from imgopen.models import SdTaskInfo

MODEL = "revAnimated_v122_7371.safetensors"
STYLE = "watercolor, storybook illustration, soft light"
SECONDS_BETWEEN_LOOKS = 2.0
UNDER_WAY, DONE = (1, 3), 2


@dataclass(frozen=True)
class Page:
    """A page of a book, and what happens on it."""

    id: str
    text: str


class NotDrawnError(Exception):
    """The service could not draw a page."""


def order(page: Page, callback_url: str | None = None) -> dict[str, Any]:
    """Return what is asked of the service for a page, whose id is also its task's."""
    scripts = {"sd_model_checkpoint": MODEL, "id_task": page.id, "output_image_format": "png"}
    prompt = f"{page.text}, {STYLE}"
    return {
        "prompt": prompt,
        "width": 768,
        "height": 512,
        "alwayson_scripts": scripts,
        "callback_url": callback_url,
    }


def picture_url(task: SdTaskInfo) -> str | None:
    """Return where a task's picture is, or None while it is being drawn."""
    if task.status in UNDER_WAY:
        return None
    if task.status != DONE or not task.differential_image_rsp_list:
        raise NotDrawnError(f"{task.id_task}: {task.desc}")
    return task.differential_image_rsp_list[0].image_url


def submit(client: ImgOpen, pages: Sequence[Page], callback_url: str | None = None) -> None:
    """Order all pages; with a callback URL the service tells when one is drawn."""
    for page in pages:
        client.sd.text2image(**order(page, callback_url))


def illustrate(
    client: ImgOpen, pages: Sequence[Page], *, sleep: Callable[[float], object] = time.sleep
) -> list[bytes]:
    """Have pages drawn, and wait for the pictures."""
    submit(client, pages)
    pictures = []
    for page in pages:
        while (url := picture_url(client.tasks.query_task_info_v2(business_task_id=page.id))) is None:
            sleep(SECONDS_BETWEEN_LOOKS)
        pictures.append(httpx.get(url).raise_for_status().content)
    return pictures


async def illustrate_async(
    client: AsyncImgOpen, pages: Sequence[Page], *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> list[bytes]:
    """Have pages drawn all at the same time, and wait for the pictures."""

    async def draw(page: Page) -> bytes:
        await client.sd.text2image(**order(page))
        while (url := picture_url(await client.tasks.query_task_info_v2(business_task_id=page.id))) is None:
            await sleep(SECONDS_BETWEEN_LOOKS)
        return (await http.get(url)).raise_for_status().content

    async with httpx.AsyncClient() as http:
        return await asyncio.gather(*map(draw, pages))
