"""The command `imgopen`, as `python -m imgopen`."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime.command import main

if __name__ == "__main__":
    main()
