"""Puts the standing cast into the installation that POLIAS_HOME names: python -m tests.promises.faults.people"""

from __future__ import annotations

import os

if __name__ == "__main__":
    os.environ["POLIAS_ROLE"] = "owner"
    os.environ["DJANGO_SETTINGS_MODULE"] = "polias.site.settings"
    from polias.kit.cli.database import close_connections, set_up_django
    from polias.kit.server import home, running

    with running(home()):
        set_up_django()
        from polias.force.cast import assemble

        assemble()
        close_connections()
