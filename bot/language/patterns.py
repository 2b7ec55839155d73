"""Regular expressions with possessive groups, also where Python's own engine misreads those."""

from __future__ import annotations

import re
import sys

_MISREAD = sys.version_info < (3, 11, 5)
_POSSESSIVE = re.compile(r"(?<!\\)(\)(?:[*+?]|\{[\d,]+\}))\+")
"""A group that is repeated and gives nothing back: `(?:ab){1,3}+`."""


def compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile a pattern, its possessive groups as greedy ones where they would miss matches.

    Before 3.11.5, which Debian 12 does not have, such a group fails where its inside has to be
    tried twice (python/cpython issue 106052).
    """
    return re.compile(_POSSESSIVE.sub(r"\1", pattern) if _MISREAD else pattern, flags)


def ignoring_case(pattern: str) -> re.Pattern[str]:
    """Compile a pattern so that capitals do not matter."""
    return compiled(pattern, re.IGNORECASE)
