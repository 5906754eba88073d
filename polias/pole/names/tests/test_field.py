"""The rows of boxes for other names, as they are posted."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from polias.kit.forms import PoliasForm
from polias.kit.forms.comparing import as_opened, posted
from polias.pole.names.facts import OtherName
from polias.pole.names.field import NamesField

WREN = OtherName("maiden", "Wren", "", date(1980, 3, 12), date(2001, 5, 3))


class Form(PoliasForm):
    names = NamesField(label="Other names", required=False)


def form(**boxes):
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): text for name, text in boxes.items()})
    return Form(data)


def test_empty_rows_are_no_names_whatever_their_kind():
    read = form(names_0_kind="maiden", names_1_kind="alias", names_1_surname="  ")
    assert read.is_valid()
    assert read.cleaned_data["names"] == ()


def test_rows_are_read_in_their_order_and_the_same_twice_is_once():
    rows = {"names_0_kind": "maiden", "names_0_surname": "Wren", "names_3_kind": "alias", "names_3_forenames": "Jo",
            "names_5_kind": "alias", "names_5_forenames": "Jo"}  # fmt: skip
    read = form(**rows)
    assert read.is_valid()
    assert read.cleaned_data["names"] == (OtherName("maiden", "Wren"), OtherName("alias", "", "Jo"))


@pytest.mark.parametrize(("first", "last"), [("12/3/1980", "3 May 2001"), ("12.03.1980", "3-5-2001")])
def test_days_are_read_as_people_write_them(first, last):
    read = form(names_0_kind="maiden", names_0_surname="Wren", names_0_from=first, names_0_to=last)
    assert read.is_valid()
    assert read.cleaned_data["names"] == (WREN,)


def test_a_year_alone_is_its_first_or_its_last_day():
    read = form(names_0_surname="Wren", names_0_from="1980", names_0_to="2001")
    assert read.is_valid()
    (one,) = read.cleaned_data["names"]
    assert (one.valid_from, one.valid_to) == (date(1980, 1, 1), date(2001, 12, 31))


@pytest.mark.parametrize(
    ("boxes", "sentence", "where"),
    [
        ({"names_1_from": "1980"}, "Enter the surname or the first names of each other name.", "1-surname"),
        ({"names_0_surname": "W" * 81}, "to 80 characters or fewer", "0-surname"),
        ({"names_0_surname": "Wren", "names_0_to": "31/02/1990"}, "31/02/1990: There is no such day", "0-to"),
        ({"names_0_surname": "Wren", "names_0_from": "soon"}, "soon: ", "0-from"),
    ],
)
def test_a_mistake_is_said_at_its_box_and_what_was_typed_stays(boxes, sentence, where):
    wrong = form(**boxes)
    assert not wrong.is_valid()
    ((link, said),) = wrong.error_list
    assert sentence in said
    assert link.startswith("#id_names_")
    assert all(f'value="{text}"' in str(wrong) for text in boxes.values())
    assert where in wrong.errors.as_data()["names"][0].code


def test_what_a_form_is_opened_with_reads_back_as_the_same_names():
    opened = Form(initial={"names": (WREN, OtherName("alias", "", "Jo"))})
    again = Form(posted(as_opened(opened)))
    assert again.is_valid()
    assert again.cleaned_data["names"] == (WREN, OtherName("alias", "", "Jo"))
    assert again.fields["names"].shown((WREN,)) == ["Surname before marriage: Wren (12 March 1980 to 3 May 2001)"]


def test_without_a_script_there_is_room_for_more_and_known_names_lie_open():
    assert " open" not in str(Form())
    drawn = str(Form(initial={"names": (WREN,)}))
    assert " open" in drawn
    assert all(f'name="names-{row}-surname"' in drawn for row in range(3))
