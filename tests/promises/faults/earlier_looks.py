"""Asha looked while the database took nothing, an hour ago: python -m tests.promises.faults.earlier_looks

Her looks lie in a finished spool of the installation that POLIAS_HOME names, and its seals are newer than they.
"""

from __future__ import annotations

import os
from datetime import timedelta

LOOKS = 5
AN_HOUR = timedelta(hours=1)

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "polias.site.settings"
    from django.utils import timezone

    from polias.kit.cli.database import close_connections, set_up_django
    from polias.kit.server import home, running

    with running(home()):
        set_up_django()
        from polias.kit.audit.spool import begin_spooling, end_spooling
        from polias.kit.audit.tests.looks import some_looks
        from tests.promises.audit_at_length import at_the_time

        begin_spooling()
        with at_the_time(timezone.now() - AN_HOUR):
            some_looks(LOOKS)
        end_spooling()
        close_connections()
