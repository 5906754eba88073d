"""A copy of a site's database that follows it by streaming, made and run with the same programs as the site's own."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from polias.kit.server.addresses import PORT, private_url
from polias.kit.server.cluster import Cluster
from tests.promises.faults.site import Site, wait_for


class Standby:
    """The copy; its folder lies beside that of the site."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.main = site, Cluster.at(site.home)
        self.cluster = Cluster(folder=folder, account=self.main.account)

    @property
    def url(self) -> str:
        """For the application's role, which came over with the copy."""
        return psycopg.conninfo.make_conninfo(private_url(self.site.home, "app"), host=str(self.cluster.run))

    def make(self) -> None:
        self.cluster.folder.mkdir(mode=0o711)
        self.cluster.own_folder(self.cluster.data)
        words = ["-h", self.main.run, "-p", PORT, "-U", "postgres", "-w", "-R", "-X", "stream", "--checkpoint=fast"]
        status, said = self.main.program("pg_basebackup", *words, "-D", self.cluster.data, reaches=[self.cluster.data])
        assert status == 0, said
        self.cluster.start(reaches=[self.main.run / "x"])

    def wait_until_it_follows(self) -> float:
        """Until it has everything that the site's database has now; after how many seconds."""
        [(here,)] = self.site.rows("select pg_current_wal_lsn()::text")

        def has_it() -> bool:
            with psycopg.connect(self._superuser()) as copy:
                row = copy.execute("select pg_last_wal_replay_lsn() >= %s::pg_lsn", [here]).fetchone()
            return row == (True,)

        return wait_for(has_it, seconds=120, what="the standby does not follow")

    def _superuser(self) -> str:
        return f"host='{self.cluster.run}' port={PORT} user=postgres dbname=polias"

    def stop(self) -> None:
        self.cluster.stop()


@contextmanager
def gone(site: Site) -> Iterator[None]:
    """The site's database is stopped at once and cannot be started again before the end."""
    with (site.home.database / "lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        cluster = Cluster.at(site.home)
        cluster.program("pg_ctl", "-D", cluster.data, "-m", "immediate", "-w", "-t", "60", "stop")
        yield
