"""What a project is bound in: its volumes, each with its marks, and what their files are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.nodes import Document, Volume
from generator.document.volumes import marked, parted
from generator.document.walk import plain
from generator.model.bid import Bid
from generator.pipeline.desk import Checked

if TYPE_CHECKING:
    pass


FORMATS = ("docx", "pdf")
COPY_MARK = "project.copy"
RUN_ON = "各册连编"


@dataclass(frozen=True, slots=True)
class Book:
    """What is bound as one: a volume, or the whole, with one mark; what the names of its files have behind the stem."""

    suffix: str
    volume: str
    mark: str
    document: Document

    def output(self, form: str) -> str:
        """Give the name its output of a format goes by."""
        return f"{self.suffix}.{form}" if self.suffix else form


def books_of(checked: Checked) -> tuple[tuple[Book, ...], ...]:
    """Give the books of each mark the project wants files of; one of one where it says nothing."""
    document, sheet, bid = checked.document, checked.sheet, checked.bid
    if document is None or sheet is None or bid is None:
        raise AssertionError("only a checked document is written")
    parts = parted(document, named=sheet.blind is None)
    pairs = tuple(enumerate(zip(parts, document.volumes or (None,), strict=True), 1))
    return tuple(tuple(_book(part, volume, place, mark) for place, (part, volume) in pairs) for mark in marks_of(bid))


def named_books(checked: Checked) -> Iterator[Book]:
    """Give the books that have names of their own."""
    return (book for books in books_of(checked) for book in books if book.suffix)


def _book(part: Document, volume: Volume | None, place: int, mark: str) -> Book:
    names = (*((str(place), volume.id) if volume else ()), *((mark,) if mark else ()))
    document = marked(part, COPY_MARK, mark) if mark else part
    return Book("".join(f"-{name}" for name in names), plain(volume.title) if volume else "", mark, document)


def marks_of(bid: Bid) -> tuple[str, ...]:
    """Give the marks of the copies that have files of their own."""
    copies = bid.project.copies
    return tuple(copies_of(bid)) if copies and copies.separate_files and copies_of(bid) else ("",)


def copies_of(bid: Bid) -> dict[str, int]:
    """Give how many copies of each mark the tender asks for."""
    copies = bid.project.copies
    if copies is None:
        return {}
    counts = {"正本": copies.originals, "副本": copies.duplicates, "电子版": copies.electronic}
    return {mark: count for mark, count in counts.items() if count}


def file_stem(checked: Checked) -> str:
    """Give the name of the outputs without ending; that of a blind bid does not name the project's folder."""
    if checked.kind is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    return checked.kind.name if checked.sheet.blind else f"{checked.folder}-{checked.kind.name}"


def output_name(stem: str, output: str) -> str:
    """Give the name of an output's file: `p-plan.pdf`, or `p-plan-1-business.pdf` of one of several."""
    return f"{stem}{output}" if output.startswith("-") else f"{stem}.{output}"


def told_of(book: Book) -> tuple[str, str]:
    """Give what lists say of a book: its volume and its mark, empty where there is one of each."""
    return book.volume, book.mark
