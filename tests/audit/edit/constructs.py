"""One of each construct of Word in which words may stand, in a package that Word itself would open."""

from __future__ import annotations

from tests.audit.reading.packages import cell, field, files, paragraph, plain, row, run, table, zipped

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
)
_SIDE = {"header1": "header", "footer1": "footer"}
OTHERS = '<w:ins w:id="40" w:author="张" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
TAKEN = '<w:del w:id="41" w:author="张"><w:r><w:delText>旧词</w:delText></w:r></w:del>'
BOX = (
    "<w:r><w:pict><v:shape id='b1' style='width:200pt;height:40pt'><v:textbox><w:txbxContent>"
    "{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='栏'/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
SECTION = (
    "<w:sectPr>"
    "<w:headerReference w:type='default' r:id='rH'/><w:footerReference w:type='default' r:id='rF'/>"
    "</w:sectPr>"
)
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

PARAGRAPHS = {
    "plain": plain("响应时间为3小时以内"),
    "bold": paragraph(run("质保") + run("三年", "<w:b/>") + run("有效")),
    "symbol": paragraph(run("服务7") + "<w:r><w:sym w:font='Symbol' w:char='F0B4'/></w:r>" + run("24小时")),
    "tabs": paragraph("<w:r><w:t>左边</w:t><w:tab/><w:t>右边</w:t><w:br/><w:t>下行 </w:t></w:r>"),
    "field": paragraph(run("见第") + field("REF a \\h", run("七")) + run("章所述")),
    "link_field": paragraph(run("网址") + field('HYPERLINK "#a"', run("甲公司首页")) + run("为准")),
    "simple": paragraph(
        run("共") + "<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>九十</w:t></w:r></w:fldSimple>" + run("页")
    ),
    "link": paragraph(run("登录") + LINK.format(run("乙公司网站")) + run("查询")),
    "control": paragraph(run("地点") + CONTROL.format("", run("丙楼二层")) + run("完毕")),
    "bound": paragraph(run("日期") + CONTROL.format("<w:date/>", run("五月一日")) + run("起算")),
    "others": paragraph(run("增加") + OTHERS.format(run("新写的四个字")) + run("之后") + TAKEN + run("再来")),
    "box": paragraph(run("框外") + BOX.format(plain("框里有话"))),
    "entities": paragraph(run("甲&amp;乙&lt;丙&#x4E01;")),
    "cdata": paragraph("<w:r><w:t>前<![CDATA[中<间]]>后</w:t></w:r>"),
    "spaces": paragraph("<w:r><w:t>one two three</w:t></w:r>"),
    "noted": paragraph(run("有注") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("之处")),
    "changed": paragraph(run("改过样式", "<w:b/><w:rPrChange w:id='50' w:author='张'><w:rPr/></w:rPrChange>")),
    "math": paragraph(run("算式") + "<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>" + run("成立")),
    "bookmark": paragraph(
        "<w:bookmarkStart w:id='7' w:name='_v1'/>" + run("十台") + "<w:bookmarkEnd w:id='7'/>" + run("设备")
    ),
    "table": table(row(cell(plain("级别")), cell(plain("时限"))), row(cell(plain("一级")), cell("<w:p/>"))),
}
"""The table stands last: where a section's end follows it, Word wants a paragraph between."""
SIDES = {
    "header1": plain("某某医院项目"),
    "footer1": plain("页脚的话"),
    "footnotes": "<w:footnote w:id='2'>" + plain("脚注里的话") + "</w:footnote>",
}


def document(body: str, **sides: str) -> bytes:
    """Give a package with content types, the body in one section with its header and footer, the sides by name."""
    made = files(body, **sides)
    main = str(made["word/document.xml"]).replace("<w:document ", f"<w:document {R} ", 1)
    if "header1" in sides and "footer1" in sides:
        main = main.replace("</w:body>", f"{SECTION}</w:body>")
    relations = str(made["word/_rels/document.xml.rels"])
    for kind, key in (("header", "rH"), ("footer", "rF")):
        at = relations.find(f'relationships/{kind}"')
        if at >= 0:
            begin = relations.rindex('Id="', 0, at)
            relations = relations[:begin] + f'Id="{key}"' + relations[relations.index('"', begin + 4) + 1 :]
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{_SIDE.get(name, name)}+xml"/>' for name in sides
    )
    types = _TYPES.format(
        rows=f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{rows}'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            **made,
            "word/document.xml": main,
            "word/_rels/document.xml.rels": relations,
            "word/media/image1.bin": b"\x00picture\xff",
        }
    )


def everything() -> bytes:
    return document("".join(PARAGRAPHS.values()) + plain("完"), **SIDES)
