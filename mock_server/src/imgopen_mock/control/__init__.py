"""The control of a running simulator over HTTP, under `/_mock`: what tests look at and set up in it.

It has an OpenAPI document of its own, `/_mock/openapi.json`, and a page, `/_mock/docs`.

`route` takes the requests to `app`, which puts together one module for each noun: `status`, `clock`, `tasks`,
`deliveries`, `journal`, `faults`, and `page`. They share `subject` (what is controlled), `bodies` (strict JSON),
`contents` (bodies to be shown), `paging`, and `problems` (the one shape of every error).
"""

from __future__ import annotations

from imgopen_mock.control.route import ControlRoute, is_control

__all__ = ["ControlRoute", "is_control"]
