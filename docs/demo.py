"""Runs a task from beginning to end against a mock server of its own, and shows what happens.

Run it with `make demo`. It needs no keys, no network and no money. Time stands still in that mock server until the
demo lets it pass, so nobody waits.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import httpx
import imgopen

from docs.demonstration.operations import Story, read_story
from docs.demonstration.receiver import Receiver
from docs.demonstration.server import mock_server

REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> None:
    """Show a mistake, a submit, the progress, the result, its picture and its callback."""
    story = read_story(REPOSITORY)
    with mock_server() as url, Receiver(story.acknowledgement, refusals=1) as receiver:
        say(
            f"A mock server made from the spec listens on {url}; its clock stands still until told otherwise."
        )
        with getattr(imgopen, story.client)(**story.keys, base_url=url) as client:
            show_mistake(client, story)
            submit(client, story, receiver)
            show_progress(client, story, url)
            path = save_picture(client, story)
            show_deliveries(url, receiver)
    print(f"\nThe picture: {path}")


def show_mistake(client: Any, story: Story) -> None:
    """Call the operation with a number just above its documented range."""
    name, value = story.out_of_range
    say(f"{story.submit} with {name}={value}: nothing is sent.")
    try:
        story.submit.call(client, **{name: value})
    except imgopen.InvalidRequestError as error:
        print(f"  {type(error).__name__}: {error}")


def submit(client: Any, story: Story, receiver: Receiver) -> None:
    """Submit the example of the vendor's page, with the receiver's address for the callback."""
    say(f"{story.submit} with the example of the vendor's page:")
    print(f"  {story.submit.call(client, **{story.callback_argument: receiver.url})!r}")


def show_progress(client: Any, story: Story, url: str) -> None:
    """Let time pass, and look the task up meanwhile."""
    for seconds in (0.0, 2.0, 1.0):
        advance(url, seconds)
        say(f"{story.query}, {seconds:g} s later:")
        print(shortened(story.query.call(client)))
    advance(url, 60.0)
    say(f"{story.query}, a minute later:")
    print(shortened(story.query.call(client)))


def save_picture(client: Any, story: Story) -> Path:
    """Fetch the first picture of the result and save it."""
    picture = httpx.get(story.picture_url(story.query.call(client))).raise_for_status()
    suffix = picture.headers["content-type"].rpartition("/")[2]
    path = Path(tempfile.gettempdir()) / f"imgopen-demo.{suffix}"
    path.write_bytes(picture.content)
    say(f"The first picture: {picture.headers['content-type']}, {len(picture.content)} bytes, saved.")
    return path


def show_deliveries(url: str, receiver: Receiver) -> None:
    """Show the attempts at the callback, as the mock server recorded them and as they arrived."""
    (delivery,) = httpx.get(f"{url}/_mock/deliveries").raise_for_status().json()["deliveries"]
    say(f"The callback to {delivery['url']} is {delivery['state']} after {len(receiver.bodies)} attempts:")
    for attempt in delivery["attempts"]:
        outcome = "acknowledged" if attempt["acknowledged"] else attempt["failure"]
        print(f"  attempt {attempt['number']} due at {attempt['due']:.1f} s: {outcome}")
    print(f"  its body: {json.dumps(receiver.bodies[-1], ensure_ascii=False)[:300]}")


def advance(url: str, seconds: float) -> None:
    """Let time pass in the mock server."""
    httpx.post(f"{url}/_mock/clock/advance", json={"seconds": seconds}).raise_for_status()


def shortened(result: Any) -> str:
    """Return a result as indented JSON."""
    text = json.dumps(result.model_dump(exclude_none=True, mode="json"), indent=2, ensure_ascii=False)
    return "\n".join(f"  {line}" for line in text.splitlines())


def say(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    main()
