"""Opens the zip files that DOCX and ODT are, and refuses those made to harm."""

from __future__ import annotations

import io
import zipfile
from gettext import gettext as _
from typing import Any

from polias.boards.minutes.refusal import CannotBeRead

#: One part of a document, unpacked: far more than the words of a 400-page pack need.
LARGEST_PART = 80_000_000
_DAMAGED = _("The file is damaged and cannot be unpacked. Ask for it again.")


def opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # a damaged directory raises kinds of many libraries
        raise CannotBeRead(_DAMAGED) from error


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more of it than is sane, whatever its header claims."""
    try:
        with archive.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
    except KeyError:
        return b""
    except RuntimeError as error:
        raise CannotBeRead(_("The file is locked with a password; save a copy without one.")) from error
    except Exception as error:  # zlib, lzma and struct raise kinds of their own
        raise CannotBeRead(_DAMAGED) from error
    if len(content) > LARGEST_PART:
        raise CannotBeRead(_("The file unpacks to far more than a paper holds; it was not opened any further."))
    return content


def tree(content: bytes) -> Any:
    """XML without entities, outside files or network."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotBeRead(_("The file is damaged: its words cannot be found. Ask for it again.")) from error
