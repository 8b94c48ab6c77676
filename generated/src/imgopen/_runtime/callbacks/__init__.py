"""Callbacks: URLs that prove that they are ours, payloads with types, and endpoints that acknowledge.

The service posts a finished task to the URL that was given when it was submitted, and posts it again until it is
acknowledged. It signs nothing, so a URL is all that tells its callbacks from anyone's.

    urls = CallbackURLs("https://shop.example.com/callbacks", secret=os.environ["CALLBACK_SECRET"])
    receiver = Receiver(handle, urls=urls)
    application = receiver.wsgi
"""

from .answer import Answer
from .async_receiver import AsyncReceiver
from .callback import AsyncCallback, Callback, parse, parse_async
from .receiver import Receiver
from .seen import AsyncSeen, AsyncSeenInMemory, Seen, SeenInMemory
from .urls import CallbackURLs, Grant

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
