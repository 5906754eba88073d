"""Comparing what two people did to one form."""

from __future__ import annotations

from polias.kit.forms import PoliasForm, TextField
from polias.kit.forms.comparing import compared


class GrowingForm(PoliasForm):
    """Asks for a note, and for one more line for each row that was added."""

    note = TextField(label="Note", required=False)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        for number in data.getlist("rows") if data else ():
            self.fields[f"line-{number}"] = TextField(label=f"Line {number}", required=False)


def test_a_row_that_only_one_of_them_added_is_a_change_of_that_ones():
    sides = compared(
        GrowingForm,
        base={"note": ["old"]},
        theirs={"note": ["new"]},
        mine={"note": ["old"], "rows": ["1"], "line-1": ["added"]},
    )
    assert [(side.name, side.changed, side.theirs.shown, side.mine.shown) for side in sides] == [
        ("note", "theirs", "new", "old"),
        ("line-1", "mine", "", "added"),
    ]
