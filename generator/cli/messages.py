"""Click's own messages in Chinese: usage, options, mistakes on the command line."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
LANGUAGE = "zh_CN"


def speak_chinese() -> None:
    """Make gettext, which Click asks for its messages, answer in Chinese whatever the user's locale is."""
    gettext.bindtextdomain("messages", LOCALE)
    os.environ["LANGUAGE"] = LANGUAGE
