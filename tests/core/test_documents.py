"""Official documents: the layout of GB/T 9704-2012 proven on the pages that come out."""

import io
import re
import zipfile
import zlib
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.office import documents
from core.office.documents import (
    Card,
    Heading,
    KeyValue,
    Official,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    TableColumn,
    cards_pdf,
    official_docx,
    official_pdf,
    table_pdf,
)

MINUTES = Official(
    title="幸福里社区大党委2026年11月会议纪要",
    letterhead="幸福里社区大党委会议纪要",
    number="〔2026〕11号",
    recipient="各党支部",
    blocks=[
        Paragraph("11月18日晚，社区大党委召开会议。\n会议由书记主持。"),
        Heading("一、关于冬季供暖"),
        Heading("（一）基本情况", 2),
        Heading("1.具体安排", 3),
        Table(
            ["序号", "事项", "期限"],
            [[1, "更换阀门", date(2026, 11, 25)], [2, "走访"]],
            widths=[1, 4, 2],
            caption="任务",
        ),
        KeyValue([("应到", "11人"), ("实到", "9人"), ("主持", "王书记")]),
        Paragraph("注：以上", "note"),
        Signature("中共幸福里社区总支部委员会", date(2026, 11, 18)),
    ],
    attachments=["签到表", "任务分解表"],
    copies="清洋街道党工委",
    issued="幸福里社区党总支办公室　2026年11月19日印发",
)


def _pages(pdf: bytes) -> int:
    """Pages of a PDF, counted in its objects: typst keeps them in compressed object streams."""
    assert pdf.startswith(b"%PDF-")
    text = pdf
    for match in re.finditer(rb"stream\r?\n", pdf):
        try:
            text += zlib.decompressobj().decompress(pdf[match.end() :])
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b", text))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_page_holds_22_lines_of_28_characters_and_not_one_more():
    line = Paragraph("一二三四五六七八九十" * 2 + "一二三四五六七八", "lead")
    assert _pages(official_pdf(Official("", [line] * 22))) == 1
    assert _pages(official_pdf(Official("", [line] * 23))) == 2
    running = "字" * (22 * 28)
    assert _pages(official_pdf(Official("", [Paragraph(running, "lead")]))) == 1
    assert _pages(official_pdf(Official("", [Paragraph(running + "字", "lead")]))) == 2


def test_minutes_come_out_as_pdf_with_every_part():
    text = _text(official_pdf(MINUTES))
    for part in (
        "幸福里社区大党委会议纪要",
        "〔2026〕11号",
        "各党支部",
        "一、关于冬季供暖",
        "更换阀门",
        "2026年11月25日",
    ):
        assert part in text
    for part in (
        "应到",
        "王书记",
        "中共幸福里社区总支部委员会",
        "2026年11月18日",
        "签到表",
        "抄送：清洋街道党工委",
        "印发",
    ):
        assert part in text
    assert re.search(r"—\s*1\s*—", text)


def test_text_of_users_is_never_markup():
    hostile = '#strong[x] $a^2$ *b* _c_ \\ @ref <label> `raw` #read("/etc/passwd") // "quoted" [x] = y'
    document = Official(
        hostile,
        [Paragraph(hostile), Heading(hostile), Table([hostile], [[hostile]]), KeyValue([(hostile, hostile)])],
    )
    text = re.sub(r"\s", "", _text(official_pdf(document)))
    assert text.count("#strong[x]") >= 4
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    words = Document(io.BytesIO(official_docx(document)))
    assert hostile in [paragraph.text for paragraph in words.paragraphs]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text):
    document = Official(text, [Paragraph(text), Table([text], [[text]]), Signature(text, text)], number=text)
    assert _pages(official_pdf(document)) >= 1
    assert zipfile.ZipFile(io.BytesIO(official_docx(document))).testzip() is None


def test_word_has_the_page_of_the_standard():
    section = Document(io.BytesIO(official_docx(MINUTES))).sections[0]
    millimetres = [round(length.mm) for length in (section.page_width, section.page_height)]
    assert millimetres == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    [grid] = section._sectPr.findall(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    lines = 225 / 25.4 * 1440 / int(grid.get(qn("w:linePitch")))
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(lines + 0.01) == 22
    assert int(156 / 25.4 * 72 / pitch + 0.01) == 28


def test_word_names_the_fonts_of_official_documents():
    words = Document(io.BytesIO(official_docx(MINUTES)))
    normal = words.styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert words.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert words.styles["Heading 2"].element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    [title] = [p for p in words.paragraphs if p.text == MINUTES.title]
    assert title.runs[-1].font.size.pt == 22
    assert title.runs[-1]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    body = next(p for p in words.paragraphs if p.text.startswith("11月18日晚"))
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_word_numbers_pages_outside_odd_and_even():
    words = Document(io.BytesIO(official_docx(MINUTES)))
    assert words.settings.odd_and_even_pages_header_footer
    section = words.sections[0]
    for footer in (section.footer, section.even_page_footer):
        xml = footer.paragraphs[0]._p.xml
        assert "PAGE" in xml and footer.paragraphs[0].text == "— 1 —"
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment


def test_word_properties_stand_in_the_order_of_the_schema():
    """Word repairs, or refuses, a file whose properties are out of order."""
    order = ["pStyle", "keepNext", "widowControl", "pBdr", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr"]
    words = Document(io.BytesIO(official_docx(MINUTES)))
    for part in (words.element, words.styles.element):
        for properties in part.iter(qn("w:pPr")):
            names = [child.tag.rpartition("}")[2] for child in properties]
            known = [order.index(name) for name in names if name in order]
            assert known == sorted(known), names
    for properties in words.element.iter(qn("w:tcPr")):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == [name for name in ("tcW", "tcBorders", "vAlign") if name in names]
    assert words.sections[0]._sectPr[-1].tag == qn("w:docGrid")


def test_word_tables_repeat_their_header():
    words = Document(io.BytesIO(official_docx(MINUTES)))
    table = words.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "事项", "期限"]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "更换阀门", "2026年11月25日"]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_short_and_empty_documents_work():
    empty = Official("", [])
    assert _pages(official_pdf(empty)) == 1
    assert official_docx(empty)
    assert _pages(official_pdf(Official("题", [Paragraph("甲"), PageBreak(), Paragraph("乙")]))) == 2


def test_roster_repeats_its_header_and_counts_its_pages():
    columns = [TableColumn("序号", 0, "center"), TableColumn("姓名"), TableColumn("党支部", 2)]
    pdf = table_pdf(
        "花名册",
        columns,
        [[n, f"张{n}", "#第一$党支部"] for n in range(200)],
        subtitle="共200人",
        footer="内部",
    )
    pages = _pages(pdf)
    text = _text(pdf)
    assert pages > 3
    assert text.count("党支部\n") + text.count("姓名") >= pages
    assert re.search(rf"共\s*{pages}\s*页", text)
    assert "#第一$党支部" in text
    assert "没有记录" in _text(table_pdf("空", columns, []))


def test_cards_are_ten_to_a_sheet():
    card = Card(
        "民情联系卡",
        "欧阳建国",
        "网格长",
        "138****5678",
        ["5号楼"],
        "幸福里社区",
        "https://portal.example/g/1",
    )
    assert _pages(cards_pdf([card] * 10)) == 1
    assert _pages(cards_pdf([card] * 11)) == 2
    assert _pages(cards_pdf([card] * 3, per_page=1)) == 3
    assert "欧阳建国" in _text(cards_pdf([card]))
    with pytest.raises(ValueError, match="one to ten"):
        cards_pdf([card], per_page=11)


def test_download_keeps_a_chinese_name_and_is_not_cached():
    response = documents.download(b"x", '会议纪要/"1".docx')
    assert response["Content-Type"] == documents.DOCX_TYPE
    assert "filename*=UTF-8''%E4%BC%9A%E8%AE%AE" in response["Content-Disposition"]
    assert "\n" not in response["Content-Disposition"] and "/" not in response["Content-Disposition"][12:]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
