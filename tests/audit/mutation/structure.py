"""Operators on the order of a document: sections, headings, paragraphs, references, pictures, contents."""

from __future__ import annotations

import re
import struct
import zlib
from copy import deepcopy
from random import Random

from tests.audit.mutation.document import (
    DRAWING,
    PPR,
    RELATIONS,
    SECTPR,
    Document,
    Element,
    P,
    change,
    first,
    heading_of,
    is_heading,
    is_prose,
    neighbours,
    new_paragraph,
    pieces,
    set_words,
    style,
    tables,
    w,
    words,
)
from tests.audit.mutation.operator import Mutant, Operator, picked, prose, replacing

_FEWEST, _MOST = 3, 60
_SERIOUS = re.compile("[0-9]")


def _depth(heading: Element) -> int:
    return int(style(heading).removeprefix("Heading")[:1] or 9)


def _section(heading: Element) -> list[Element]:
    """Give the elements of a section: its heading and what follows, up to the next of its depth."""
    elements = [heading]
    for each in heading.itersiblings():
        if each.tag == SECTPR or (each.tag == P and is_heading(each) and _depth(each) <= _depth(heading)):
            break
        elements.append(each)
    return elements


def _paragraphs(elements: list[Element]) -> list[Element]:
    return [paragraph for each in elements for paragraph in each.iter(P)]


def _movable(document: Document, random: Random, fewest: int = _FEWEST) -> list[Element] | None:
    """Give a section of moderate length that nothing has changed and in which no page setup ends."""

    def fits(heading: Element) -> bool:
        elements = _section(heading)
        if _depth(heading) not in {2, 3} or not fewest <= len(elements) <= _MOST:
            return False
        if any(True for each in elements for _ in each.iter(SECTPR)):
            return False
        return not document.taken & {*_paragraphs(elements), *_outside(elements)}

    heading = picked((each for each in document.paragraphs() if is_heading(each)), random, fits)
    return _section(heading) if heading is not None else None


def _detached(elements: list[Element]) -> None:
    for each in elements:
        each.getparent().remove(each)


def _section_deleted(document: Document, random: Random) -> Mutant | None:
    elements = _movable(document, random, 2)
    if elements is None:
        return None
    what = words(elements[0])
    around = _outside(elements)
    document.take(*_paragraphs(elements), *around)
    _detached(elements)
    return Mutant(f"-{what}", around)


def _outside(elements: list[Element]) -> tuple[Element, ...]:
    """Give the paragraphs before and after several elements, with the headings above."""
    ordered = list(elements[0].getroottree().getroot().iter(P))
    inside = _paragraphs(elements)
    low, high = ordered.index(inside[0]), ordered.index(inside[-1])
    above = [each for each in reversed(ordered[:low]) if is_heading(each)][:3]
    return (*ordered[max(low - 1, 0) : low], *ordered[high + 1 : high + 2], *above)


def _section_moved(document: Document, random: Random) -> Mutant | None:
    elements = _movable(document, random)
    target = _movable(document, random)
    if elements is None or target is None or set(elements) & set(target):
        return None
    around = _outside(elements)
    beside = _outside(target)
    _detached(elements)
    for each in elements:
        target[0].addprevious(each)
    inside = _paragraphs(elements)
    document.take(*inside, *around, *beside, target[0])
    return Mutant(f"{words(elements[0])}→{words(target[0])}", (*inside, *around, *beside, target[0]))


def _heading_retitled(document: Document, random: Random) -> Mutant | None:
    heading = picked(
        (each for each in document.paragraphs() if is_heading(each)), random, lambda each: bool(words(each))
    )
    if heading is None:
        return None
    what = words(heading)
    new = random.choice([each for each in ("设备到货计划", "优惠条件", "违约责任", "项目背景") if each != what])
    set_words(heading, new)
    document.take(heading)
    return Mutant(f"{what}→{new}", (heading,))


def _heading_demoted(document: Document, random: Random) -> Mutant | None:
    """Make a heading a plain paragraph."""
    heading = picked(
        (each for each in document.paragraphs() if is_heading(each)), random, lambda each: _depth(each) > 1
    )
    if heading is None or heading.find(f"{PPR}/{SECTPR}") is not None:
        return None
    heading.remove(heading.find(PPR))
    document.take(heading)
    return Mutant(f"{words(heading)}→正文", (heading, *neighbours(heading)))


def _paragraph_repeated(document: Document, random: Random) -> Mutant | None:
    """Say a promise once more, elsewhere, with another figure."""
    source = prose(
        document, random, lambda each: re.search("[0-9]+(?:小时|日|年|分钟|个工作日)", words(each)) is not None
    )
    target = prose(document, random)
    if source is None or target is None:
        return None
    copy = _plain_copy(source)
    what = change(copy, "[0-9]+(?=小时|日|年|分钟|个工作日)", lambda found: str(int(found[0]) * 2 + 1), random)
    target.addnext(copy)
    document.take(copy)
    return Mutant(what, (copy, target))


def _plain_copy(paragraph: Element) -> Element:
    copy = deepcopy(paragraph)
    for mark in list(copy.iter(w("bookmarkStart"), w("bookmarkEnd"), SECTPR)):
        mark.getparent().remove(mark)
    return copy


def _paragraph_deleted(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(
        document, random, lambda each: _SERIOUS.search(words(each)) is not None and each.find(f"{PPR}/{SECTPR}") is None
    )
    if paragraph is None:
        return None
    what, around, heading = words(paragraph), neighbours(paragraph), heading_of(paragraph)
    document.take(*around)
    paragraph.getparent().remove(paragraph)
    return Mutant(f"-{what}", (*around, *([heading] if heading is not None else [])))


def _sentence_deleted(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random, lambda each: re.search("。[^。]*[0-9][^。]*。", words(each)) is not None)
    if paragraph is None:
        return None
    what = change(paragraph, "(?<=。)[^。]*[0-9][^。]*。", "", random)
    return Mutant(what, (paragraph,)) if what else None


def _table_deleted(document: Document, random: Random) -> Mutant | None:
    table = picked(
        tables(document), random, lambda each: each.getparent().tag == w("body") and len(list(each.iter(P))) < 150
    )
    if table is None:
        return None
    what, around = words(first(table.iter(P))), neighbours(table)
    document.take(*around)
    table.getparent().remove(table)
    return Mutant(f"-{what}…", around)


PASTED = (
    "系统运行维护方案",
    "我方在病区设驻点工程师2名，护士站报修后20分钟内到达，患者用床设备优先恢复。",
    "维护费用按年结算，每年不超过合同价的5%，质保期为18个月。",
)


def _chapter_pasted(document: Document, random: Random) -> Mutant | None:
    """Paste the beginning of a chapter of another bid before a heading."""
    heading = picked(
        (each for each in document.paragraphs() if is_heading(each)), random, lambda each: _depth(each) == 2
    )
    if heading is None:
        return None
    pasted = [new_paragraph(PASTED[0], heading), *(new_paragraph(text) for text in PASTED[1:])]
    for each in pasted:
        heading.addprevious(each)
    document.take(*pasted, heading)
    return Mutant(f"+{PASTED[0]}", tuple(pasted))


def _paragraph_added(document: Document, random: Random) -> Mutant | None:
    target = prose(document, random)
    if target is None:
        return None
    text = random.choice(
        ("我方另行承诺质保期为6年。", "紧急故障在15分钟内到达现场，30分钟内恢复。", "每年巡检36次，每次不少于5人。")
    )
    added = new_paragraph(text, target)
    target.addnext(added)
    document.take(added)
    return Mutant(f"+{text}", (added,))


def _png(random: Random) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    line = b"\x00" + bytes(random.randrange(256) for _ in range(24))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(line * 8)) + chunk(b"IEND", b"")


def _picture_replaced(document: Document, random: Random) -> Mutant | None:
    """Put another picture into the package under the name of one."""
    found = [
        (blip, each)
        for blip in document.body.iter("{*}blip")
        for each in [next(blip.iterancestors(P))]
        if each not in document.taken
    ]
    if not found:
        return None
    blip, paragraph = random.choice(found)
    relation = next(value for name, value in blip.attrib.items() if name.endswith("}embed"))
    target = next(each.get("Target") for each in document.tree(RELATIONS) if each.get("Id") == relation)
    document.parts[f"word/{target}"] = _png(random)
    document.take(paragraph)
    return Mutant(f"{target}", (paragraph, *neighbours(paragraph)), f"word/{target}")


def _picture_deleted(document: Document, random: Random) -> Mutant | None:
    found = [
        each
        for each in document.paragraphs()
        if any(True for _ in each.iter("{*}blip")) and each.find(f"{PPR}/{SECTPR}") is None
    ]
    if not found:
        return None
    paragraph = random.choice(found)
    around, heading = neighbours(paragraph), heading_of(paragraph)
    for drawing in list(paragraph.iter(DRAWING)):
        drawing.getparent().remove(drawing)
    document.take(paragraph, *around)
    return Mutant("-picture", (paragraph, *around, *([heading] if heading is not None else [])))


def _contents(document: Document) -> list[Element]:
    return [
        each
        for each in document.body.iter(P)
        if style(each).startswith("TOC") and style(each) != "TOCHeading" and each not in document.taken
    ]


def _contents_renamed(document: Document, random: Random) -> Mutant | None:
    entries = _contents(document)
    if not entries:
        return None
    entry = random.choice(entries)
    what = change(entry, "[一-鿿A-Z]{2,}(?=\t)", "售前服务说明", random)
    document.take(entry)
    return Mutant(what, (entry,)) if what else None


def _contents_entry_deleted(document: Document, random: Random) -> Mutant | None:
    entries = [each for each in _contents(document)[1:-1] if not any(True for _ in each.iter(w("sdt")))]
    if not entries:
        return None
    entry = random.choice(entries)
    what, around = words(entry), neighbours(entry)
    heading = next(
        (each for each in document.body.iter(P) if is_heading(each) and words(each) and words(each) in what), None
    )
    document.take(entry, *around)
    entry.getparent().remove(entry)
    return Mutant(f"-{what}", (*around, *([heading] if heading is not None else [])))


def _contents_page(document: Document, random: Random) -> Mutant | None:
    """Let an entry of the contents name a page far behind."""
    entries = _contents(document)
    if not entries:
        return None
    entry = random.choice(entries)
    page = list(pieces(entry))[-1]
    what = page.text or ""
    page.text = str(int(what) + 25) if what.isdigit() else "99"
    document.take(entry)
    return Mutant(f"{what}→{page.text}", (entry,))


def _steps_exchanged(document: Document, random: Random) -> Mutant | None:
    """Exchange two items of a list that follow one another."""

    def fits(each: Element) -> bool:
        after = each.getnext()
        return (
            is_prose(each)
            and style(each) == "ListParagraph"
            and after is not None
            and after.tag == P
            and style(after) == "ListParagraph"
            and after not in document.taken
        )

    item = picked(document.paragraphs(), random, fits)
    if item is None:
        return None
    after = item.getnext()
    what = f"{words(item)[:15]}↔{words(after)[:15]}"
    around = (*neighbours(item), *neighbours(after))
    after.addnext(item)
    document.take(item, after)
    return Mutant(what, (item, after, *around))


STRUCTURE: dict[str, Operator] = {
    "section deleted": _section_deleted,
    "section moved": _section_moved,
    "heading retitled": _heading_retitled,
    "heading made a paragraph": _heading_demoted,
    "promise repeated with another figure": _paragraph_repeated,
    "promise added": _paragraph_added,
    "paragraph deleted": _paragraph_deleted,
    "sentence deleted": _sentence_deleted,
    "table deleted": _table_deleted,
    "chapter of another bid pasted in": _chapter_pasted,
    "reference to a table that is missing": replacing("(?<=见表)[0-9]+-[0-9]+", "9-77"),
    "reference to a section that is missing": replacing("(?<=第)[0-9]+\\.[0-9]+(?:\\.[0-9]+)?(?=节)", "9.8.7"),
    "caption numbered otherwise": replacing(
        "^([表图])([0-9]+)-([0-9]+)(?= )", lambda found: f"{found[1]}{found[2]}-{int(found[3]) + 40}"
    ),
    "picture replaced": _picture_replaced,
    "picture deleted": _picture_deleted,
    "entry of the contents renamed": _contents_renamed,
    "entry of the contents deleted": _contents_entry_deleted,
    "entry of the contents on another page": _contents_page,
    "items of a list exchanged": _steps_exchanged,
}
"""A part is lost, added, in another place, or points to what is not there."""
