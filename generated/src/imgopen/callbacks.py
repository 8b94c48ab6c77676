"""Callbacks: signed URLs, what the service posts, and endpoints that receive it."""

# Written by `python -m generator generate`; change the spec, not this file.

from imgopen._runtime.callbacks import Answer as Answer
from imgopen._runtime.callbacks import AsyncCallback as AsyncCallback
from imgopen._runtime.callbacks import AsyncReceiver as AsyncReceiver
from imgopen._runtime.callbacks import AsyncSeen as AsyncSeen
from imgopen._runtime.callbacks import AsyncSeenInMemory as AsyncSeenInMemory
from imgopen._runtime.callbacks import Callback as Callback
from imgopen._runtime.callbacks import CallbackURLs as CallbackURLs
from imgopen._runtime.callbacks import Grant as Grant
from imgopen._runtime.callbacks import Receiver as Receiver
from imgopen._runtime.callbacks import Seen as Seen
from imgopen._runtime.callbacks import SeenInMemory as SeenInMemory
from imgopen._runtime.callbacks import parse as parse
from imgopen._runtime.callbacks import parse_async as parse_async

__all__ = [
    "Answer",
    "AsyncCallback",
    "AsyncReceiver",
    "AsyncSeen",
    "AsyncSeenInMemory",
    "Callback",
    "CallbackURLs",
    "Grant",
    "Receiver",
    "Seen",
    "SeenInMemory",
    "parse",
    "parse_async",
]
