"""The look of a company's own Word file taken over into the sheet, so that DOCX and PDF have it alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from generator.finding import Finding, Outcome, Place
from generator.load.package import Package, RefusedError, Relation, open_package
from generator.load.pictures import NO_PICTURE, stored_file
from generator.source import SourceMap
from generator.style.contrast import LEAST, contrast
from generator.style.letterhead import Letterhead
from generator.style.reference_clashes import UNREADABLE, Clashes, blind_notice, unsafe_parts
from generator.style.reference_fonts import Pair, font_of, is_symbol
from generator.style.reference_page import Papers, letterhead_of, papers
from generator.style.reference_styles import Look, Styles, read_styles
from generator.style.reference_table import table_look
from generator.style.reference_theme import legible, read_theme
from generator.style.sheet import Font, FontKey, Role, Sheet

REFERENCE = "company.brand.reference_docx"
"""The key path of the file's name."""
_STYLES = {
    "body": "normal",
    **{f"heading{level}": f"heading {level}" for level in range(1, 7)},
    **{f"contents{level}": f"toc {level}" for level in range(1, 4)},
    "contents_heading": "toc heading",
    "cover_title": "title",
    "cover_subtitle": "subtitle",
    "caption_table": "caption",
    "caption_figure": "caption",
    "list": "list paragraph",
    "header": "header",
    "footer": "footer",
}
"""The role each style of Word is the look of."""
_TITLES = {
    "body": "正文",
    "contents_heading": "目录标题",
    "cover_title": "标题",
    "cover_subtitle": "副标题",
    "caption_table": "题注",
    "caption_figure": "题注",
    "list": "列表段落",
    "header": "页眉",
    "footer": "页脚",
    **{f"heading{level}": f"标题 {level}" for level in range(1, 7)},
    **{f"contents{level}": f"目录 {level}" for level in range(1, 4)},
}
_SIZES = {
    "body": (9.0, 16.0),
    "list": (9.0, 16.0),
    "header": (7.0, 14.0),
    "footer": (7.0, 14.0),
    "cover_title": (14.0, 54.0),
}
_USUAL_SIZES = (9.0, 36.0)
_NATURAL = 1.3
"""The height of a line of Chinese that is left to itself, in sizes, as Word sets it in SimSun."""
_RUNNING_TEXT = ("lead", "note", "notice", "salutation", "closing", "list", "contents")
"""Roles whose lines are as far apart as those of the body."""
_TIGHTEST, _LOOSEST = 1.1, 3.0
_MOST_SPACE = 60.0
_DEEPEST_INDENT = 8.0
_LARGE, _LARGE_BOLD, _LARGE_CONTRAST = 18.0, 14.0, 3.0
"""Words of this size are large to WCAG, which asks less contrast of them."""
_SPARE: Mapping[bool, tuple[FontKey, ...]] = {True: ("sans1", "sans2", "sans3"), False: ("serif1", "serif2", "serif3")}


@dataclass(frozen=True, slots=True)
class Branded:
    """A sheet with the look of a reference file, and the words its running lines bring along."""

    sheet: Sheet
    letterhead: Letterhead


def company_look(root: Path, relative: str, sheet: Sheet, sources: SourceMap) -> Outcome[Branded]:
    """Take the look of the Word file that the company's profile names over; a blind bid keeps its own."""
    place = Place(REFERENCE, sources.value(REFERENCE))
    if sheet.blind is not None:
        return Outcome(Branded(sheet, Letterhead()), (blind_notice(place),))
    stored = stored_file(root, REFERENCE, relative, sources)
    if stored.value is None:
        return Outcome(None, tuple(_named(found) for found in stored.findings))
    return branded(stored.value.data, sheet, place)


def _named(found: Finding) -> Finding:
    """Tell of a missing file as of a reference file, not of a picture."""
    if found.code != NO_PICTURE:
        return found
    nearest = found.hint.partition("把图片")[0]
    hint = f"{nearest}把Word文件放进公司资料的文件夹，写从该文件夹起的路径，例如“reference_docx: brand/look.docx”。"
    return replace(found, code=UNREADABLE, message=found.message.replace("图片", "参考文件", 1), hint=hint)


def branded(data: bytes, sheet: Sheet, place: Place) -> Outcome[Branded]:
    """Take the look of a Word file over; what it does not say stays as the sheet has it, a clash is a finding."""
    clashes = Clashes(place)
    try:
        return _taken(open_package(data), sheet, clashes)
    except RefusedError as error:
        return Outcome(None, (clashes.refused(error),))


@dataclass(slots=True)
class _Desk:
    """What has been read and found so far."""

    ours: Sheet
    styles: Styles
    papers: Papers
    clashes: Clashes
    findings: list[Finding] = field(default_factory=list)
    fonts: dict[FontKey, Font] = field(default_factory=dict)
    pairs: dict[Pair, FontKey] = field(default_factory=dict)
    pale: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)


def _taken(package: Package, sheet: Sheet, clashes: Clashes) -> Outcome[Branded]:
    main = next((one.target for one in package.relations("") if one.kind == "officeDocument"), "")
    document = package.tree(main) if main else None
    if document is None:
        raise RefusedError("A001", "文件里没有Word正文", "")
    parts = {one.kind: one for one in reversed(package.relations(main))}
    theme = read_theme(package, _target(parts, "theme"))
    styles = read_styles(_part(package, parts, "styles"), theme)
    desk = _Desk(sheet, styles, papers(document), clashes)
    desk.findings += unsafe_parts(package, ("", main, _target(parts, "settings")), clashes)
    dressed = _dressed(desk, document)
    placed = letterhead_of(package, main, document, dressed, styles, clashes)
    desk.findings += placed.findings
    if placed.value is None:
        raise AssertionError("a letterhead can always be made, if an empty one")
    dressed, letterhead = placed.value
    look = dressed.brand
    if look is not None and package.relations(_target(parts, "theme")) == ():
        dressed = dressed.model_copy(update={"brand": replace(look, theme=theme.part)})
    return Outcome(Branded(dressed, letterhead), tuple(dict.fromkeys(desk.findings)))


def _target(parts: Mapping[str, Relation], kind: str) -> str:
    relation = parts.get(kind)
    return relation.target if relation and not relation.external and not relation.escapes else ""


def _part(package: Package, parts: Mapping[str, Relation], kind: str) -> etree._Element | None:
    name = _target(parts, kind)
    return package.tree(name) if name else None


# --- roles -----------------------------------------------------------------------------------------------------------


def _dressed(desk: _Desk, document: etree._Element) -> Sheet:
    """Give the sheet with the roles, fonts, tables and paper of the file."""
    ours = desk.ours
    desk.fonts.update(ours.fonts)
    known = {role: style for role, style in _STYLES.items() if role == "body" or desk.styles.has(style)}
    looks = {role: desk.styles.look(style) for role, style in known.items()}
    keys = _keys(looks, desk)
    roles = {name: _role(name, look, desk) for name, look in looks.items() if name in ours.roles}
    followers = {name: role for name, role in ours.roles.items() if name not in roles}
    followed = {name: _follower(name, role, roles["body"], keys, ours) for name, role in followers.items()}
    roles = {name: roles.get(name) or followed[name] for name in ours.roles}
    desk.findings += _own_numbers(looks, desk.clashes)
    for colors, names in desk.pale.items():
        desk.findings.append(desk.clashes.too_pale(f"样式“{'、'.join(dict.fromkeys(names))}”", *colors))
    table, cells = table_look(document, desk.styles, ours, desk.clashes)
    roles["cell_head"] = roles.get("cell_head", roles["body"]).model_copy(update=dict(cells))
    desk.findings += table.findings
    return ours.model_copy(
        update={
            "page": desk.papers.page(ours.page, desk.clashes, desk.findings),
            "fonts": dict(desk.fonts),
            "roles": roles,
            "table": table.value or ours.table,
            "diagram": ours.diagram.model_copy(update={"font": keys.get(ours.diagram.font, ours.diagram.font)}),
            **_header_rule(looks.get("header")),
        }
    )


def _keys(looks: Mapping[str, Look], desk: _Desk) -> dict[FontKey, FontKey]:
    """Give which font stands for ours: that of the body for 宋体, that of the headings for 黑体."""
    body = _font_key("body", looks["body"], "song", desk)
    keys: dict[FontKey, FontKey] = {"song": body}
    if "heading1" in looks:
        keys["hei"] = _font_key("heading1", looks["heading1"], "hei", desk)
    return keys


def _font_key(role: str, look: Look, usual: FontKey, desk: _Desk) -> FontKey:
    """Give the key of a style's fonts, entering them where they are new; a use of ours is kept where it fits."""
    base = desk.ours.fonts[desk.ours.role(role).font]
    names = [look.east, look.latin]
    for name in names:
        if is_symbol(name):
            message = f"参考文件的样式“{_TITLES[role]}”用符号字体“{name}”，没有取用"
            desk.findings.append(desk.clashes.unfit_font(message))
    east, latin = (own if not own or not is_symbol(own) else "" for own in names)
    pair = Pair(east or base.word, latin or base.latin)
    if pair == Pair(base.word, base.latin):
        return desk.ours.role(role).font
    if pair not in desk.pairs:
        free = [key for key in (usual, *_SPARE[pair.sans]) if key not in desk.pairs.values()]
        key = next((key for key in free if (key in {"hei", *_SPARE[True]}) == pair.sans), None)
        if key is None:
            message = f"参考文件的字体太多，样式“{_TITLES[role]}”的“{pair.east}、{pair.latin}”没有取用"
            desk.findings.append(desk.clashes.unfit_font(message))
            return desk.ours.role(role).font
        desk.pairs[pair] = key
        desk.fonts[key] = font_of(pair, desk.ours.fonts)
    return desk.pairs[pair]


def _follower(name: str, role: Role, body: Role, keys: Mapping[FontKey, FontKey], ours: Sheet) -> Role:
    """Give a role the file has no style for: in the fonts of the file, as large and as wide apart as its body.

    Contents and notes, set closer than our body, never become wider apart.
    """
    old = ours.role("body")
    update: dict[str, object] = {"font": keys.get(role.font, role.font)}
    if role.size == old.size:
        update["size"] = body.size
    if name.startswith(_RUNNING_TEXT):
        size = body.size if role.size == old.size else role.size
        share = body.pitch / old.pitch
        wider = role.pitch == old.pitch and not name.startswith("contents")
        update["pitch"] = round(max(role.pitch * (share if wider else min(share, 1.0)), size * _NATURAL), 1)
    return role.model_copy(update=update)


def _role(name: str, look: Look, desk: _Desk) -> Role:
    ours = desk.ours.role(name)
    size = _size(name, look, ours, desk)
    is_cover = name.startswith("cover")
    fill = "" if look.fill == "FFFFFF" else look.fill
    update: dict[str, object] = {
        "font": _font_key(name, look, "hei" if ours.font == "hei" else "song", desk),
        "size": size,
        "pitch": max(_pitch(look, size, desk.papers.grid), round(size * 1.4, 1) if is_cover else 0),
        "bold": bool(look.bold),
        "fill": fill,
        "edges": look.edges if not name.startswith(("header", "footer")) else ours.edges,
        "color": _color(name, look, size, fill, desk),
        "align": look.align or ("left" if name.startswith("heading") else ours.align),
    }
    if not is_cover and name not in {"header", "footer"}:
        update |= _spaces(name, look, ours)
    if name == "body":
        update["first_line"] = _first_line(look, size, ours)
    elif name.startswith("heading"):
        update["first_line"] = _first_line(look, size, Role())
    elif name.startswith("contents") and look.indent is not None:
        update["indent"] = min(max(look.indent / size, 0.0), _DEEPEST_INDENT)
    return ours.model_copy(update=update)


def _size(name: str, look: Look, ours: Role, desk: _Desk) -> float:
    least, most = _SIZES.get(name, _USUAL_SIZES)
    if look.size is None or least <= look.size <= most:
        return look.size or ours.size
    desk.findings.append(desk.clashes.out_of_range(f"样式“{_TITLES[name]}”字号", look.size, least, most))
    return ours.size


def _pitch(look: Look, size: float, grid: float) -> float:
    """Give the exact line pitch nearest to what Word would set; lines on a grid take whole steps of it."""
    rule, value = look.line or ("auto", 1.0)
    natural = size * _NATURAL
    if rule == "auto":
        stepped = -(-natural // grid) * grid if grid and look.snapped else natural
        pitch = stepped * value
    else:
        pitch = max(value, natural) if rule == "atLeast" else value
    return round(min(max(pitch, size * _TIGHTEST), size * _LOOSEST) * 10) / 10


def _spaces(name: str, look: Look, ours: Role) -> dict[str, object]:
    """Give the spaces of a style: none above what begins a page, and a caption keeps clear of what it names."""
    before, after = _space(look.before), _space(look.after)
    if name.startswith("caption"):
        return {"before": max(before, ours.before), "after": max(after, ours.after)}
    return {"before": 0.0 if ours.page_break or name == "contents_heading" else before, "after": after}


def _space(points: float | None) -> float:
    return min(max(points or 0.0, 0.0), _MOST_SPACE)


def _first_line(look: Look, size: float, ours: Role) -> float:
    if look.first_line_characters is not None:
        return min(max(look.first_line_characters, 0.0), _DEEPEST_INDENT)
    return ours.first_line if look.first_line is None else min(max(look.first_line / size, 0.0), _DEEPEST_INDENT)


def _color(name: str, look: Look, size: float, fill: str, desk: _Desk) -> str:
    """Give a style's colour, or one of its hue that can be read on its ground."""
    ground = fill or "FFFFFF"
    color = look.color or ("000000" if contrast("000000", ground) >= contrast("FFFFFF", ground) else "FFFFFF")
    large = size >= (_LARGE_BOLD if look.bold else _LARGE)
    if contrast(color, ground) >= (_LARGE_CONTRAST if large else LEAST):
        return color
    readable = legible(color, ground)
    desk.pale.setdefault((color, ground, readable), []).append(_TITLES[name])
    return readable


def _own_numbers(looks: Mapping[str, Look], clashes: Clashes) -> Iterator[Finding]:
    names = [_TITLES[name] for name, look in looks.items() if look.numbered and name.startswith("heading")]
    if names:
        yield clashes.own_numbers("、".join(names))


def _header_rule(look: Look | None) -> dict[str, object]:
    """Give the rule below the header as the style of headers has it."""
    rule = look.edges.bottom if look else None
    return {"header_rule": rule.width, "header_rule_color": rule.color} if rule else {}
