"""Operators that only a Word file can suffer: tracked changes, hidden words, boxes, headers, fields, properties."""

from __future__ import annotations

import re
from copy import deepcopy
from random import Random

from lxml import etree

from tests.audit.mutation.document import (
    APP,
    CORE,
    NUMBERING,
    PPR,
    Document,
    Element,
    P,
    R,
    T,
    W,
    element,
    first,
    is_prose,
    label_of,
    new_paragraph,
    new_run,
    rewrite,
    runs,
    split,
    w,
    words,
    wrapped,
)
from tests.audit.mutation.figures import QUANTITY
from tests.audit.mutation.leftovers import bid_of
from tests.audit.mutation.operator import Mutant, Operator, picked, prose

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROMISE = "紧急故障在20分钟内到达现场。"
_VALUE = re.compile(f"{QUANTITY.pattern}(?:小时|分钟|个工作日|日|年|个月)")


def _by_author() -> dict[str, str]:
    return {"id": "990001", "author": "王工", "date": "2026-11-20T08:00:00Z"}


def _run_with(paragraph: Element, pattern: re.Pattern[str]) -> tuple[Element, re.Match[str]] | None:
    for run in runs(paragraph):
        found = pattern.search(run.find(T).text or "") if run.getparent().tag == P else None
        if found is not None:
            return run, found
    return None


def _value_run(document: Document, random: Random) -> tuple[Element, Element, str] | None:
    """Give a sentence, a run of its own for one of its values, and the value."""
    paragraph = prose(document, random, lambda each: _run_with(each, _VALUE_WITH_UNIT) is not None)
    if paragraph is None:
        return None
    run, found = _run_with(paragraph, _VALUE_WITH_UNIT)  # type: ignore[misc] # there is one: it was sought
    return paragraph, split(run, *found.span()), found[0]


_VALUE_WITH_UNIT = re.compile(r"(?<![0-9.,年月表图第-])[0-9]{1,3}(?:小时|分钟|个工作日|日|年|个月)(?![0-9])")


def _other(value: str) -> str:
    return re.sub("[0-9]+", lambda found: str(int(found[0]) * 2 + 1), value)


def _deleted(run: Element) -> Element:
    gone = deepcopy(run)
    for piece in gone.iter(T):
        piece.tag = w("delText")
    return wrapped("del", gone, **_by_author())


def _tracked_insertion(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None:
        return None
    paragraph.append(wrapped("ins", new_run("另行延长服务期限半年。"), **_by_author()))
    return Mutant("+ins", (paragraph,), quote="另行延长服务期限半年。")


def _tracked_deletion(document: Document, random: Random) -> Mutant | None:
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    run.addprevious(_deleted(run))
    run.getparent().remove(run)
    return Mutant(f"-del {value}", (paragraph,), quote=value)


def _tracked_change(document: Document, random: Random) -> Mutant | None:
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    run.addprevious(_deleted(run))
    run.addprevious(wrapped("ins", new_run(_other(value)), **_by_author()))
    run.getparent().remove(run)
    return Mutant(f"{value}→{_other(value)}", (paragraph,), quote=_other(value))


def _tracked_move(document: Document, random: Random) -> Mutant | None:
    paragraph, target = prose(document, random, lambda each: bool(runs(each))), prose(document, random)
    if paragraph is None or target is None:
        return None
    run = random.choice([each for each in runs(paragraph) if each.getparent().tag == P] or [None])
    if run is None:
        return None
    here = wrapped("moveTo", deepcopy(run), **_by_author())
    text = run.find(T).text or ""
    run.addprevious(wrapped("moveFrom", deepcopy(run), **_by_author()))
    run.getparent().remove(run)
    target.append(here)
    return Mutant(f"{text[:15]} moved", (paragraph, target), quote=text)


def _symbol(document: Document, random: Random) -> Mutant | None:
    """Put a sign of the font Symbol before a value: ≥ where a deadline stands."""
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    run.addprevious(wrapped("r", element("sym", font="Symbol", char="F0B3")))
    return Mutant(f"≥{value}", (paragraph,))


def _figure_as_symbol(document: Document, random: Random) -> Mutant | None:
    """Type another figure in a font of signs: Wingdings ② in the place of 2."""
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    figure = re.match("[0-9]+", value)[0]  # type: ignore[index] # a value begins with figures
    run.find(T).text = value[len(figure) :]
    run.addprevious(wrapped("r", element("sym", font="Symbol", char=f"F03{(int(figure[0]) + 4) % 9 + 1}")))
    return Mutant(f"{value} sym", (paragraph,))


def _box(*content: Element) -> Element:
    shape = etree.fromstring(
        f'<w:pict xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:200pt;height:40pt">'
        "<v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>"
    )
    first(shape.iter(w("txbxContent"))).extend(content)
    return wrapped("r", shape)


def _in_box(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None:
        return None
    inside = new_paragraph(_PROMISE)
    paragraph.append(_box(inside))
    return Mutant(f"+[{_PROMISE}]", (inside, paragraph))


def _value_moved_into_box(document: Document, random: Random) -> Mutant | None:
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    inside = new_paragraph(_other(value))
    run.addprevious(_box(inside))
    run.getparent().remove(run)
    return Mutant(f"{value}→[{_other(value)}]", (inside, paragraph))


def _part_of(document: Document, kind: str, random: Random) -> str:
    parts = [part for part in document.parts if re.fullmatch(f"word/{kind}[0-9]+\\.xml", part)]
    return random.choice([part for part in parts if any(words(each) for each in document.tree(part).iter(P))] or [""])


def _header(document: Document, random: Random) -> Mutant | None:
    part = _part_of(document, "header", random)
    own = bid_of(document.kind)["name"]
    several = [each for each in document.tree(part).iter(P) if own in words(each)] if part else []
    if not several:
        return None
    other = random.choice([bid_of(name)["name"] for name in OTHERS if bid_of(name)["name"] != own])
    at = words(several[0]).index(own)
    rewrite(several[0], at, at + len(own), other)
    return Mutant(f"{part}: {other}", (), part)


OTHERS = ("building_intelligence", "data_centre", "electronic_supply", "public_health_network", "video_evidence")


def _footer(document: Document, random: Random) -> Mutant | None:
    part = _part_of(document, "footer", random)
    if not part:
        return None
    other = random.choice([bid_of(name)["company"] for name in OTHERS if name != document.kind])
    first(document.tree(part).iter(P)).append(new_run(other))
    return Mutant(f"{part}: +{other}", (), part)


def _hidden(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None:
        return None
    paragraph.append(new_run("此处待与法务确认。", element("vanish")))
    return Mutant("+hidden", (paragraph,), quote="此处待与法务确认。")


def _hidden_promise(document: Document, random: Random) -> Mutant | None:
    """Hide a value that was there."""
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    looks = run.find(w("rPr"))
    if looks is None:
        looks = element("rPr")
        run.insert(0, looks)
    looks.append(element("vanish"))
    return Mutant(f"hidden {value}", (paragraph,), quote=value)


def _white(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None:
        return None
    paragraph.append(new_run(_PROMISE, element("color", val="FFFFFF")))
    return Mutant("+white", (paragraph,), quote=_PROMISE)


def _split_value(document: Document, random: Random) -> Mutant | None:
    """Change a value and let each of its characters stand in a run of its own."""
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    for character in _other(value):
        run.addprevious(new_run(character))
    run.getparent().remove(run)
    return Mutant(f"{value}→{'|'.join(_other(value))}", (paragraph,))


def _comment(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None:
        return None
    said = "这个时限做得到吗？"
    comments = document_of("comments", wrapped("comment", new_paragraph(said), **_by_author()))
    document.relate("comments", "comments.xml", comments, f"{_WORD}.comments+xml")
    paragraph.insert(1 if paragraph.find(PPR) is not None else 0, element("commentRangeStart", id="990001"))
    paragraph.append(element("commentRangeEnd", id="990001"))
    paragraph.append(wrapped("r", element("commentReference", id="990001")))
    return Mutant("+comment", (paragraph,), "word/comments.xml", said)


def document_of(root: str, *content: Element) -> bytes:
    made: bytes = etree.tostring(wrapped(root, *content), xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _footnote(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    if paragraph is None or "word/footnotes.xml" in document.parts:
        return None
    note = new_paragraph("质保期为1年，紧急故障在3天内到达现场。")
    notes = document_of("footnotes", wrapped("footnote", note, id="2"))
    document.relate("footnotes", "footnotes.xml", notes, f"{_WORD}.footnotes+xml")
    paragraph.append(wrapped("r", element("footnoteReference", id="2")))
    return Mutant("+footnote", (paragraph,), "word/footnotes.xml")


def _results(document: Document, instruction: str) -> list[tuple[Element, Element]]:
    """Give the paragraphs and the runs of results of fields of a kind."""
    found = []
    for paragraph in document.paragraphs():
        wanted = False
        for run in paragraph.iter(R):
            mark = run.find(w("fldChar"))
            if mark is not None and mark.get(w("fldCharType")) in {"begin", "end"}:
                wanted = False
            elif run.find(w("instrText")) is not None:
                wanted = (run.find(w("instrText")).text or "").strip().startswith(instruction)
            elif wanted and run.find(T) is not None and re.search("[0-9]", run.find(T).text or ""):
                found.append((paragraph, run.find(T)))
    return found


def _field(instruction: str) -> Operator:
    """Give the operator that changes what a field shows."""

    def operator(document: Document, random: Random) -> Mutant | None:
        found = _results(document, instruction)
        if not found:
            return None
        paragraph, piece = random.choice(found)
        what = piece.text or ""
        piece.text = re.sub("[0-9]+(?=[^0-9]*$)", lambda digits: str(int(digits[0]) + 31), what)
        document.take(paragraph)
        return Mutant(f"{what}→{piece.text}", (paragraph,))

    return operator


def _control(document: Document, random: Random) -> Mutant | None:
    """Put another value into a content control."""
    found = _value_run(document, random)
    if found is None:
        return None
    paragraph, run, value = found
    content = wrapped("sdtContent", new_run(_other(value)))
    run.addprevious(wrapped("sdt", wrapped("sdtPr", element("alias", val="时限")), content))
    run.getparent().remove(run)
    return Mutant(f"{value}→({_other(value)})", (paragraph,))


def _property(name: str, what: str) -> Operator:
    """Give the operator that leaves a name of another bid in a property of the file."""

    def operator(document: Document, random: Random) -> Mutant | None:
        other = random.choice([bid_of(kind)[what] for kind in OTHERS if kind != document.kind])
        for part in (CORE, APP):
            for each in document.tree(part).iter(f"{{*}}{name}"):
                each.text = other
                return Mutant(f"{name}={other}", (), part)
        return None

    return operator


def _company_property(document: Document, random: Random) -> Mutant | None:
    root = document.tree(APP)
    for old in list(root.iter("{*}Company")):
        root.remove(old)
    other = random.choice([bid_of(kind)["company"] for kind in OTHERS if kind != document.kind])
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}Company").text = other
    return Mutant(f"Company={other}", (), APP)


def _alternative_text(document: Document, random: Random) -> Mutant | None:
    found = [each for each in document.body.iter("{*}docPr") if each.get("descr")]
    if not found:
        return None
    properties = random.choice(found)
    what = properties.get("descr", "")
    properties.set(
        "descr", f"{bid_of(random.choice([kind for kind in OTHERS if kind != document.kind]))['company']}营业执照"
    )
    paragraph = next(properties.iterancestors(P))
    document.take(paragraph)
    return Mutant(f"{what}→{properties.get('descr')}", (paragraph,))


def _numbering(document: Document, random: Random) -> Mutant | None:
    """Let the automatic numbers of a list begin at another one."""

    def fits(each: Element) -> bool:
        numbers = each.find(f"{PPR}/{w('numPr')}")
        return numbers is not None and is_prose(each) and "%" in label_of(document, numbers)

    paragraph = picked(document.paragraphs(), random, fits)
    if paragraph is None:
        return None
    number = paragraph.find(f"{PPR}/{w('numPr')}/{w('numId')}").get(w("val"))
    tree = document.tree(NUMBERING)
    for each in tree.findall(w("num")):
        if each.get(w("numId")) == number:
            level = paragraph.find(f"{PPR}/{w('numPr')}/{w('ilvl')}").get(w("val"))
            for old in each.findall(w("lvlOverride")):
                if old.get(w("ilvl")) == level:
                    each.remove(old)
            each.append(wrapped("lvlOverride", element("startOverride", val="7"), ilvl=level))
            items = [
                one
                for one in document.body.iter(P)
                if one.find(f"{PPR}/{w('numPr')}/{w('numId')}") is not None
                and one.find(f"{PPR}/{w('numPr')}/{w('numId')}").get(w("val")) == number
            ]
            document.take(*items)
            return Mutant(f"list {number} from 7", tuple(items))
    return None


HIDDEN: dict[str, Operator] = {
    "tracked insertion left": _tracked_insertion,
    "tracked deletion left": _tracked_deletion,
    "tracked change of a value left": _tracked_change,
    "tracked move left": _tracked_move,
    "sign of the font Symbol before a value": _symbol,
    "figure typed in a font of signs": _figure_as_symbol,
    "promise in a text box": _in_box,
    "value moved into a text box": _value_moved_into_box,
    "header of another project": _header,
    "footer of another company": _footer,
    "hidden words": _hidden,
    "value hidden": _hidden_promise,
    "white words": _white,
    "value changed over several runs": _split_value,
    "comment left": _comment,
    "footnote with another value": _footnote,
    "result of a reference changed": _field("REF"),
    "result of a counter changed": _field("SEQ"),
    "value in a content control": _control,
    "author of another company": _property("creator", "company"),
    "title of another project": _property("title", "name"),
    "keywords of another project": _property("keywords", "name"),
    "company in the properties": _company_property,
    "alternative text of another company": _alternative_text,
    "list begins at another number": _numbering,
}
"""What does not show on the page, or shows otherwise than it is stored."""
