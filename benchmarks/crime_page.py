"""The page of one crime under 20 clients at once, against a page that reads no record, served by the same processes.

Prints requests a second and the wait in milliseconds; the ratio says what access, audit and the record itself cost.
Run: python -m benchmarks.crime_page
"""

from __future__ import annotations

from benchmarks.crowd import WEB_PROCESSES, Client, all_at_once, cookie_of, late, median, served
from benchmarks.installation import installation
from benchmarks.record_a_crime import record_one

CLIENTS, SECONDS = 20, 10


def main() -> None:
    """Print both pages' figures and their ratio."""
    with installation():
        cookie, path = prepare()
        with served():
            for warm in ("/help", path):
                Client(warm, cookie).ask()
            bare = load("/help", cookie)
            crime = load(path, cookie)
    for name, waits in (("page without a record", bare), ("page of a crime", crime)):
        print(
            f"{name:22} {len(waits) / SECONDS:6.0f} a second   median {median(waits):6.1f} ms   "
            f"95th centile {late(waits):6.1f} ms"
        )
    ratio = median(crime) / median(bare)
    print(f"ratio of medians {ratio:.1f}; {CLIENTS} clients on the same machine, {WEB_PROCESSES} web processes")


def prepare() -> tuple[str, str]:
    """A signed-in session's cookie and the address of a recorded crime."""
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named

    asha = actor_named("asha")
    with acting(asha):
        crime = record_one(asha, "page")
    return cookie_of("asha"), crime.url


def load(path: str, cookie: str) -> list[float]:
    """All waits of all clients."""
    return all_at_once([Client(path, cookie).ask for _client in range(CLIENTS)], seconds=SECONDS)


if __name__ == "__main__":
    main()
