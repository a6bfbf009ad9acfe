"""Images: read whole, turned upright and written again, so that only the picture is left.

What a camera hides in a file (place, device, owner, time) and what somebody hid behind the picture
does not survive this. The rule is 'no EXIF in any stored image': a photo of a school may not tell
where a child is.
"""

import struct
import warnings
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageOps, ImageSequence

from academie.core.uploads import messages

READERS = ("JPEG", "PNG", "WEBP", "GIF")
# A phone may write a JPEG with a second picture in it; the first picture is what one sees.
WRITERS = {"MPO": "JPEG"}
EXTENSIONS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
ANIMATED = {"GIF", "WEBP"}
CONTENT_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90, "method": 4},
    "GIF": {"optimize": True},
}
# Everything that Pillow is known to raise on a file that is broken or made to hurt.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    EOFError,
    OverflowError,
    MemoryError,
    AttributeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class CleanImageFile(SimpleUploadedFile):
    """An image that went through ``clean_image``; it need not be cleaned a second time."""


def clean_image(file: File) -> CleanImageFile:
    """Return the image without anything but its picture: upright, in sRGB, same format and name.

    Raises ``ValidationError`` with a Dutch sentence when it is broken, empty or too large.
    """
    if isinstance(file, CleanImageFile):
        return file
    file.seek(0)
    content = file.read()
    if not content:
        raise ValidationError(messages.EMPTY, code="empty")
    try:
        with warnings.catch_warnings():
            # A truncated block or an odd tag is no reason to refuse; a bomb is.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            target, data = _rewrite(content)
    except BROKEN as error:
        raise ValidationError(messages.IMAGE_DAMAGED, code="invalid_image") from error
    name = file.name or f"afbeelding.{target.lower()}"
    _check_extension(name, target)
    return CleanImageFile(name, data, CONTENT_TYPES[target])


def _rewrite(content: bytes) -> tuple[str, bytes]:
    with Image.open(BytesIO(content), formats=READERS) as image:
        target = WRITERS.get(image.format or "", image.format or "")
        frames = getattr(image, "n_frames", 1) if target in ANIMATED else 1
        _check_pixels(image.width * image.height * frames)
        out = BytesIO()
        if frames > 1:
            _save_animation(image, target, out)
        else:
            image.load()
            _only_picture(image, target).save(out, target, **SAVE_OPTIONS[target])
        return target, out.getvalue()


def _check_extension(name: str, target: str) -> None:
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    if EXTENSIONS.get(extension) != target:
        raise ValidationError(
            messages.WRONG_CONTENT, code="wrong_content", params={"extension": extension}
        )


def _check_pixels(pixels: int) -> None:
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(messages.IMAGE_TOO_MANY_PIXELS, code="file_too_many_pixels")


def _only_picture(image: Image.Image, target: str) -> Image.Image:
    """Return an upright copy in sRGB that carries no data beside its pixels."""
    profile = image.info.get("icc_profile")
    transparency = image.info.get("transparency")
    # exif_transpose gives None in place of the image only when asked to work in place.
    upright = ImageOps.exif_transpose(image) or image
    upright = _to_srgb(upright, profile)
    if target == "JPEG" and upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    bare = upright.copy()
    bare.info = {} if transparency is None else {"transparency": transparency}
    bare.getexif().clear()
    return bare


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bake the colours of the profile in, because the profile itself does not stay."""
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that cannot be read says nothing about the colours.
        return image
    return converted or image


def _save_animation(image: Image.Image, target: str, out: BytesIO) -> None:
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(image):
        durations.append(int(frame.info.get("duration", 100)))
        bare = frame.convert("RGBA")
        bare.info = {}
        frames.append(bare)
    frames[0].save(
        out,
        target,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=int(image.info.get("loop", 0)),
        **SAVE_OPTIONS[target],
    )
