"""Where a reference file and what can be printed clash: each clash as a finding at the file's name in the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.finding import Finding, Place, Severity
from generator.load.package import Package, RefusedError

UNREADABLE = "L010"
"""L010: the reference file cannot be read, or is none."""
UNSAFE = "L011"
"""L011: the reference file holds macros, links to elsewhere or embedded objects; they are not taken over."""
PAPER = "L012"
"""L012: the reference file's paper is not A4, or its margins leave no room."""
OUT_OF_RANGE = "L013"
"""L013: a size of the reference file is too small or too large to be printed."""
OWN_NUMBERS = "L014"
"""L014: the headings of the reference file number themselves, as ours do."""
TOO_PALE = "L015"
"""L015: a colour of the reference file cannot be read on its ground; a darker or lighter one is printed."""
UNFIT_FONT = "L016"
"""L016: the reference file sets words in a font of symbols, or uses more fonts than the sheet has room for."""
LEFT_OUT = "L017"
"""L017: something of the reference file cannot be carried to both outputs and is left out."""
BLIND = "L018"
"""L018: a blind bid does not take the look of a company's own file."""

_ACTIVE = {
    "vbaProject": "宏",
    "oleObject": "嵌入对象",
    "package": "嵌入对象",
    "control": "控件",
    "attachedTemplate": "外部模板的链接",
    "subDocument": "外部文档的链接",
    "frame": "外部网页的链接",
}
_HARMLESS = {"hyperlink"}


@dataclass(frozen=True, slots=True)
class Clashes:
    """Makes findings about one reference file, all at the place that names it."""

    place: Place

    def refused(self, error: RefusedError) -> Finding:
        """Tell why the file cannot be read."""
        found = error.finding
        hint = "在Word中打开这个文件，另存为.docx，再放回公司资料的文件夹。"
        return Finding(UNREADABLE, Severity.ERROR, self.place, f"参考文件读不出：{found.message}", hint)

    def unsafe(self, words: str) -> Finding:
        """Tell of what runs, or points out of the file."""
        hint = "版式不受影响，这些内容不会进入成品；请在Word中删去它们，免得误用。"
        return Finding(UNSAFE, Severity.WARNING, self.place, f"参考文件里有{words}，没有取用", hint)

    def paper(self, message: str) -> Finding:
        """Tell of paper or margins that are not taken over."""
        hint = "投标文件用A4纸；在Word的“布局”里把纸张设为A4，页边距设在10到50毫米之间。"
        return Finding(PAPER, Severity.WARNING, self.place, message, hint)

    def out_of_range(self, what: str, value: float, least: float, most: float) -> Finding:
        """Tell of a size that is not taken over."""
        message = f"参考文件的{what}是{value:g}磅，不在{least:g}到{most:g}磅之间，仍用原来的"
        hint = "在Word中修改这个样式的字号，或者不管它。"
        return Finding(OUT_OF_RANGE, Severity.WARNING, self.place, message, hint)

    def own_numbers(self, names: str) -> Finding:
        """Tell of numbers that ours stand in for."""
        message = f"参考文件的样式“{names}”带有自己的编号，成品仍用版式的编号"
        hint = "编号的写法在版式文件的 numbering 里改；参考文件里的编号可以不管。"
        return Finding(OWN_NUMBERS, Severity.NOTICE, self.place, message, hint)

    def too_pale(self, what: str, color: str, ground: str, instead: str) -> Finding:
        """Tell of a colour that was changed to be read."""
        message = f"参考文件的{what}颜色{color}在底色{ground}上看不清（对比度低于4.5），改印{instead}"
        hint = "在Word中给这个样式换深一些（深色底上换浅一些）的颜色。"
        return Finding(TOO_PALE, Severity.WARNING, self.place, message, hint)

    def unfit_font(self, message: str) -> Finding:
        """Tell of a font that is not taken over."""
        hint = "在Word中给样式换上能显示文字的字体，例如“宋体”和“Times New Roman”。"
        return Finding(UNFIT_FONT, Severity.WARNING, self.place, message, hint)

    def left_out(self, words: str) -> Finding:
        """Tell of what cannot be printed in both outputs."""
        hint = "能取用的有PNG、JPEG图片和单色的矩形、线条、多边形；其余可在Word中另存为PNG图片再放回原处。"
        return Finding(LEFT_OUT, Severity.NOTICE, self.place, f"参考文件的{words}没有取用", hint)


def blind_notice(place: Place) -> Finding:
    """Tell that a blind bid is made in the plain look."""
    hint = "不需要改什么：暗标的版式由招标文件规定，也不能露出公司标志。"
    return Finding(BLIND, Severity.NOTICE, place, "暗标不用公司的参考文件，版式以暗标的为准", hint)


def unsafe_parts(package: Package, parts: tuple[str, ...], clashes: Clashes) -> Iterator[Finding]:
    """Look for macros, embedded objects and links to elsewhere in what parts refer to."""
    found: dict[str, None] = {}
    for part in parts:
        for relation in package.relations(part):
            if relation.kind in _ACTIVE:
                found[_ACTIVE[relation.kind]] = None
            elif relation.external and relation.kind not in _HARMLESS:
                found["外部内容的链接"] = None
            elif relation.escapes and not relation.external:
                found["指向文件之外的链接"] = None
    if found:
        yield clashes.unsafe("、".join(found))
