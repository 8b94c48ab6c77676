"""The keys of a client: what it may be given, and which of them an operation needs."""

from __future__ import annotations

from typing import Any, Final

from generator.document.view import OperationView, deref
from generator.ir.media import is_token
from generator.ir.model import Credential, CredentialKind
from generator.ir.scope import Scope
from generator.ir.words import one_line
from generator.naming import constant_case, snake_case
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, SeqNode

_PLACES: Final[dict[str, CredentialKind]] = {"header": "header", "query": "query", "cookie": "cookie"}
_AUTHORIZATION: Final = "Authorization"

Alternatives = tuple[tuple[str, ...], ...]


class SecurityReader:
    """Reads the security schemes of a document; `complaints` tell of those that a caller has to see to."""

    def __init__(self, document: MapNode, package: str, views: list[OperationView], taken: Scope) -> None:
        self._document = document
        self._package = package
        self._taken = taken
        self.complaints: list[Complaint] = []
        self._general = document.get("security")
        self._own = {
            id(view.node): view.node["security"]
            for view in views
            if isinstance(view.node.get("security"), SeqNode)
        }
        self._by_scheme: dict[str, tuple[Credential, ...]] = {}
        for name in self._used_schemes():
            self._by_scheme[name] = self._read(name)
        self._is_uniform = self._all_need_the_same()

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """All credentials, in the order in which the document asks for them."""
        return tuple(credential for entry in self._by_scheme.values() for credential in entry)

    def of(self, view: OperationView) -> Alternatives | None:
        """Return which credentials go together with an operation; None where it needs all, as every other does."""
        if self._is_uniform:
            return None
        requirements = self._own.get(id(view.node), self._general)
        if requirements is None:
            return ((),) if self._is_declared() else None
        return self._alternatives(requirements)

    def _is_declared(self) -> bool:
        return bool(self._by_scheme)

    def _alternatives(self, requirements: Any) -> Alternatives:
        found: list[tuple[str, ...]] = []
        for requirement in requirements:
            if not isinstance(requirement, MapNode):
                continue
            known = [self._by_scheme.get(name, ()) for name in requirement]
            if all(known):
                found.append(tuple(credential.argument for entry in known for credential in entry))
        if not found and len(requirements) == 0:
            return ((),)
        return tuple(dict.fromkeys(found)) or ((),)

    def _used_schemes(self) -> list[str]:
        requirements = [entry for source in (self._general, *self._own.values()) for entry in source or ()]
        names = [name for entry in requirements if isinstance(entry, MapNode) for name in entry]
        if not names and self._general is None and not self._own:
            schemes = (self._document.get("components") or {}).get("securitySchemes")
            names = list(schemes) if isinstance(schemes, MapNode) else []
        return list(dict.fromkeys(names))

    def _all_need_the_same(self) -> bool:
        """Say whether every operation needs every credential, in a header each: then nothing is to be chosen."""
        requirements = self._general if isinstance(self._general, SeqNode) else ()
        if any(value != self._general for value in self._own.values()):
            return False
        if any(credential.kind != "header" for credential in self.credentials):
            return False
        if not self._by_scheme:
            return True
        named = [set(entry) for entry in requirements if isinstance(entry, MapNode)]
        return len(named) == 1 and all(len(self._by_scheme.get(name, ())) == 1 for name in named[0])

    def _read(self, name: str) -> tuple[Credential, ...]:
        schemes = (self._document.get("components") or {}).get("securitySchemes") or MapNode(
            self._document.location
        )
        scheme = deref(self._document, schemes.get(name))
        if not isinstance(scheme, MapNode):
            self._complain(self._document.at("security"), name, "the scheme does not exist")
            return ()
        kind = str(scheme.get("type"))
        place = _PLACES.get(str(scheme.get("in")))
        if kind == "apiKey" and place in ("header", "cookie") and not is_token(str(scheme.get("name"))):
            self._complain(scheme.at("name"), name, f"cannot be sent in a {place} of this name")
            return ()
        if kind == "apiKey" and place is not None:
            return (self._credential(name, scheme, place, str(scheme.get("name"))),)
        if kind in ("oauth2", "openIdConnect"):
            return (self._credential(name, scheme, "bearer", _AUTHORIZATION),)
        method = str(scheme.get("scheme")).lower()
        if kind == "http" and method == "bearer":
            return (self._credential(name, scheme, "bearer", _AUTHORIZATION),)
        if kind == "http" and method == "basic":
            return (
                self._credential(name, scheme, "basic-username", _AUTHORIZATION, "username"),
                self._credential(name, scheme, "basic-password", _AUTHORIZATION, "password"),
            )
        what = (
            f"security of the type {kind if kind != 'http' else method} is left to an HTTP client of your own"
        )
        self._complain(schemes.at(name), name, what)
        return ()

    def _credential(
        self, name: str, scheme: MapNode, kind: CredentialKind, place: str, part: str = ""
    ) -> Credential:
        plain = snake_case(name)
        wish = part if part and part not in self._taken else f"{plain}_{part}" if part else plain
        argument = self._taken.give(wish, f"{plain}_key")
        return Credential(
            argument=argument,
            header=place,
            variable=f"{constant_case(self._package)}_{constant_case(argument.strip('_') if part else name)}",
            description=one_line(scheme.get("description")),
            kind=kind,
            scheme=name if part else "",
        )

    def _complain(self, location: Any, where: str, what: str) -> None:
        self.complaints.append(Complaint(location, where, what))
