"""A finished file of a blind bid, by its name and its bytes alone, searched for what tells who bids."""

from __future__ import annotations

from generator.finding import Finding
from generator.model.identity import Identity
from generator.style.sheet import Sheet
from generator.verify.blind_docx import check_blind_docx
from generator.verify.blind_pdf import check_blind_pdf
from generator.verify.leaks import check_file_name

_CHECKS = {"docx": check_blind_docx, "pdf": check_blind_pdf}


def check_blind(name: str, data: bytes, identity: Identity, sheet: Sheet) -> tuple[Finding, ...]:
    """Give every leak in a DOCX or PDF and in its name, and every look the blind style does not have.

    Raises KeyError for a name of another ending.
    """
    return (*check_file_name(name, identity), *_CHECKS[name.rpartition(".")[2]](data, identity, sheet))
