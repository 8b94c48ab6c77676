"""The simulator without input or output: bytes and a clock go in, bytes come out.

Nothing in here opens a file, a socket or a thread, so every path can be tested by calling a function.

The modules point in one direction. `document`, `schemas`, `expressions`, `extensions`, `parameters`,
`tolerance`, `operation` and `bundle`, each built on those before it, describe the API. `routing`, `bodies`,
`refusals`, `admission` and `answers` each do one step of a request, and `simulator` puts the steps in order.
"""
