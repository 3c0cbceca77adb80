"""Where LibreOffice sees the comments of a file: the words each of them stands at, read from its flat XML."""

from __future__ import annotations

from lxml import etree

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def commented(data: bytes) -> list[tuple[str, str]]:
    """Give for each comment what it says and the words between its beginning and its end, in reading order."""
    body = etree.fromstring(data).find(f".//{_OFFICE}body")
    assert body is not None
    rows: list[tuple[str, str]] = []
    pending: dict[str, list[str]] = {}
    _walk(body, rows, pending)
    return rows


def _walk(node: etree._Element, rows: list[tuple[str, str]], pending: dict[str, list[str]]) -> None:
    name = node.get(f"{_OFFICE}name", "")
    if node.tag == f"{_OFFICE}annotation":
        line = "\n".join("".join(map(str, row.itertext())) for row in node.findall(f"{_TEXT}p"))
        if name:
            pending[name] = [line]
        else:
            rows.append((line, ""))
    elif node.tag == f"{_OFFICE}annotation-end":
        line, *words = pending.pop(name)
        rows.append((line, "".join(words)))
    else:
        _say(node.text, pending)
        for child in node:
            _walk(child, rows, pending)
    _say(node.tail, pending)


def _say(text: str | None, pending: dict[str, list[str]]) -> None:
    for words in pending.values():
        words.append(text or "")
