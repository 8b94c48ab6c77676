"""Which keys go with a request, and where they stand in it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus

from .errors import ConfigurationError
from .product import CREDENTIALS
from .redaction import Secret

if TYPE_CHECKING:
    import httpx

    from .settings import Credential

_AUTHORIZATION: Final = "Authorization"
_BASIC: Final = ("basic-username", "basic-password")


class Keys:
    """The keys that go with a request, by the names that they have there; a `repr` shows none."""

    def __init__(self) -> None:
        self.headers: dict[str, Secret] = {}
        self.query: dict[str, Secret] = {}
        self.cookies: dict[str, Secret] = {}

    @property
    def are_headers(self) -> bool:
        """Whether all of them stand in headers."""
        return not self.query and not self.cookies


def all_keys(given: Mapping[str, Secret]) -> Keys:
    """Return all keys that a client has, for a request that takes them all."""
    return _placed(given, CREDENTIALS)


def keys_for(
    operation: str,
    security: tuple[tuple[str, ...], ...] | None,
    given: Mapping[str, Secret],
    *,
    is_authorized: bool = False,
) -> Keys:
    """Return the keys for an operation: those of the first alternative whose keys are all there.

    Args:
        operation: what is called.
        security: the alternatives; None for all keys that there are.
        given: the keys that there are, by argument.
        is_authorized: whether the caller authorizes the request in another way, should there be no alternative.

    Raises:
        ConfigurationError: there is no such alternative.
    """
    if security is None:
        return all_keys(given)
    for alternative in security:
        if alternative and all(argument in given for argument in alternative):
            return _placed(given, [found for found in CREDENTIALS if found.argument in alternative])
    if () in security or not security or is_authorized:
        return Keys()
    needed = " or ".join(map(_named, security))
    raise ConfigurationError(f"no key for this call: the client needs {needed}", operation=operation)


def secrets_in(request: httpx.Request) -> list[str]:
    """Return the keys that a request holds, in all forms in which an answer may repeat them."""
    found = (key for credential in CREDENTIALS for key in _found(request, credential) if key)
    return list(
        dict.fromkeys(
            form for key in found for form in (key, quote(key, safe=""), quote(key), quote_plus(key))
        )
    )


def _placed(given: Mapping[str, Secret], credentials: list[Credential] | tuple[Credential, ...]) -> Keys:
    keys = Keys()
    for credential in credentials:
        key = given.get(credential.argument)
        if key is None or credential.kind == "basic-password":
            continue
        if credential.kind == "query":
            keys.query[credential.header] = key
        elif credential.kind == "cookie":
            keys.cookies[credential.header] = key
        elif credential.kind == "bearer":
            keys.headers[_AUTHORIZATION] = Secret(f"Bearer {key}")
        elif credential.kind == "basic-username":
            password = given.get(_password_of(credential, credentials))
            if password is not None:
                keys.headers[_AUTHORIZATION] = _basic(key, password)
        else:
            keys.headers[credential.header] = key
    return keys


def _password_of(username: Credential, credentials: list[Credential] | tuple[Credential, ...]) -> str:
    return next(
        (
            credential.argument
            for credential in credentials
            if credential.kind == "basic-password" and credential.scheme == username.scheme
        ),
        "",
    )


def _basic(username: Secret, password: Secret) -> Secret:
    return Secret(f"Basic {b64encode(f'{username}:{password}'.encode()).decode('ascii')}")


def _named(alternative: tuple[str, ...]) -> str:
    variables = {credential.argument: credential.variable for credential in CREDENTIALS}
    return " and ".join(
        f"{argument}=... (or the environment variable {variables.get(argument, '?')})"
        for argument in alternative
    )


def _found(request: httpx.Request, credential: Credential) -> Iterator[str]:
    if credential.kind == "header":
        yield request.headers.get(credential.header, "")
    elif credential.kind == "query":
        yield request.url.params.get(credential.header, "")
    elif credential.kind == "cookie":
        for pair in request.headers.get("Cookie", "").split(";"):
            name, _, value = pair.strip().partition("=")
            if name == credential.header:
                yield value
    else:
        _, _, sent = request.headers.get(_AUTHORIZATION, "").partition(" ")
        yield sent
        if credential.kind in _BASIC:
            yield from _user_and_password(sent)


def _user_and_password(sent: str) -> Iterator[str]:
    try:
        username, _, password = b64decode(sent).decode().partition(":")
    except ValueError:
        return
    yield from (username, password)
