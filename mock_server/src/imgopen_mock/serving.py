"""Uvicorn, set up as the simulator needs it."""

from __future__ import annotations

import copy
import socket
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG

from imgopen_mock.breakage import breakable
from imgopen_mock.delays import Delays
from imgopen_mock.server import shortened

_SECONDS_TO_FINISH_REQUESTS = 3


def serve(app: FastAPI, listener: socket.socket, log_level: str) -> None:
    """Serve an application that `create_app` made, until Ctrl-C, which arrives as a KeyboardInterrupt."""
    config = uvicorn.Config(
        breakable(shortened(app)),
        log_config=_log_config(log_level),
        log_level=log_level,
        access_log=log_level in ("info", "debug"),
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH_REQUESTS,
    )
    _Server(config, app.state.delays).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that does not wait for answers which are delayed on purpose when it is told to stop."""

    def __init__(self, config: uvicorn.Config, delays: Delays) -> None:
        super().__init__(config)
        self._delays = delays

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish all requests, and stop."""
        self._delays.end()
        await super().shutdown(sockets)


def _log_config(level: str) -> dict[str, Any]:
    """Have the simulator's own log look like uvicorn's."""
    config = copy.deepcopy(LOGGING_CONFIG)
    config["loggers"]["imgopen_mock"] = {
        "handlers": ["default"],
        "level": level.upper(),
        "propagate": False,
    }
    return config
