"""Turns the page into a tagged PDF, with the shipped font where it was built; needs libpango from the system."""

from __future__ import annotations

from pathlib import Path

import polias
from polias.measures.refusal import Refused
from polias.measures.words import _

FONTS = Path(polias.__file__).resolve().parent / "kit/govuk/static/built/fonts"
VARIANT = "pdf/ua-1"


class PdfUnavailable(Refused):
    """This machine cannot make PDF; everything else can still be written."""


def shipped_fonts() -> str:
    """The style rules for the shipped Noto Sans, empty when it was not built."""
    faces = []
    for weight, style in ((400, "normal"), (700, "normal")):
        found = sorted(FONTS.glob(f"noto-sans-latin*-{weight}-{style}.woff2"))
        faces += [
            f'@font-face {{ font-family: "Noto Sans"; font-weight: {weight}; font-style: {style}; '
            f'src: url("{path.as_uri()}"); }}'
            for path in found
        ]
    return "\n".join(faces)


def pdf_bytes(html: str) -> bytes:
    """The page as PDF. Raises PdfUnavailable when the system lacks what WeasyPrint needs."""
    try:
        import weasyprint
    except OSError as error:
        raise PdfUnavailable(
            _("No PDF was made, because the system library libpango is missing."),
            do=_("On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0. The other files are complete."),
        ) from error
    if not shipped_fonts() and not _system_has_fonts():
        # WeasyPrint ends the whole process when there is no font at all; better to say so.
        raise PdfUnavailable(
            _("No PDF was made, because the system has no font."),
            do=_("On Debian: apt install fonts-noto-core. The other files are complete."),
        )
    # Nothing is fetched from elsewhere: charts are inside the page, fonts are files of our own.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data", "file"))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant=VARIANT)
    content = document.write_pdf(pdf_variant=VARIANT)
    assert content is not None
    return content


def _system_has_fonts() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts", Path("/Library/Fonts"))
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())
