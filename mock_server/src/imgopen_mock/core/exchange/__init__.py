"""Requests and answers: where a request goes, whether it is let in, and what it is told if not.

`messages` and `callbacks` are what comes in and goes out. `routing`, `bodies`, `admission`, `refusals` and `answers`
each do one step of a request.
"""
