"""Papers that were read, as a clerk drops and accepts them, and a made-up pair of minutes of one body."""

from __future__ import annotations

from typing import Any

from polias.boards.minutes.reading import read
from polias.boards.readings.actions import accept
from polias.boards.readings.actions import record as take_in
from polias.boards.readings.checked import as_found
from polias.boards.readings.model import Reading
from polias.kit.attachments.actions import Received
from polias.kit.attachments.look import Look
from polias.kit.attachments.store import Incoming

MAY = """Strategic Performance Board
Minutes of the meeting held on Wednesday 10 May 2023 at 2pm, County Hall

Present
Name\tRole\tInitials
Ann Field\tPolice and Crime Commissioner (Chair)\tAF
Ben Stone\tDeputy Chief Constable\tBS
Cara Wynn\tHead of Performance\tCW

1. Welcome and apologies
AF welcomed everyone to the meeting.

2. Response times
BS presented the report. The Board noted the report.

ACTION 12 - BS to share the response time data with the Board. Due: 31 May 2023
ACTION 13 - CW to provide a paper on custody delays. Due: 14 June 2023

3. Next meeting
14 June 2023
"""

JUNE = """Strategic Performance Board
Notes of meeting held on Wednesday 14 June 2023, 2pm, Microsoft Teams

Present
Name\tRole\tInitials
Ann Field\tPolice and Crime Commissioner (Chair)\tAF
Ben Stone\tDeputy Chief Constable\tBS
Cara Wynn\tHead of Performance\tCW

Apologies
Dev Patel, Chief Finance Officer

1. Welcome and apologies
AF welcomed everyone to the meeting.

2. Action log
Ref\tDate raised\tAction\tOwner\tDue\tStatus
12\t10/05/2023\tShare the response time data with the Board\tBS\t31/05/2023\tClosed, sent on 30 May
13\t10/05/2023\tProvide a paper on custody delays\tCW\t14/06/2023\tOpen - paper is delayed until July

3. Performance report
CW presented the report. The Board noted the report.

Action: CW to add the regional average to the charts by the end of July 2023.
ACTION 15 - BS and DP to write to partners about missing persons. Due: 30 June 2023

4. Next meeting
12 July 2023, Boardroom, Police HQ
"""


def a_file(text: str, name: str = "minutes.txt") -> Received:
    """A plain text as it has come in, looked at and not kept yet."""
    incoming = Incoming(most_bytes=1_000_000)
    incoming.write(text.encode())
    return Received(name, "txt", incoming.size, incoming.sha256, Look(), incoming)


def a_reading(jo: Any, text: str = JUNE, *, name: str = "minutes.txt") -> Reading:
    """A paper that was read and waits to be checked."""
    found = {"file": name, "format": "text", **read(text), "text": text}
    return take_in(actor=jo, file=a_file(text, name), found=found)


def an_accepted_paper(jo: Any, text: str = MAY, *, body: str = "") -> Reading:
    """A paper that was accepted just as it was read; its body is new unless it is named."""
    reading = a_reading(jo, text)
    return accept(reading, actor=jo, checked=as_found(reading), body=body, kind="board")
