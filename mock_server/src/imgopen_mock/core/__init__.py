"""The simulator without input or output: bytes and a clock go in, bytes come out.

Nothing in here opens a file, a socket or a thread, so every path can be tested by calling a function.

The rooms point in one direction. `description` reads the bundle into typed data, `exchange` does the steps of one
request, `tasks` is what a request sets going, and `simulator` puts them together. Beside them stand `clocks`,
`faults`, `journal`, `settings`, `world` (all that changes) and `pictures` (the painter).
"""
