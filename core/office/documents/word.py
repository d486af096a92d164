"""Word files in the form of GB/T 9704-2012: fonts by the names that every Chinese office has."""

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from core.office.documents.fonts import WORD
from core.office.documents.model import (
    Block,
    Heading,
    KeyValue,
    Official,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    attachment_lines,
    cell_text,
    recipient_text,
)
from core.office.spreadsheets.writer import display_width

TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
WIDTH_MM, HEIGHT_MM = 156.0, 225.0
LINES, CHARACTERS = 22, 28
BODY = 16.0  # 三号
TITLE = 22.0  # 二号
PAGE_NUMBER = 14.0  # 四号
_POINTS_PER_MM = 72 / 25.4
LINE_PITCH = HEIGHT_MM * _POINTS_PER_MM / LINES  # 28.99 pt
CHARACTER_PITCH = WIDTH_MM * _POINTS_PER_MM / CHARACTERS  # 15.79 pt
EXACT_LINE = 28.95  # a little less than the grid, so that 22 lines always fit

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RED = RGBColor(0xD7, 0x00, 0x0F)


def official_docx(document: Official) -> bytes:
    """The document as .docx; the same content and layout as `official_pdf`."""
    word = Document()
    _set_up_page(word)
    _set_up_styles(word)
    word.core_properties.title = _clean(document.title)[:255]
    word.core_properties.author = _clean(document.letterhead)[:255]
    word.core_properties.comments = ""
    _write_head(word, document)
    for block in document.blocks:
        _write_block(word, block)
    lines = attachment_lines(document)
    if lines:
        _paragraph(word, "")
        for line in lines:
            _paragraph(word, line)
    _write_foot(word, document)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


# --- Page and styles ----------------------------------------------------------------------------


def _set_up_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Mm(15), Mm(24)
    section.start_type = WD_SECTION.NEW_PAGE
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(LINE_PITCH * 20)))
    grid.set(qn("w:charSpace"), str(round((CHARACTER_PITCH - BODY) * 4096)))  # 1/4096 pt beside the body's size
    properties.append(grid)
    word.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the edge; odd pages right, even pages left."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(PAGE_NUMBER)
    paragraph.paragraph_format.first_line_indent = Pt(0)
    _run(paragraph, "— ", "song", PAGE_NUMBER)
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = _run(paragraph, text if kind == "text" else "", "song", PAGE_NUMBER)
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    _run(paragraph, " —", "song", PAGE_NUMBER)


def _set_up_styles(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    normal.font.size = Pt(BODY)
    _set_fonts(normal.element.get_or_add_rPr(), WORD["body"])
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    format_ = normal.paragraph_format
    format_.space_before = format_.space_after = Pt(0)
    format_.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    format_.line_spacing = Pt(EXACT_LINE)
    format_.widow_control = False
    for level, role in ((1, "hei"), (2, "kai"), (3, "body"), (4, "body")):
        style = word.styles[f"Heading {level}"]
        style.font.size = Pt(BODY)
        style.font.bold = level == 3
        style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        _set_fonts(style.element.get_or_add_rPr(), WORD[role])
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True
    small = word.styles.add_style("表格文字", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = normal
    small.font.size = Pt(12)
    small.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    small.paragraph_format.line_spacing = Pt(18)
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    small.element.get_or_add_pPr().insert_element_before(grid, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_fonts(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), name)


# --- Paragraphs ---------------------------------------------------------------------------------


def _run(paragraph: WordParagraph, text: str, role: str = "", size: float = 0, bold: bool | None = None) -> Any:
    run = paragraph.add_run(_clean(text))
    if role:
        _set_fonts(run._r.get_or_add_rPr(), WORD[role])
    if size:
        run.font.size = Pt(size)
    if bold is not None:
        run.font.bold = bold
    return run


def _clean(text: str) -> str:
    """XML knows no control characters; a name copied from elsewhere may hold some."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


def _indent(paragraph: WordParagraph, characters: float = 2) -> None:
    """First line in characters, so that Word keeps two whole ones whatever the size of type."""
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(round(characters * 100)))
    indent.set(qn("w:firstLine"), str(round(characters * CHARACTER_PITCH * 20)))


def _right_indent(paragraph: WordParagraph, characters: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * CHARACTER_PITCH * 20)))


def _paragraph(word: Any, text: str, style: str = "body", role: str = "") -> WordParagraph:
    paragraph: WordParagraph = word.add_paragraph()
    _run(paragraph, text, role)
    if style == "body":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _indent(paragraph)
    elif style == "centre":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif style == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _write_head(word: WordDocument, document: Official) -> None:
    if document.letterhead:
        size = min(40.0, max(TITLE, 430 / len(document.letterhead)))
        paragraph = _paragraph(word, "", "centre")
        run = _run(paragraph, document.letterhead, "title", size)
        run.font.color.rgb = _RED
        paragraph.paragraph_format.line_spacing = Pt(size * 1.3)
        number = _paragraph(word, document.number, "centre")
        number.paragraph_format.space_before = Pt(LINE_PITCH if document.number else 0)
        _rule(number)
        _paragraph(word, "", "lead")
    elif document.number:
        _paragraph(word, document.number, "right")
    if document.title:
        _write_title(word, document.title)
    if document.recipient:
        _paragraph(word, recipient_text(document), "lead")


def _write_title(word: WordDocument, text: str) -> None:
    for line in text.split("\n"):
        paragraph = _paragraph(word, "", "centre")
        _run(paragraph, line, "title", TITLE)
        paragraph.paragraph_format.line_spacing = Pt(35)
    _paragraph(word, "", "lead")


def _rule(paragraph: WordParagraph) -> None:
    """The red line under the number, as wide as the type area."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "12"), ("w:space", "8"), ("w:color", str(_RED))):
        bottom.set(qn(name), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _write_block(word: WordDocument, block: Block) -> None:
    if isinstance(block, Heading):
        paragraph = word.add_paragraph(style=f"Heading {min(max(block.level, 1), 4)}")
        _run(paragraph, block.text)
        _indent(paragraph)
    elif isinstance(block, Paragraph):
        if block.style == "title":
            _write_title(word, block.text)
        elif block.style == "note":
            for line in block.text.split("\n"):
                _run(word.add_paragraph(style="表格文字"), line)
        else:
            for line in block.text.split("\n"):
                _paragraph(word, line, block.style)
    elif isinstance(block, Table):
        if block.caption:
            _paragraph(word, block.caption, "centre", "hei").paragraph_format.keep_with_next = True
        _write_table(word, block)
    elif isinstance(block, KeyValue):
        _write_form(word, block)
    elif isinstance(block, Signature):
        _write_signature(word, block)
    elif isinstance(block, PageBreak):
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write_signature(word: WordDocument, block: Signature) -> None:
    """Date four characters from the right, the name centred above it."""
    _paragraph(word, "").paragraph_format.keep_with_next = True
    day = cell_text(block.date)
    half = (display_width(block.organization) - display_width(day)) / 4 if day else 0
    name = _paragraph(word, block.organization, "right")
    _right_indent(name, max(4 - half, 0))
    if day:
        name.paragraph_format.keep_with_next = True
        _right_indent(_paragraph(word, day, "right"), max(4, 4 + half - 4) if half > 4 else 4)
    if block.note:
        _paragraph(word, block.note)


# --- Tables -------------------------------------------------------------------------------------


def _cell(cell: Any, text: str, align: str, role: str = "") -> None:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.style = "表格文字"
        paragraph.alignment = _ALIGN[align]
        _run(paragraph, line, role)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _new_table(word: WordDocument, rows: int, shares: Sequence[float]) -> Any:
    table = word.add_table(rows=rows, cols=len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    total = sum(shares) or 1
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(WIDTH_MM * share / total)
    return table


def _write_table(word: WordDocument, block: Table) -> None:
    count = len(block.header)
    align = list(block.align or ["left"] * count)
    shares = list(block.widths or [1.0] * count)
    table = _new_table(word, 1 + len(block.rows), shares)
    total = sum(shares) or 1
    widths = [Mm(WIDTH_MM * share / total) for share in shares]
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))
        values = block.header if index == 0 else block.rows[index - 1]
        for column, cell in enumerate(row.cells):
            cell.width = widths[column]
            text = cell_text(values[column]) if column < len(values) else ""
            _cell(cell, text, "center" if index == 0 else align[column], "hei" if index == 0 else "")
    _small_gap(word)


def _write_form(word: WordDocument, block: KeyValue) -> None:
    columns = max(block.columns, 1)
    pairs = list(block.pairs)
    rows = -(-len(pairs) // columns)
    if not rows:
        return
    shares = [1.0, 2.4] * columns
    table = _new_table(word, rows, shares)
    for index, row in enumerate(table.rows):
        cells = row.cells
        for place in range(columns):
            number = index * columns + place
            label, value = pairs[number] if number < len(pairs) else ("", "")
            for offset, share in ((0, 1.0), (1, 2.4)):
                cells[2 * place + offset].width = Mm(WIDTH_MM * share / sum(shares))
            _cell(cells[2 * place], label, "center", "hei")
            _cell(cells[2 * place + 1], cell_text(value), "left")
    _small_gap(word)


def _small_gap(word: WordDocument) -> None:
    """Word joins tables that touch."""
    paragraph = word.add_paragraph(style="表格文字")
    paragraph.paragraph_format.line_spacing = Pt(10)


def _write_foot(word: WordDocument, document: Official) -> None:
    """版记: copies and issuer between two rules."""
    lines = [f"抄送：{document.copies}"] if document.copies else []
    lines += [document.issued] if document.issued else []
    if not lines:
        return
    _paragraph(word, "", "lead")
    table = word.add_table(rows=len(lines), cols=1)
    for row, line in zip(table.rows, lines, strict=True):
        cell = row.cells[0]
        cell.width = Mm(WIDTH_MM)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        _run(paragraph, line, "", 14)
        borders = OxmlElement("w:tcBorders")
        for edge in ("top", "bottom"):
            element = OxmlElement(f"w:{edge}")
            for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "000000")):
                element.set(qn(name), value)
            borders.append(element)
        cell._tc.get_or_add_tcPr().append(borders)
