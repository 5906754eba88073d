"""From a fresh clone to the first page of the demonstration, step by step, in seconds on this machine.

Installing depends on the network and on what is cached; the loading and the second start do not.
Run: python -m benchmarks.fresh_clone
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WITHIN_SECONDS = 600


def main() -> None:
    """Print what each step took."""
    folder = Path(tempfile.mkdtemp(prefix="polias-clone-"))
    try:
        clone = folder / "polias"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        setup = timed_make(clone)
        first, second = first_page(clone), first_page(clone)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"make setup                        {setup:6.1f} s")
    print(f"first start, with loading         {first:6.1f} s   ({first / second:.1f} times the second)")
    print(f"second start, keeping everything  {second:6.1f} s")
    print(f"fresh clone to first page         {setup + first:6.1f} s")


def timed_make(clone: Path) -> float:
    start = time.monotonic()
    subprocess.run(["make", "setup"], cwd=clone, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def first_page(clone: Path) -> float:
    """Seconds from `make demo` to the sign-in page; the demonstration is stopped again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("POLIAS_")}
    start = time.monotonic()
    program = subprocess.Popen(
        ["make", "demo"],
        cwd=clone,
        env=kept | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.monotonic() - start < WITHIN_SECONDS:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=5)
                return time.monotonic() - start
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The demonstration did not answer.")
    finally:
        os.killpg(program.pid, signal.SIGINT)
        program.wait(timeout=60)


if __name__ == "__main__":
    main()
