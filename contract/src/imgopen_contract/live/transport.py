"""The way over the network."""

from __future__ import annotations

import ipaddress
from types import TracebackType
from urllib.parse import urlsplit

import httpx

from imgopen_contract.cases import HttpRequest
from imgopen_contract.live.answers import Answer, NoAnswerError

_LONGEST_ANSWER = 4 * 1024 * 1024


class BaseUrlError(ValueError):
    """An address that keys are not sent to."""


def checked_base_url(url: str, *, insecure: bool = False) -> str:
    """Return the address of a service, without a slash at its end.

    Raises:
        BaseUrlError: It is none, or it is not encrypted and not of this machine, unless that is wanted.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BaseUrlError("is not an address such as https://api.example.com")
    if parts.username is not None or parts.password is not None:
        raise BaseUrlError("has a user name or password in it, which would be shown in reports")
    if parts.query or parts.fragment:
        raise BaseUrlError("has a query or a fragment, which an address of a service has not")
    if parts.scheme == "http" and not insecure and not _is_loopback(parts.hostname):
        raise BaseUrlError(
            "is not encrypted, so that others could read the keys; use https, or say --insecure if you must"
        )
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class HttpSender:
    """Sends requests to a service. It follows no redirect, since keys would go along.

    Args:
        base_url: Where the service is.
        timeout: For how many seconds a part of an exchange may stand still.
        transport: What carries requests; the network if there is none.
    """

    def __init__(
        self, base_url: str, timeout: float = 30.0, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._base_url = base_url
        self._client = httpx.Client(
            timeout=timeout,
            follow_redirects=False,
            transport=transport,
            trust_env=not _is_loopback(urlsplit(base_url).hostname or ""),
        )

    def __enter__(self) -> HttpSender:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def __call__(self, request: HttpRequest) -> Answer:
        """Send a request.

        Raises:
            NoAnswerError: The service could not be reached, or its answer did not come whole.
        """
        try:
            with self._client.stream(
                request.method,
                self._base_url + request.path,
                headers=dict(request.headers),
                content=request.body or None,
            ) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, _body(response))
        except httpx.TimeoutException as error:
            raise NoAnswerError("no answer in time") from error
        except httpx.ConnectError as error:
            raise NoAnswerError("no connection") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoAnswerError(f"the exchange broke off ({type(error).__name__})") from error


def _body(response: httpx.Response) -> bytes:
    parts, length = [], 0
    for part in response.iter_bytes():
        parts.append(part)
        length += len(part)
        if length > _LONGEST_ANSWER:
            raise NoAnswerError(f"an answer of more than {_LONGEST_ANSWER} bytes")
    return b"".join(parts)
