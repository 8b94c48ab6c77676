"""Pictures for a simulator that has no painter behind it: PNG and JPEG files, made from a prompt and a seed.

    from imgopen_mock.core.pictures import Drawing

    file = Drawing("a harbour at dawn", 7, "pro1", 0, 768, 512, "png").paint()

The imaging library is imported when the first picture is painted.

The modules point in one direction. `chance`, `hints`, `theme` and `palette` decide what a picture is about;
`stencil`, `texture` and `view` are what painters paint with. `sky`, `water`, `ground`, `trees`, `figure` and the
like each paint one thing; `mountains`, `seaside`, `forest`, `desert`, `city`, `meadow` and `planet` each put a
place together, and `scene` all of it. `unfinished` lays noise over a scene, `letters`, `typeface` and `caption`
write below it, `files` encodes it, and `painter` puts these steps in order.
"""

from __future__ import annotations

from imgopen_mock.core.pictures.drawing import MAX_PIXELS, Drawing, size_problem

__all__ = ["MAX_PIXELS", "Drawing", "size_problem"]
