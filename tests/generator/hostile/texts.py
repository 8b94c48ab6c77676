"""Text that breaks generators of code: what closes strings, what templates and shells read, what is no text at all."""

from __future__ import annotations

from typing import Final

from tests.generator.hostile.cage import CANARY

CALL: Final = f"__import__('os').system('touch {CANARY}')"
"""Code that would be seen if it ran."""

CLOSING: Final = {
    "docstring": f'"""\n{CALL}\n"""',
    "docstring of single quotes": f"'''\n{CALL}\n'''",
    "docstring at the end": f'x"""; {CALL} #',
    "double quote": f'" + {CALL} + "',
    "single quote": f"' + {CALL} + '",
    "bracket": f"')]) or {CALL} #",
    "comment": f"# \n{CALL}\n#",
    "carriage return": f"x\r{CALL}\r",
    "line separator": f"x\u2028{CALL}\u2029{CALL}",
    "next line": f"x\x85{CALL}",
    "form feed": f"x\x0c{CALL}\x0b{CALL}",
    "last backslash": "ends with \\",
    "two last backslashes": "ends with \\\\",
    "last quote": 'ends with "',
    "last quotes": 'ends with """',
    "backslash and quotes": '\\"""\\',
    "backslash newline": f'\\\n"""{CALL}',
    "named character": "\\N{QUOTATION MARK}\\N{no such}",
    "escapes": "\\x22\\u0022\\U00000022\\x\\u\\8\\777",
    "raw prefix": "r'''\\'''",
    "type comment": "# type: ignore\n# fmt: off\n# noqa\n# pragma: no cover",
    "coding": "# -*- coding: rot13 -*-",
}
TEMPLATES: Final = {
    "jinja expression": "{{ 7 * 7 }}{{ ''.__class__.__mro__ }}",
    "jinja block": "{% include '/etc/passwd' %}{% raw %}",
    "jinja comment": "{# hidden #}{{",
    "format": "{0.__class__}{x!r:>{width}}",
    "percent": "%(name)s %s %n %",
    "f-string": f"{{{CALL}}}",
    "dollar": "${HOME}$(touch PWNED)`touch PWNED`",
}
MARKUP: Final = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "link": "](javascript:alert(1)) [x](javascript:alert(1)) <javascript:alert(1)>",
    "comment": "--> <!-- <![CDATA[ ]]>",
    "heading": "# x\n\n## y\n***\n```\nfence\n```\n| a | b |",
    "entity": "&lt;script&gt; &#60;b&#62; &amp;",
    "toml": '"\n[project.scripts]\nx = "os:system"\n"""\n\'\'\'\n',
}
CHARACTERS: Final = {
    "NUL": "a\x00b",
    "escape": "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "bell and backspace": "a\x07\x08\x7f\x9b31m",
    "bidi": "a\u202e\u2066b\u2069\u202c\u200f\u061c",
    "invisible": "a\u200b\u200d\ufeff\u00ad\u2060b",
    "right to left": "\u05d0\u05d1 \u0627\u0644",
    "emoji": "\U0001f525\U0001f469\u200d\U0001f692",
    "combining": "e\u0301\u0327" + "\u0300" * 30,
    "fullwidth": "\uff3f\uff3f\uff49\uff4d\uff50\uff4f\uff52\uff54\uff3f\uff3f",
    "private": "\ue000\U0010ffff\ufffe",
    "tabs": "\t\ta\t",
    "blank": "   ",
    "punctuation": "!@$%^&*()-+=~`|;:',.<>?",
}
NAMES: Final = {
    "class": "__class__",
    "init": "__init__",
    "dict": "__dict__",
    "globals": "__globals__",
    "private": "__private",
    "underscore": "_",
    "dunder": "__",
    "keyword": "lambda",
    "soft keyword": "match",
    "constant": "None",
    "self": "self",
    "builtin": "print",
    "statement": "a; import os",
    "call": CALL,
    "colon": f"a: str = {CALL}",
    "dots": "../../../PWNED",
    "absolute": "/etc/PWNED",
    "backslashes": "..\\..\\PWNED",
    "dot": ".",
    "two dots": "..",
    "device": "CON",
    "digits": "123",
    "empty": "",
    "percent": "%2e%2e%2fPWNED",
    "pointer": "~1~0/~",
    "long": "long" * 262_144,
    "cli": "cli.main",
    "runtime": "_runtime",
    "module": "__main__",
}
EVERY: Final = {
    f"{kind}: {name}": text
    for kind, texts in (
        ("closing", CLOSING),
        ("template", TEMPLATES),
        ("markup", MARKUP),
        ("characters", CHARACTERS),
        ("name", NAMES),
    )
    for name, text in texts.items()
}
