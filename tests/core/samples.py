"""Files that somebody might upload, made here byte by byte: good, wrong and hostile ones."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from docx import Document as WordFile
from openpyxl import Workbook
from PIL import Image, ImageDraw, PngImagePlugin

from academie.core.uploads.signatures import EICAR

GPS_IFD = 0x8825
CANARY = b"KANARIE-ROTTERDAM"


@dataclass(frozen=True)
class Sample:
    """One file and what must happen: ``refused`` is part of the sentence, empty = taken."""

    name: str
    content: bytes
    refused: str = ""


# --- images ---------------------------------------------------------------------------------


def picture(width: int = 60, height: int = 40) -> Image.Image:
    """Red on the left, blue on the right, so that a test sees which side is up."""
    image = Image.new("RGB", (width, height), "#d01010")
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill="#1010d0")
    return image


def exif(orientation: int = 1) -> bytes:
    """Camera data with a place and a maker's note."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = CANARY.decode()
    gps = data.get_ifd(GPS_IFD)
    gps[1], gps[2] = "N", (51.0, 53.0, 20.0)
    gps[3], gps[4] = "E", (4.0, 29.0, 10.0)
    return data.tobytes()


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the image as a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg_with_everything(orientation: int = 1) -> bytes:
    """EXIF with GPS, XMP and a comment, and a page of HTML behind the picture."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY + b"</x:xmpmeta>"
    return (
        saved(picture(), "JPEG", exif=exif(orientation), comment=CANARY, xmp=xmp, quality=95)
        + b"<script>"
        + CANARY
    )


def png_with_text() -> bytes:
    """Text chunks of both kinds and EXIF."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY.decode())
    info.add_itxt("XML:com.adobe.xmp", CANARY.decode(), zip=False)
    return saved(picture(), "PNG", pnginfo=info, exif=exif())


def animation(kind: str) -> bytes:
    """Three frames of different colours."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    extra = {"comment": CANARY} if kind == "GIF" else {"exif": exif()}
    return saved(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=[80, 90, 100], **extra
    )


def png_bomb(side: int = 30_000) -> bytes:
    """A valid header that promises more pixels than memory."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
)
SVG_SCRIPT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
)


def image_samples() -> list[Sample]:
    """The image half of the matrix."""
    broken = "beschadigd of is geen afbeelding"
    jpeg = jpeg_with_everything()
    return [
        Sample("foto.jpg", jpeg),
        Sample("foto.jpeg", jpeg_with_everything(orientation=6)),
        Sample("tekening.png", png_with_text()),
        Sample("foto.webp", saved(picture(), "WEBP", exif=exif())),
        Sample("beweegt.gif", animation("GIF")),
        Sample("beweegt.webp", animation("WEBP")),
        Sample("kapot.gif", b"GIF89a" + b"\0" * 20, broken),
        Sample("kapot-kort.gif", b"GIF89a\x10", broken),
        Sample("half.jpg", jpeg[: len(jpeg) // 3], broken),
        Sample("half.png", png_with_text()[:200], broken),
        Sample("half.webp", saved(picture(), "WEBP")[:60], broken),
        Sample("leeg.png", b"", "leeg"),
        Sample("tekst.jpg", b"<html><script>alert(1)</script></html>", "past niet bij"),
        Sample("echt-een-png.jpg", png_with_text(), "past niet bij"),
        Sample("tekening.svg", SVG_SCRIPT, "kunnen hier niet"),
        Sample("lachsalvo.png", BILLION_LAUGHS, broken),
        Sample("lachsalvo.svg", BILLION_LAUGHS, "kunnen hier niet"),
        Sample("bom.png", png_bomb(), "beeldpunten"),
        Sample("veel-punten.png", saved(Image.new("1", (5000, 5000)), "PNG"), "beeldpunten"),
        Sample("te-groot.png", png_with_text() + b"\0" * (10 * 1024 * 1024), "te groot"),
    ]


# --- documents ------------------------------------------------------------------------------

CONTENT_TYPES = (
    b'<?xml version="1.0"?>'
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
MACRO_TYPES = (
    b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    b"</Types>"
)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + b"\0" * 200


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def office(folder: str = "word", **extra: bytes) -> bytes:
    """The least that looks like an Office file, plus what a test hides in it."""
    members = {"[Content_Types].xml": CONTENT_TYPES, f"{folder}/document.xml": b"<w/>"}
    return zip_of(members | extra)


def real_docx() -> bytes:
    """Written by python-docx."""
    out = BytesIO()
    file = WordFile()
    file.add_paragraph("Turfblad")
    file.save(out)
    return out.getvalue()


def real_xlsx() -> bytes:
    """Written by openpyxl."""
    out = BytesIO()
    book = Workbook()
    book.active.append(["Dag", "Keer"])
    book.save(out)
    return out.getvalue()


def odt(**extra: bytes) -> bytes:
    """The least that looks like an OpenDocument text."""
    kind = b"application/vnd.oasis.opendocument.text"
    return zip_of({"mimetype": kind, "content.xml": b"<office/>"} | extra)


def encrypted_zip() -> bytes:
    """The flag that says 'needs a password' set in an otherwise good file."""
    content = bytearray(office())
    content[6] |= 1
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    return bytes(content)


def damaged_zip() -> bytes:
    """One flipped byte inside a packed member."""
    content = bytearray(office(**{"word/foto.xml": bytes(range(256)) * 40}))
    place = content.find(b"word/foto.xml") + len("word/foto.xml") + 40
    content[place] ^= 0xFF
    return bytes(content)


def document_samples() -> list[Sample]:
    """The document half of the matrix."""
    other, macros = "past niet bij", "macro"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    return [
        Sample("turfblad.docx", real_docx()),
        Sample("TURFBLAD.DOCX", real_docx()),
        Sample("turflijst.xlsx", real_xlsx()),
        Sample("uitleg.pptx", office("ppt")),
        Sample("brief.odt", odt()),
        Sample("kaart.pdf", PDF),
        Sample("lijst.txt", "Café: één kaart per kind.\n".encode()),
        Sample("leeg.pdf", b"", "leeg"),
        Sample("leeg.docx", b"", "leeg"),
        Sample("te-groot.pdf", PDF + b"\0" * (15 * 1024 * 1024), "te groot"),
        Sample("programma.exe", EXE, "kunnen hier niet"),
        Sample("pagina.html", b"<script>alert(1)</script>", "kunnen hier niet"),
        Sample("plaatje.svg", SVG_SCRIPT, "kunnen hier niet"),
        Sample("macro.docm", office(**{"word/vbaProject.bin": b"x"}), "kunnen hier niet"),
        Sample("zonder-soort", b"tekst", "kunnen hier niet"),
        Sample("pagina.pdf", b"<html><script>alert(1)</script></html>", other),
        Sample("voor-de-kop.pdf", b"<script>alert(1)</script>" + PDF, other),
        Sample("half.pdf", PDF[:30], "beschadigd"),
        Sample("archief.pdf", zip_of({"a.txt": b"x"}), other),
        Sample("archief.docx", zip_of({"a.txt": b"x"}), other),
        Sample("archief.odt", zip_of({"mimetype": b"application/zip"}), other),
        Sample("blad.docx", real_xlsx(), other),
        Sample("programma.docx", EXE, other),
        Sample("programma.txt", EXE, other),
        Sample("oud.docx", ole, other),
        Sample("wachtwoord-oud.docx", ole + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        Sample("wachtwoord.docx", encrypted_zip(), "wachtwoord"),
        Sample("half.docx", real_docx()[:-200], "beschadigd"),
        Sample("omgevallen.docx", damaged_zip(), "beschadigd"),
        Sample("klimt.docx", office(**{"../../etc/passwd": b"x"}), "beschadigd"),
        Sample("macro.docx", office(**{"word/vbaProject.bin": b"x"}), macros),
        Sample("macro.xlsx", office("xl", **{"xl/VBAPROJECT.BIN": b"x"}), macros),
        Sample("macro2.docx", office(**{"[Content_Types].xml": MACRO_TYPES}), macros),
        Sample("macro.odt", odt(**{"Basic/Standard/Module1.xml": b"x"}), macros),
        Sample("programma-erin.docx", office(**{"word/embeddings/a.exe": EXE}), "programma"),
        Sample("bom.docx", office(**{"word/media/a.bin": b"\0" * 50_000_000}), "uitpakken"),
        Sample(
            "duizenden.docx", office(**{f"word/{n}.xml": b"" for n in range(2_100)}), "uitpakken"
        ),
        Sample("eicar.txt", EICAR, "virus"),
        Sample("eicar.pdf", PDF.replace(b"trailer", EICAR + b"\ntrailer"), "virus"),
        Sample("eicar.docx", office(**{"word/media/a.com.bin": b"x" * 300_000 + EICAR}), "virus"),
    ]
