"""Any text, spelled with the letters that the built-in typeface has.

That typeface knows ASCII and little more. Accents are dropped, Greek and Cyrillic are written in Latin letters,
and what cannot be spelled is named in square brackets: `[fox face]`, `[6 Chinese characters]`.
"""

from __future__ import annotations

import re
import unicodedata

# Each entry is a letter and how it is spelled. These letters look like others: that is what the table is for.
# ruff: noqa: RUF001
_DRAWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("©«°±´·»‘’“”…‹›⁄™")
_LOWER = (
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo "
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ыy эe юyu яya ёyo "
    "іi їyi єye ґg æae œoe øo łl đd ðd þth ħh"
)
_SIGNS = (
    "‐- ‑- ‒- –- —- ―- −-  •· ‚, ×x ÷/ ¿? ¡! →-> ←<- „“ 「“ 『“ 《“ 〈“ 」” 』” 》” 〉” "
    "ßss ıi €EUR £GBP ¥JPY ®(R) ъ ь Ъ Ь"
)
_SPELLED = {entry[0]: entry[1:] for entry in _SIGNS.split() + _LOWER.split()}
_SPELLED |= {entry[0].upper(): entry[1:].capitalize() for entry in _LOWER.split()}
_SPELLED |= {"、": ", ", "，": ", ", "。": ". "}
_WRITINGS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}

_MOST_BITS = 2000

# Stands for a letter that cannot be spelled, while its neighbours are being looked at.
_MARK = "\ufffe"
_RUN = re.compile(f"{_MARK}.(?:[^A-Za-z\\[{_MARK}]*{_MARK}.)*", re.DOTALL)
_SAME = re.compile(r"(\[[^\]]+)\](?: ?\1\])+")


def spelled(text: str) -> str:
    """Return the text in one line, spelled with letters that can be drawn."""
    marked = "".join(map(_spell, unicodedata.normalize("NFC", text)))
    named = _RUN.sub(lambda run: f" [{_described(run[0])}] ", marked)
    line = re.sub(r" +([,.;:!?)])", r"\1", " ".join(named.split()))
    return _SAME.sub(_counted, line)


def _spell(letter: str) -> str:
    if letter in _DRAWN:
        return letter
    kind = unicodedata.category(letter)
    if letter.isspace() or kind in ("Cc", "Zl", "Zp"):
        return " "
    if letter in _SPELLED:
        return _SPELLED[letter]
    parts = unicodedata.normalize("NFKD", letter)
    plain = "".join(_SPELLED.get(part, part if part in _DRAWN else "") for part in parts)
    if plain.strip():
        return plain
    name: str = unicodedata.name(letter, "")
    if kind in ("Cf", "Mn", "Me") or name.startswith("EMOJI MODIFIER"):
        return ""
    if kind[0] in "SP" and name:
        return f" [{name.lower()}] "
    return _MARK + letter


def _described(run: str) -> str:
    """Say how many letters of which writing there are in a run of marked letters."""
    letters = [run[at + 1] for at in range(len(run) - 1) if run[at] == _MARK]
    names = [unicodedata.name(letter, "unnamed").split()[0] for letter in letters]
    writings = [_WRITINGS.get(name, name if name == "unnamed" else name.capitalize()) for name in names]
    # Japanese is written with Chinese letters too, so one of its own tells what the others are.
    writing = "Japanese" if "Japanese" in writings else writings[0]
    return f"{len(letters)} {writing} character{'s' if len(letters) > 1 else ''}"


def _counted(repeated: re.Match[str]) -> str:
    """Write once what is there several times, and how often."""
    return f"{repeated[1]} x {repeated[0].count('[')}]"


def integer(number: int) -> str:
    """Write an integer, however long: in hexadecimal where Python refuses to write that many decimal digits."""
    return str(number) if number.bit_length() < _MOST_BITS else hex(number)
