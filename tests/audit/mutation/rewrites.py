"""Rewrites that leave the meaning: what Word, WPS and careful editors do to a document every day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from tests.audit.mutation.document import (
    APP,
    CORE,
    PPR,
    RPR,
    SETTINGS,
    START,
    STYLES,
    TBL,
    Change,
    Document,
    Element,
    P,
    R,
    T,
    change,
    element,
    is_heading,
    is_prose,
    label_of,
    new_paragraph,
    new_run,
    pieces,
    runs,
    split,
    style,
    w,
    words,
    wrapped,
)
from tests.audit.mutation.operator import prose

Rewrite = Callable[[Document, Random], bool]
"""Changes a document; tells whether it has a place for it."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLACES = 6
"""So many places of a document are written in other words."""

# --- other XML for the same text --------------------------------------------------------------------------------------


def _runs_split(document: Document, random: Random) -> bool:
    """Let runs break in the middle, also within values."""
    for paragraph in document.paragraphs():
        for run in runs(paragraph):
            text = run.find(T).text or ""
            if len(text) > 1 and random.random() < 0.5:
                at = random.randrange(1, len(text))
                split(run, 0, at)
    return True


def _runs_merged(document: Document, _: Random) -> bool:
    """Join neighbouring runs that look alike."""
    for paragraph in document.paragraphs():
        for run in runs(paragraph):
            before = run.getprevious()
            if before is not None and before.tag == R and before in runs(paragraph) and _looks(before) == _looks(run):
                piece = before.find(T)
                piece.text = (piece.text or "") + (run.find(T).text or "")
                piece.set(_SPACE, "preserve")
                paragraph_of(run).remove(run)
    return True


def paragraph_of(run: Element) -> Element:
    parent: Element = run.getparent()
    return parent


def _looks(run: Element) -> list[str]:
    looks = run.find(RPR)
    return [] if looks is None else [each.tag for each in looks]


def _each(change_it: Callable[[Element, Random], None], tag: str) -> Rewrite:
    """Give the rewrite that does something to every element of a kind in the body."""

    def rewrite(document: Document, random: Random) -> bool:
        for each in list(document.body.iter(tag)):
            change_it(each, random)
        return True

    return rewrite


def _revisions(each: Element, random: Random) -> None:
    each.set(w("rsidR"), f"00{random.randrange(16**6):06X}")


def _proofed(paragraph: Element, _: Random) -> None:
    for run in runs(paragraph)[:1]:
        run.addprevious(element("proofErr", type="spellStart"))
        run.addnext(element("proofErr", type="spellEnd"))


def _rendered(paragraph: Element, random: Random) -> None:
    if random.random() < 0.1:
        for run in runs(paragraph)[:1]:
            run.insert(1 if run.find(RPR) is not None else 0, element("lastRenderedPageBreak"))


def _look(*made: tuple[str, dict[str, str]]) -> Callable[[Element, Random], None]:
    """Give what puts properties into a run."""

    def look(run: Element, _: Random) -> None:
        looks = run.find(RPR)
        if looks is None:
            looks = element("rPr")
            run.insert(0, looks)
        for name, attributes in made:
            for old in looks.findall(w(name)):
                looks.remove(old)
            looks.append(element(name, **attributes))

    return look


def _paragraph_look(*made: tuple[str, dict[str, str]]) -> Callable[[Element, Random], None]:
    def look(paragraph: Element, _: Random) -> None:
        looks = paragraph.find(PPR)
        if looks is not None:
            for name, attributes in made:
                for old in looks.findall(w(name)):
                    looks.remove(old)
                looks.append(element(name, **attributes))

    return look


def _pages_broken(document: Document, random: Random) -> bool:
    for heading in random.sample(
        several := [each for each in document.paragraphs() if is_heading(each)], len(several) // 4
    ):
        looks = heading.find(PPR)
        if looks.find(w("pageBreakBefore")) is None:
            looks.insert(1, element("pageBreakBefore"))
    return True


def _borders(table: Element, _: Random) -> None:
    looks = table.find(w("tblPr"))
    if looks is not None:
        for old in looks.findall(w("tblBorders")):
            looks.remove(old)
        sides = [
            element(side, val="double", sz="8", space="0", color="FF0000") for side in ("top", "bottom", "insideH")
        ]
        looks.append(wrapped("tblBorders", *sides))


def _widths(document: Document, random: Random) -> bool:
    for column in document.body.iter(w("gridCol")):
        column.set(w("w"), str(random.randrange(500, 3000)))
    return True


def _styles_renamed(document: Document, _: Random) -> bool:
    """Give the styles of the body other names, as another edition of Word does; headings and contents keep theirs."""
    for each in document.tree(STYLES).iter(w("style")):
        number = each.get(w("styleId"), "")
        if number.startswith("Role") or number in {"BodyText", "ListParagraph"}:
            each.set(w("styleId"), f"a{number}")
            each.find(w("name")).set(w("val"), f"正文 {number}")
    for part in [
        part for part in document.parts if re.fullmatch(r"word/(?:document|styles|header[0-9]|footer[0-9])\.xml", part)
    ]:
        for each in document.tree(part).iter(w("pStyle"), w("basedOn"), w("next"), w("link")):
            number = each.get(w("val"), "")
            if number.startswith("Role") or number in {"BodyText", "ListParagraph"}:
                each.set(w("val"), f"a{number}")
    return True


def _parts_in_another_order(document: Document, random: Random) -> bool:
    names = list(document.parts)
    random.shuffle(names)
    document.parts = {name: document.parts[name] for name in names}
    return True


def _fields_dirty(document: Document, _: Random) -> bool:
    for mark in document.body.iter(w("fldChar")):
        if mark.get(w("fldCharType")) == "begin":
            mark.set(w("dirty"), "true")
    document.tree(SETTINGS).append(element("updateFields", val="true"))
    return True


def _application(document: Document, _: Random) -> bool:
    for part, name, text in ((APP, "Application", "WPS Office"), (CORE, "revision", "7")):
        for each in document.tree(part).iter(f"{{*}}{name}"):
            each.text = text
    return True


def _tagged(document: Document, random: Random) -> bool:
    """Wrap runs in smart tags, as Word once did with dates and places."""
    for paragraph in document.paragraphs():
        found = [run for run in runs(paragraph) if run.getparent() is paragraph]
        if found and random.random() < 0.3:
            run = random.choice(found)
            tag = element("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="date")
            run.addprevious(tag)
            tag.append(run)
    return True


def _controls(document: Document, random: Random) -> bool:
    """Wrap whole paragraphs in content controls."""
    several = [
        each for each in document.paragraphs() if is_prose(each) and not any(True for _ in each.iter(w("sectPr")))
    ]
    for paragraph in random.sample(several, min(10, len(several))):
        content = element("sdtContent")
        control = wrapped("sdt", wrapped("sdtPr", element("alias", val="正文")), content)
        paragraph.addprevious(control)
        content.append(paragraph)
    return True


def _contents_control(document: Document, _: Random) -> bool:
    """Put the table of contents into the control in which Word keeps it."""
    entries = [each for each in document.body.iterchildren(P) if style(each).startswith("TOC")]
    content = element("sdtContent")
    gallery = wrapped("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    entries[0].addprevious(wrapped("sdt", wrapped("sdtPr", gallery), content))
    content.extend(entries)
    return True


def _headings_marked_otherwise(document: Document, _: Random) -> bool:
    """Let Word make the contents anew: other names of the bookmarks at headings, and other pages."""
    for mark in document.body.iter(START):
        name = mark.get(w("name"), "")
        if name.startswith("_Toc"):
            mark.set(w("name"), f"_Toc9{name[5:]}")
    for link in document.body.iter(w("hyperlink")):
        name = link.get(w("anchor"), "")
        if name.startswith("_Toc"):
            link.set(w("anchor"), f"_Toc9{name[5:]}")
    for code in document.body.iter(w("instrText")):
        code.text = re.sub("_Toc2", "_Toc9", code.text or "")
    _one_page_more(document)
    return True


def _one_page_more(document: Document) -> None:
    for entry in document.body.iter(P):
        if style(entry).startswith("TOC") and style(entry) != "TOCHeading":
            page = list(pieces(entry))[-1]
            if (page.text or "").isdigit():
                page.text = str(int(page.text) + 1)
    for part in [part for part in document.parts if re.fullmatch(r"word/footer[0-9]\.xml", part)]:
        for piece in [each for each in document.tree(part).iter(T) if (each.text or "").isdigit()]:
            piece.text = str(int(piece.text) + 1)


def _last_place_marked(document: Document, random: Random) -> bool:
    paragraph = random.choice(document.paragraphs())
    paragraph.append(element("bookmarkStart", id="990009", name="_GoBack"))
    paragraph.append(element("bookmarkEnd", id="990009"))
    return True


def _hyphens(document: Document, _: Random) -> bool:
    """Type the hyphens of telephone numbers as ones that do not break."""
    found = False
    for paragraph in document.paragraphs():
        for run in runs(paragraph):
            text = run.find(T).text or ""
            if re.fullmatch("[0-9]+(?:-[0-9]+){2}", text):
                place = run.index(run.find(T))
                run.remove(run.find(T))
                for index, part in enumerate(text.split("-")):
                    for each in ([element("noBreakHyphen")] if index else []) + [new_run(part).find(T)]:
                        run.insert(place, each)
                        place += 1
                found = True
    return found


def _numbers_typed(document: Document, random: Random) -> bool:
    """Type the bullets of a list that were automatic."""
    found = False
    for paragraph in document.paragraphs():
        numbers = paragraph.find(f"{PPR}/{w('numPr')}")
        if numbers is not None and is_prose(paragraph) and label_of(document, numbers) == "●" and random.random() < 0.3:
            numbers.getparent().remove(numbers)
            runs(paragraph)[0].addprevious(new_run("● "))
            found = True
    return found


def _linked(document: Document, _: Random) -> bool:
    """Make addresses of mail links."""
    found = False
    for paragraph in document.paragraphs():
        for run in [each for each in runs(paragraph) if "@" in (each.find(T).text or "")]:
            link = element("hyperlink", anchor="_top", history="1")
            run.addprevious(link)
            link.append(run)
            found = True
    return found


def _empty_paragraphs(document: Document, random: Random) -> bool:
    several = [each for each in document.paragraphs() if is_heading(each)]
    for heading in random.sample(several, min(8, len(several))):
        heading.addprevious(element("p"))
    return True


def _blanks_at_the_end(document: Document, random: Random) -> bool:
    for paragraph in _several(document, random, is_prose):
        paragraph.append(new_run("  "))
    return True


def _looked_at(document: Document, _: Random) -> bool:
    tree = document.tree(SETTINGS)
    for old in tree.findall(w("zoom")):
        tree.remove(old)
    tree.insert(0, element("zoom", percent="85"))
    return True


XML: dict[str, Rewrite] = {
    "untouched": lambda *_: True,
    "runs split": _runs_split,
    "runs merged": _runs_merged,
    "revision numbers of paragraphs": _each(_revisions, P),
    "revision numbers of runs": _each(_revisions, R),
    "proofing marks": _each(_proofed, P),
    "marks of rendered pages": _each(_rendered, P),
    "fonts changed": _each(_look(("rFonts", {"eastAsia": "楷体", "ascii": "Arial", "hAnsi": "Arial"})), R),
    "sizes changed": _each(_look(("sz", {"val": "21"}), ("szCs", {"val": "21"})), R),
    "language tags": _each(_look(("lang", {"val": "en-US", "eastAsia": "zh-CN"})), R),
    "paragraphs spaced": _each(_paragraph_look(("spacing", {"before": "120", "line": "400"})), P),
    "paragraphs aligned": _each(_paragraph_look(("jc", {"val": "both"})), P),
    "pages broken": _pages_broken,
    "borders of tables": _each(_borders, TBL),
    "widths of columns": _widths,
    "styles renamed": _styles_renamed,
    "parts in another order": _parts_in_another_order,
    "fields to be updated": _fields_dirty,
    "saved by another program": _application,
    "smart tags": _tagged,
    "content controls": _controls,
    "contents in a control": _contents_control,
    "contents made anew": _headings_marked_otherwise,
    "last place marked": _last_place_marked,
    "hyphens that do not break": _hyphens,
    "bullets typed": _numbers_typed,
    "addresses linked": _linked,
    "empty paragraphs": _empty_paragraphs,
    "blanks at the end": _blanks_at_the_end,
    "zoom": _looked_at,
}
"""Rewrites of the XML alone."""

# --- other words for the same meaning ---------------------------------------------------------------------------------


def _several(document: Document, random: Random, fits: Callable[[Element], bool]) -> Iterator[Element]:
    paragraphs = [each for each in document.paragraphs() if fits(each)]
    yield from random.sample(paragraphs, min(_PLACES, len(paragraphs)))


def _saying(pattern: str, new: str | Change) -> Rewrite:
    """Give the rewrite that says something in other words in a few places."""
    compiled = re.compile(pattern)

    def rewrite(document: Document, random: Random) -> bool:
        said = [
            change(paragraph, compiled, new, random)
            for paragraph in _several(
                document, random, lambda each: not is_heading(each) and compiled.search(words(each)) is not None
            )
        ]
        return any(said)

    return rewrite


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones or not tens else "")


def _split_paragraph(document: Document, random: Random) -> bool:
    """Break a paragraph where a sentence ends between two runs."""
    for paragraph in _several(document, random, lambda each: is_prose(each) and _sentence_end(each) is not None):
        last = _sentence_end(paragraph)
        second = new_paragraph("", paragraph)
        second.remove(second.find(R))
        for numbers in second.iter(w("numPr")):
            numbers.getparent().remove(numbers)
        for each in list(last.itersiblings()):  # type: ignore[union-attr] # only paragraphs that have one are given
            second.append(each)
        paragraph.addnext(second)
    return True


def _sentence_end(paragraph: Element) -> Element | None:
    if any(True for _ in paragraph.iter(w("fldChar"), w("sectPr"))):
        return None
    for run in runs(paragraph)[:-1]:
        after = run.getnext()
        if (
            run.getparent() is paragraph
            and (run.find(T).text or "").endswith("。")
            and after is not None
            and after.tag in {R, START}
        ):
            return run
    return None


def _sentence_added(document: Document, random: Random) -> bool:
    paragraph = prose(document, random)
    if paragraph is None:
        return False
    paragraph.append(new_run("相关记录由双方存档。"))
    return True


def _paragraph_added(document: Document, random: Random) -> bool:
    paragraph = prose(document, random)
    if paragraph is None:
        return False
    paragraph.addnext(new_paragraph("以上安排在实施前与使用单位逐项沟通。", paragraph))
    return True


def _rephrased(document: Document, random: Random) -> bool:
    """Write a sentence without figures anew."""

    def plain(each: Element) -> bool:
        return (
            is_prose(each)
            and not re.search("[0-9一二三四五六七八九十]", words(each))
            and each.find(START) is None
            and "我方" in words(each)
        )

    for paragraph in _several(document, random, plain):
        change(paragraph, "我方", "我们", random)
        change(paragraph, "，", "，并且", random)
    return True


WORDS: dict[str, Rewrite] = {
    "blank before the unit": _saying("(?<=[0-9])(?=小时|分钟|年|个月|日)(?<!月[0-9])(?<!月[0-9][0-9])", " "),
    "blank that does not break": _saying("(?<=[0-9])(?=小时|分钟|个工作日)", "\u00a0"),
    "figures of full width": _saying(
        "[0-9]+(?=小时|分钟|日内)", lambda found: "".join(chr(ord(digit) + 0xFEE0) for digit in found[0])
    ),
    "figures in Chinese": _saying(
        "(?<![0-9月.])[0-9]{1,2}(?=小时内|个工作日|日内|年内)", lambda found: _chinese(int(found[0]))
    ),
    "years as months": _saying("(?<=为)[1-9]年(?![0-9月级度])", lambda found: f"{int(found[0][0]) * 12}个月"),
    "hours counted": _saying("(?<=[0-9])小时(?=内)", "个小时"),
    "days called otherwise": _saying("(?<=[0-9])(?<!月[0-9])(?<!月[0-9][0-9])日(?=内)", "天"),
    "within said fully": _saying("(小时|分钟)内", lambda found: f"{found[1]}以内"),
    "within said otherwise": _saying("(小时|分钟|工作日)内", lambda found: f"{found[1]}之内"),
    "at most said otherwise": _saying("不超过(?=[0-9])", "不大于"),
    "at least said otherwise": _saying("不少于(?=[0-9])", "不低于"),
    "times as a letter": _saying("7×24", "7X24"),
    "times as a star": _saying("7×24", "7*24"),
    "blanks around times": _saying("7×24", "7 × 24"),
    "percent of full width": _saying("(?<=[0-9])%", "％"),
    "commas of half width": _saying("(?<=[一-鿿])，(?=[一-鿿])", ","),
    "brackets of half width": _saying("（([^（）]{1,12})）", lambda found: f"({found[1]})"),
    "colons of half width": _saying("(?<=[一-鿿])：(?=[一-鿿])", ":"),
    "straight quotes": _saying("“([^“”]{1,15})”", lambda found: f'"{found[1]}"'),
    "full stop to semicolon": _saying("。(?=[一-鿿])", "；"),
    "range sign otherwise": _saying("(?<=[0-9])～(?=[0-9])", "~"),
    "until as a range sign": _saying("(?<=:[0-9]{2})至(?=[0-9]{1,2}:)", "-"),
    "paragraph split": _split_paragraph,
    "sentence added": _sentence_added,
    "paragraph added": _paragraph_added,
    "rephrased": _rephrased,
    "see said otherwise": _saying("(?<=[，（])见(?=[表图第])", "详见"),
    "notice said otherwise": _saying("书面告知", "书面通知"),
    "according to said otherwise": _saying("(?<=[，。；])按(?=[表第合])", "按照"),
}
"""Rewrites of the words."""

REWRITES: dict[str, Rewrite] = {**XML, **WORDS}
