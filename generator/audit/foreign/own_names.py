"""The names and the date of the project itself where a text has others: in fields, running lines, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.foreign.case import Case, OwnName
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import Block, BlockKind
from generator.finding import Severity
from generator.rules.names import SHORTEST_NAME, misspelt

YEAR, OTHERWISE = "A114", "A115"

_FIELDS = (
    ("‹field_project_name›", "project.name"),
    ("‹field_project_number›", "project.number"),
    ("‹field_buyer›", "project.buyer"),
    ("‹field_agency›", "project.agency"),
    ("‹field_company›", "company.name"),
)
_FIELD = re.compile(r"(?P<label>[^：:\n]{2,24})[：:][ \t　]*(?P<value>[^\n]{2,80}?)[ \t　]*")
_IDLE = re.compile(r"[\s　]|[（(][^）)]{0,12}[）)]")
_NAME = re.compile("[一-鿿A-Za-z0-9（）()〔〕\\[\\]·—-]{4,60}")
_RUNNING = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_SEGMENT = re.compile(r"[^\s　|｜/：:；;，,]{4,80}")
_DATE = (
    r"(?:‹date_field›[ \t　]*[：:]?[ \t　]*)?(?P<year>20[0-9]{2}|二[〇○零0]{1,2}[一二三四五六七八九〇○零]{1,2})[ \t]*年"
    r"(?:[ \t]*(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[ \t]*月"
    r"(?:[ \t]*(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ \t]*日)?)?"
)
_HAN_DIGITS = {"零": "0", "〇": "0", "○": "0", **{digit: str(at) for at, digit in enumerate("〇一二三四五六七八九")}}
_BASIS = ("mof87_51", "bidding_rules_51")
_DATED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.BOX})


def fields_as_in_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give the fields (采购人：…) that name another than the project does."""
    own = {each.path: each for each in _own(case)}
    track = case.vocabulary.pattern("‹track_record›")
    for block in case.text.blocks if own else ():
        found = _FIELD.fullmatch(block.text) if block.cell is None and block.kind is not BlockKind.PROPERTY else None
        path = _path(case, found["label"]) if found else ""
        if found and path in own and not any(track.search(title) for title in case.titles(block.number)):
            value = found["value"]
            if _NAME.fullmatch(_bare(value)) and not _is_same(value, own[path].name) and not _is_told(case, value):
                start = block.start + found.start("value")
                yield _finding(
                    case, (start, start + len(value)), own[path], f"{_IDLE.sub('', found['label'])}写的是“{value}”"
                )


def running_lines_are_ours(case: Case) -> Iterator[AuditFinding]:
    """Give the names in headers, footers and properties that are neither the project's nor of anybody it knows."""
    own = {each.path: each for each in _own(case)}
    named = case.vocabulary.pattern("‹person_property›")
    for block in case.text.blocks if own else ():
        where = "页眉页脚" if block.kind in _RUNNING else f"文件属性“{block.label}”"
        is_property = block.kind is BlockKind.PROPERTY and block.label in _TITLES
        if block.kind in _RUNNING or is_property or (block.kind is BlockKind.PROPERTY and named.fullmatch(block.label)):
            for start, end, path in _strangers(case, block):
                if path in own and not _is_told(case, case.whole[start:end]):
                    yield _finding(case, (start, end), own[path], f"{where}里是“{case.whole[start:end]}”")


_TITLES = frozenset({"标题", "主题", "关键词", "类别"})


def own_names_written_right(case: Case) -> Iterator[AuditFinding]:
    """Give the names of the project with one character too many, too few or wrong."""
    known = case.project.known if case.project else frozenset()
    for own in _own(case):
        name = own.name
        half = len(name) // 2
        if len(name) >= SHORTEST_NAME and own.path != "project.number":
            whole = case.whole
            if not whole.count(name[:half]) == whole.count(name[half:]) == whole.count(name):
                for start, end in misspelt(whole, name):
                    if "\n" not in whole[start:end] and whole[start:end] not in known:
                        yield _finding(case, (start, end), own, f"“{whole[start:end]}”与“{name}”差一个字")


def dates_are_of_the_bid(case: Case) -> Iterator[AuditFinding]:
    """Give the dates on the cover, in running lines and below signatures that are of another year than the bid."""
    day = case.project.date if case.project else None
    dated = case.vocabulary.pattern(_DATE)
    for block in case.text.blocks if day else ():
        found = (
            dated.fullmatch(block.text.strip()) if block.kind in _DATED and len(block.text) <= _LONGEST_DATE else None
        )
        year = _year(found["year"]) if found else None
        if found and day and year not in {None, day.year, day.year + 1}:
            lead = len(block.text) - len(block.text.lstrip())
            start, end = (block.start + lead + found.start("year"), block.start + lead + found.end())
            message = f"日期“{case.whole[start:end]}”与投标文件的年份（{day.year}年）不同"
            yield AuditFinding(
                YEAR,
                Layer.TEXT,
                Severity.WARNING,
                Certainty.REVIEW,
                message,
                f"{YEAR}/{year}",
                (case.anchor(start, end),),
                path="project.date",
                hint="改为本次投标的日期",
                basis=("mof87_51",),
            )


_LONGEST_DATE = 40


def _own(case: Case) -> tuple[OwnName, ...]:
    if case.project is None:
        return ()
    number = case.project.number
    return (*case.project.own, OwnName("项目编号", number, "project.number")) if number else case.project.own


def _path(case: Case, label: str) -> str:
    """Give the key path of the fact that a field shows; nothing where it shows none."""
    words = _IDLE.sub("", label)
    return next((path for names, path in _FIELDS if case.vocabulary.pattern(names).fullmatch(words)), "")


def _strangers(case: Case, block: Block) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of a running line that look like a firm's or a project's name and are not known."""
    known = (*(case.project.known if case.project else ()), *(each.name for each in _own(case)))
    firm = case.vocabulary.pattern("[一-鿿（）()]{2,}‹organisation_end›")
    project = case.vocabulary.pattern("(?P<name>[一-鿿A-Za-z0-9（）()]{4,}‹project_end›)(?:‹volume›)?")
    for found in _SEGMENT.finditer(block.text):
        words = found[0]
        is_known = any(name and (name in words or words in name) for name in known)
        stranger = project.fullmatch(words)
        start = block.start + found.start()
        if stranger and not is_known:
            yield start, start + len(stranger["name"]), "project.name"
        elif firm.fullmatch(words) and not is_known:
            yield start, start + len(words), "company.name" if words.endswith("公司") else "project.buyer"


def _is_told(case: Case, words: str) -> bool:
    """Tell whether a name of another bid stands in these words, which is told of it as such."""
    return any(name in words for name in (case.project.foreign if case.project else ()) if len(name) > 1)


def _is_same(value: str, name: str) -> bool:
    """Tell whether a field shows a name, be it with words about it."""
    said, meant = _plain(value), _plain(name)
    return meant in said or said == meant


def _bare(value: str) -> str:
    return re.sub(r"[\s　“”《》]", "", value)


def _plain(words: str) -> str:
    return _bare(words).translate(str.maketrans("（）〔〕", "()[]"))


def _year(words: str) -> int | None:
    digits = "".join(_HAN_DIGITS.get(each, each) for each in words)
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None  # noqa: PLR2004 - a year has four digits


def _finding(case: Case, span: tuple[int, int], own: OwnName, message: str) -> AuditFinding:
    return AuditFinding(
        OTHERWISE,
        Layer.TEXT,
        Severity.ERROR,
        Certainty.REVIEW,
        f"{message}，项目资料是“{own.name}”",
        f"{OTHERWISE}/{own.path}",
        (case.anchor(*span, own.name),),
        path=own.path,
        hint=f"改为“{own.name}”",
        basis=_BASIS,
    )
