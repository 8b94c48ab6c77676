"""Plain forms of what goes into requests."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING

from imgopen._runtime.lazy import lazy_exports

if TYPE_CHECKING:
    from imgopen.types.sd import ADetailerDict as ADetailerDict
    from imgopen.types.sd import ADetailerUnitDict as ADetailerUnitDict
    from imgopen.types.sd import ControlNetDict as ControlNetDict
    from imgopen.types.sd import ControlnetScriptsDict as ControlnetScriptsDict
    from imgopen.types.sd import ControlNetUnitDict as ControlNetUnitDict
    from imgopen.types.sd import Image2imageScriptsDict as Image2imageScriptsDict
    from imgopen.types.sd import OverrideSettingsDict as OverrideSettingsDict
    from imgopen.types.sd import Sampler as Sampler
    from imgopen.types.sd import Text2imageScriptsDict as Text2imageScriptsDict

__all__ = [
    "ADetailerDict",
    "ADetailerUnitDict",
    "ControlNetDict",
    "ControlNetUnitDict",
    "ControlnetScriptsDict",
    "Image2imageScriptsDict",
    "OverrideSettingsDict",
    "Sampler",
    "Text2imageScriptsDict",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "ADetailerDict": "imgopen.types.sd",
            "ADetailerUnitDict": "imgopen.types.sd",
            "ControlNetDict": "imgopen.types.sd",
            "ControlNetUnitDict": "imgopen.types.sd",
            "ControlnetScriptsDict": "imgopen.types.sd",
            "Image2imageScriptsDict": "imgopen.types.sd",
            "OverrideSettingsDict": "imgopen.types.sd",
            "Sampler": "imgopen.types.sd",
            "Text2imageScriptsDict": "imgopen.types.sd",
        },
    )
