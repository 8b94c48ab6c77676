"""The API as its bundle describes it, read once into typed data.

Built on one another: `pointers`, `document`, `schemas` and `expressions`; `extensions`, `parameters`, `forms` and
`orders`; `answer`, `callback`, `links` and `tolerance`; `operation`; `bundle`.
"""
