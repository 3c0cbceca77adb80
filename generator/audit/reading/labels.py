"""The numbers and signs with which headings and items begin: 第三章, 3.2, （一）, 1、, ①, ●."""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九十百"
_FORMS = (
    ("chapter", rf"第[{_HAN}0-9]+[章编篇卷]"),
    ("section", rf"第[{_HAN}0-9]+[节条部]"),
    ("attachment", rf"附[件表录][{_HAN}0-9]*[:：、]?"),
    ("han", rf"[{_HAN}]{{1,4}}[、.．](?![0-9])"),
    ("han_brackets", rf"[（(][{_HAN}]{{1,4}}[)）]"),
    ("dotted", r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,4}[.．、]?(?![0-9%％小天个年月元])"),
    ("number", r"[0-9]{1,2}[、.．](?![0-9])"),
    ("brackets", r"[（(][0-9]{1,2}[)）]"),
    ("half_bracket", r"[0-9]{1,2}[)）]"),
    ("ring", r"[①-⑳❶-❿]"),
    ("letter", r"[（(]?[A-Za-z][)）、.．](?![A-Za-z])"),
    ("bullet", r"[●■◆◇○★▲▪•◎□√➢►※·－]|[-*—–?？](?=\s)|[lnuØü](?=\s?[一-鿿])"),
    ("bare", r"[0-9]{1,2}(?=[ \t]+[一-鿿（(])"),
)
_LABEL = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS))
_INLINE = re.compile(
    rf"(?<=[。;；:：!！ \t　)）])(?=[{_HAN}]{{1,3}}、|[（(][{_HAN}0-9]{{1,2}}[)）]|[0-9]{{1,2}}[、.．)）](?![0-9])"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[ \t]|[A-Za-z][、](?![A-Za-z]))|(?<=\S)(?=[●■◆◇★▲①-⑳])"
)


def label_of(text: str) -> re.Match[str] | None:
    """Give the label with which a text begins."""
    return _LABEL.match(text)


def form_of(label: re.Match[str] | None) -> str:
    """Name the form of a label: what has the same form stands on the same level; without a label it is plain."""
    if label is None:
        return "plain"
    form = str(label.lastgroup)
    return f"dotted{len(re.findall('[0-9]+', label[0]))}" if form == "dotted" else form


def inline_labels(text: str) -> list[int]:
    """Give the offsets at which further items begin in a line."""
    return [found.start() for found in _INLINE.finditer(text) if found.start()]
