"""From the rows of a table of people to what a record of a person says, row by row, or to the reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.origins.facts import CameFrom, hash_of
from polias.kit.origins.model import LONGEST_ID
from polias.kit.origins.taking import Newcomer
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.rejects import RejectsFile
from polias.kit.tables.sheet import Sheet
from polias.pole.imports.columns import PEOPLE, Columns, columns
from polias.pole.imports.things import Said, person
from polias.pole.imports.values import Cells, NotTaken, fitting
from polias.pole.matching.dates import Order, order_of
from polias.pole.people.newcomer import PersonSaid

#: Dates looked at to tell whether the day or the month comes first.
_LOOKED_AT = 100_000


def columns_of_people(table: Sheet, asked: str) -> Columns:
    """Which column holds what; raises CannotBeRead where nothing holds the surname."""
    found = columns(table.header, PEOPLE, asked=asked, file=table.path)
    if not (found.places.get("surname") or found.places.get("full_name")):
        raise CannotBeRead(
            _("No column of {file} looks like the surname.").format(file=table.path),
            _("Say which it is with --map surname=COLUMN. The columns are: {columns}.").format(
                columns=", ".join(table.header)[:2_000]
            ),
        )
    return found


def looked_through(table: Sheet, found: Columns) -> tuple[int, Order]:
    """How many rows there are, and whether the day or the month comes first in their dates."""
    dates: list[str] = []
    count = 0
    for row in table.rows(found.places.get("date_of_birth", ())):
        count += 1
        if row.fits and row.cells and len(dates) < _LOOKED_AT:
            dates.append(row.cells[0] or "")
    return count, order_of(dates)


@dataclass
class PeopleReader:
    """Reads the rows of one table; what it cannot take, or takes with a change, goes to the rejects with the reason."""

    table: Sheet
    columns: Columns
    source: str
    order: Order
    rejects: RejectsFile
    read: int = 0

    def __post_init__(self) -> None:
        self.today: date = timezone.localdate()
        self.seen: dict[str, int] = {}

    def newcomers(self) -> Iterator[Newcomer[PersonSaid]]:
        for row in self.table.rows():
            self.read += 1
            cells = Cells()
            try:
                self._refuse_ragged(row.cells, fits=row.fits)
                texts = [cells.text(cell) for cell in row.cells]
                said = self._said(texts, cells)
                came_from = self._came_from(texts, said, line=row.line)
            except NotTaken as refused:
                self.rejects.add(row.line, row.cells, reason=refused.because.sentence, why=refused.because.why)
                continue
            self.rejects.add_changed(row.line, row.cells, cells.changes)
            yield Newcomer(row.line, row.cells, came_from, said)

    def _refuse_ragged(self, cells: Sequence[str | None], *, fits: bool) -> None:
        if not fits:
            raise NotTaken(
                _("The row has {count} values, and the header names {expected} columns.").format(
                    count=len(cells), expected=len(self.table.header)
                ),
                _("more or fewer values than columns"),
            )

    def _said(self, texts: Sequence[str], cells: Cells) -> PersonSaid:
        values = {kind: self.columns.value(kind, texts) for kind in self.columns.places}
        return person(Said(values, self.today, self.order, cells))

    def _came_from(self, texts: Sequence[str], said: PersonSaid, *, line: int) -> CameFrom:
        """Its id or, where no column holds one, what it says: the same row is then the same person."""
        hashed = hash_of(vars(said).values())
        own_id = fitting(self.columns.value("id", texts), most=LONGEST_ID, what="id")
        if self.columns.places.get("id") and not own_id:
            raise NotTaken(_("The row has no id."), _("no id"))
        earlier = self.seen.setdefault(own_id or hashed, line)
        if earlier != line and own_id:
            raise NotTaken(
                _('The id "{id}" stands on line {line} already.').format(id=own_id, line=earlier), _("an id twice")
            )
        if earlier != line:
            raise NotTaken(_("Line {line} says the same.").format(line=earlier), _("the same row twice"))
        return CameFrom(self.source, own_id or hashed, hashed)


def source_named(path: Path) -> str:
    """What a file is called as a source when nobody says: its name without its endings."""
    name = path.name
    for ending in (".gz", ".csv", ".parquet", ".txt", ".tsv", ".rejects"):
        name = name.removesuffix(ending)
    return name
