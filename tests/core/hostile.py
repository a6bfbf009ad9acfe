"""Files that mean harm, made on the spot; none of them is stored in the repository."""

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

import docx
import pptx
from pypdf import PdfWriter

PACKED = b"/Filter/FlateDecode"
FONT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


# --- good files, as a start -------------------------------------------------------------------


def word_file(*paragraphs: str) -> bytes:
    """Written by python-docx."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def slides_file(*titles: str, notes: str = "") -> bytes:
    """Written by python-pptx, one slide for each title."""
    presentation = pptx.Presentation()
    for title in titles:
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text = title
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    return _saved(presentation)


def pdf_file(*pages: str, font: str = "/BaseFont/Helvetica", page: bytes = b"") -> bytes:
    """A PDF with these lines on its pages; a newline in a page begins a new line."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode())
    objects.append(f"<</Type/Font/Subtype/Type1{font}/Encoding/WinAnsiEncoding>>".encode())
    for number, text in enumerate(pages):
        content = stream(zlib.compress(page), PACKED) if page else stream(_drawing(text))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (5 + 2 * number)
        )
        objects.append(content)
    return pdf_of(objects)


def _drawing(text: str) -> bytes:
    lines = [line.replace("(", r"\(").replace(")", r"\)") for line in text.split("\n")]
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    return f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("cp1252")


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object, not packed."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def pdf_of(objects: Iterable[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a good cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        root,
        table,
    )
    return bytes(out)


def _saved(made) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


# --- Office files that mean harm --------------------------------------------------------------


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


def word_with_body(body: str, doctype: str = "", encoding: str = "utf-8") -> bytes:
    """A Word file whose main part is this XML."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    xml = f'{head}{doctype}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return with_part(word_file("x"), "word/document.xml", xml.encode(encoding))


def paragraph(text: str) -> str:
    """A paragraph in Word's XML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def billion_laughs(encoding: str = "utf-8") -> bytes:
    """Ten levels of ten: a billion times 'lach', from less than a kilobyte."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lach">{levels}]>'
    return word_with_body(paragraph("&l9;"), doctype, encoding)


def external_entity(target: str) -> bytes:
    """A word from another file on this machine."""
    return word_with_body(
        paragraph("&geheim;"), f'<!DOCTYPE w [<!ENTITY geheim SYSTEM "file://{target}">]>'
    )


def zip_bomb() -> bytes:
    """60 MB of nothing in a picture."""
    return with_part(word_file("x"), "word/media/a.bin", b"\0" * 60_000_000)


def many_elements(count: int) -> bytes:
    """XML that is not that large and becomes a huge tree; mixed so that it packs badly."""
    return word_with_body("".join(f'<w:p w:r="{zlib.crc32(b"%d" % n)}"/>' for n in range(count)))


def deep_elements(depth: int) -> bytes:
    """Elements in elements in elements."""
    return word_with_body("<w:p>" * depth + "</w:p>" * depth)


# --- PDF files that mean harm -----------------------------------------------------------------


def endless_page_tree() -> bytes:
    """A branch of the tree of pages that holds itself."""
    pages = b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", pages])


def wide_page_tree(levels: int = 24) -> bytes:
    """Every branch is named twice by the one above: two to the power of ``levels`` pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for level in range(levels):
        child = level + 3
        objects.append(
            b"<</Type/Pages/Count %d/Kids[%d 0 R %d 0 R]>>" % (2 ** (levels - level), child, child)
        )
    objects.append(b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>>>")
    return pdf_of(objects)


def deep_page_tree(depth: int = 5_000) -> bytes:
    """One page, below thousands of branches."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(depth)]
    return pdf_of([*objects, b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>>>"])


def endless_cross_references() -> bytes:
    """A table of objects that says the one before it is itself."""
    content = pdf_file("x")
    table = content.rindex(b"xref\n0")
    return content.replace(b"trailer<<", b"trailer<</Prev %d" % table)


def packed_page(unpacked: int) -> bytes:
    """A page whose drawing is packed thousand to one."""
    packed = zlib.compress(b"BT /F1 9 Tf (x) Tj ET" + b" " * unpacked, 9)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<%s>>/Contents 4 0 R>>" % FONT,
            stream(packed, PACKED),
        ]
    )


def object_stream_bomb(unpacked: int) -> bytes:
    """The pages lie in a packed stream of objects that unpacks to very much."""
    packed = zlib.compress(b"2 0 " + b"<</Type/Pages/Count 0/Kids[]>>" + b" " * unpacked, 9)
    out = bytearray(b"%PDF-1.7\n")
    places = [0]
    objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (3, stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")),
    ]
    found = {}
    for number, body in objects:
        found[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    found[4] = len(out)
    rows = [(0, 0, 255), (1, found[1], 0), (2, 3, 0), (1, found[3], 0), (1, found[4], 0)]
    table = b"".join(
        kind.to_bytes(1) + place.to_bytes(4) + rest.to_bytes(1) for kind, place, rest in rows
    )
    places.append(len(out))
    out += b"4 0 obj\n" + stream(table, b"/Type/XRef/W[1 4 1]/Size 5/Root 1 0 R") + b"\nendobj\n"
    out += b"startxref\n%d\n%%%%EOF\n" % found[4]
    return bytes(out)


def slow_page(pages: int, steps: int) -> bytes:
    """Small when packed; each page draws a letter very many times."""
    drawing = b"BT /F1 12 Tf " + b"(a) Tj 1 0 0 1 5 5 Tm " * steps + b"ET"
    return pdf_file(*["x"] * pages, page=drawing)


def form_that_draws_itself() -> bytes:
    """A drawing that holds itself."""
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]"
            b"/Resources<</XObject<</A 5 0 R>>%s>>/Contents 4 0 R>>" % FONT,
            stream(b"/A Do"),
            stream(
                b"/A Do /A Do",
                b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>%s>>"
                % FONT,
            ),
        ]
    )


def encrypted_pdf(password: str, owner: str = "baas") -> bytes:
    """A page that needs a password; '' for one that only its maker may change."""
    writer = PdfWriter(BytesIO(pdf_file("Achter slot en grendel")))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
