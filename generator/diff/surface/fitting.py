"""Whether values of one type pass for values of another one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from generator.ir.types import ANY, Choice, File, ListOf, MapOf, Named, Scalar, Type, members_of

_CLASSES: Final[tuple[tuple[type, str], ...]] = (
    (bool, "bool"),
    (int, "int"),
    (float, "float"),
    (str, "str"),
    (type(None), "None"),
)
_WIDER: Final = {("int", "float"), ("bool", "int"), ("bool", "float")}


class Fitting:
    """Knows which types pass for others, between two packages.

    Args:
        choices: The named choices of both packages, by name.
        alike: Names of classes that are known to have taken one another's place.
        is_open: Whether a constant stands for all of its type, as in answers, where further ones may come.
    """

    def __init__(
        self, choices: Mapping[Named, Type], alike: Collection[tuple[str, str]], *, is_open: bool
    ) -> None:
        self._choices = choices
        self._alike = alike
        self._is_open = is_open

    def fits(self, given: Type, wanted: Type) -> bool:
        """Say whether every value of the type `given` is one of the type `wanted`."""
        given, wanted = self._plain(given), self._plain(wanted)
        return all(
            any(self._is_member(member, other) for other in members_of(wanted))
            for member in members_of(given)
        )

    def _plain(self, kind: Type) -> Type:
        return self._choices.get(kind, kind) if isinstance(kind, Named) and not kind.is_model else kind

    def _is_member(self, given: Type, wanted: Type) -> bool:
        given, wanted = self._plain(given), self._plain(wanted)
        if wanted in (given, ANY) or len(members_of(given)) > 1 or len(members_of(wanted)) > 1:
            return wanted in (given, ANY) or self.fits(given, wanted)
        if isinstance(given, Choice):
            return self._is_constant(given, wanted)
        if isinstance(wanted, Choice):
            return self._is_open and isinstance(given, Scalar) and given.name in _names(wanted)
        if isinstance(given, Scalar) and isinstance(wanted, Scalar):
            return (given.name, wanted.name) in _WIDER
        if isinstance(given, ListOf) and isinstance(wanted, ListOf):
            return self.fits(given.item, wanted.item)
        if isinstance(given, MapOf):
            return self._is_mapping(given, wanted)
        if isinstance(given, Named) and isinstance(wanted, Named):
            return (given.name, wanted.name) in self._alike or given.name == wanted.name
        return isinstance(given, File) and isinstance(wanted, File)

    def _is_mapping(self, given: MapOf, wanted: Type) -> bool:
        if isinstance(wanted, MapOf):
            return self.fits(given.value, wanted.value)
        return isinstance(wanted, Named) and wanted.is_open

    def _is_constant(self, given: Choice, wanted: Type) -> bool:
        if isinstance(wanted, Choice):
            return set(given.values) <= set(wanted.values) or (
                self._is_open and _names(given) <= _names(wanted)
            )
        names = _names(given)
        return isinstance(wanted, Scalar) and all(
            name == wanted.name or (name, wanted.name) in _WIDER for name in names
        )


def _names(choice: Choice) -> set[str]:
    return {next(name for kind, name in _CLASSES if isinstance(value, kind)) for value in choice.values}
