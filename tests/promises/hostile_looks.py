"""Looks at every hostile file in a process of its own, and says how much memory its largest child took, in MB.

Run: python -m tests.promises.hostile_looks FOLDER
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    """Look at each, whether or not it is refused."""
    django.setup()
    from polias.kit.attachments.kinds import FileRefused, kind_of
    from polias.kit.attachments.look import first_look
    from polias.kit.attachments.tests.corpus import hostile

    for name, content in hostile().values():
        (folder / "sent").write_bytes(content)
        descriptor = os.open(folder / "sent", os.O_RDONLY)
        try:
            first_look(descriptor, kind=kind_of(name, content[:1024]).code, name=name)
        except FileRefused:
            pass
        finally:
            os.close(descriptor)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
