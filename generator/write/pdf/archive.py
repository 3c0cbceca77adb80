"""Finishes a PDF of WeasyPrint for the archive and for readers of every kind: PDF/A and PDF/UA-1 in one file.

WeasyPrint is asked for PDF/A; PDF/UA-1, of which it would write instead, is told beside it (ISO 14289-1, 5).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_END = b"</rdf:RDF>"
_ACCESSIBLE = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A allows only properties that its schema knows or that the file itself declares (ISO 19005-2, 6.6.2.3.3)."""


@contextmanager
def profile_left_open() -> Iterator[None]:
    """Say nothing of the file of the colour profile that WeasyPrint opens for PDF/A and leaves to the collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def keep_links_of_links(rendered: Any) -> None:
    """Leave the links of the `a` elements alone: WeasyPrint gives each box within one a link of its own.

    Every link is to stand in a structure element Link (ISO 14289-1, 7.18.5); the boxes within add nothing to its area.
    """
    for page in rendered.pages:
        page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]


def scope_header_cells(pdf: Any) -> None:
    """Say of every header cell what it heads: its column where all cells of the row are heads, else its row.

    WeasyPrint lists the heads of each data cell, but a table of heads alone has none (ISO 14289-1, 7.5).
    """
    for row in _structures(pdf, "/TR"):
        cells = [pdf.objects[_number(reference)] for reference in row["K"]]
        heads = [cell for cell in cells if cell["S"] == "/TH"]
        for cell in heads:
            cell["A"]["Scope"] = "/Column" if len(heads) == len(cells) else "/Row"


def _structures(pdf: Any, kind: str) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, dict) and one.get("S") == kind]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def name_accessible(pdf: Any) -> None:
    """Say in the metadata of a finished PDF that it is accessible as well."""
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    metadata.stream = [part.replace(_END, _ACCESSIBLE.encode() + _END) for part in metadata.stream]
