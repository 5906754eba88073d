"""A form explains itself, says all its mistakes at once, and keeps what was typed."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from polias.kit import forms
from polias.kit.forms.row import row_of
from polias.kit.govuk.tests.gallery_forms import RIGHT, WRONG, ReportForm


class Loss(forms.PoliasForm):
    sections = (("What was lost", ["what", "lost_at"]),)
    reveals = {"reason": ("possible", "no")}

    what = forms.TextField(label="What was it?", max_length=10, why="It is compared with what is found.")
    lost_at = forms.DateTimeField(label="When was it lost?", not_future=True, required=False)
    worth = forms.NumberField(label="Worth", prefix="£", decimals=2, required=False)
    possible = forms.YesNoField(label="Can you look now?", required=False)
    reason = forms.LongTextField(label="Why not?", missing="Say why you cannot look now.")


def loss(query: str) -> Loss:
    return Loss(QueryDict(query))


def test_right_answers_come_out_as_values():
    form = ReportForm(RIGHT)
    assert form.is_valid()
    assert form.cleaned_data["happened_at"] == datetime(2018, 3, 3, 14, 2, tzinfo=UTC)
    assert form.cleaned_data["value"] == 1212
    assert form.cleaned_data["injured"] is False
    assert form.cleaned_data["harm"] == ["repeat"]
    assert form.cleaned_data["reported_on"] is None


def test_every_mistake_is_said_at_once_in_the_order_of_the_page_with_a_link_to_its_box():
    assert ReportForm(WRONG).error_list == [
        ("#id_offence", "Choose an answer to “What kind of crime is it?”."),
        ("#id_what", "Enter an answer to “What happened?”."),
        ("#id_happened_at_day", "There is no such day in that month. Check the date."),
        ("#id_value", "Enter a number, using the digits 0 to 9."),
        ("#id_injury", "Enter an answer to “How were they hurt?”."),
    ]


@pytest.mark.parametrize("typed", ["²", "½", "1e99999", "9" * 5000, "1e-99999", "NaN"])
def test_what_is_no_number_that_anybody_means_is_refused_in_a_sentence(typed):
    [(box, sentence)] = loss(f"what=bag&worth={typed}").error_list
    assert box == "#id_worth"
    assert sentence.startswith("Enter a number")


def test_what_was_typed_is_still_there_beside_its_error():
    page = str(ReportForm(WRONG))
    assert 'name="happened_at-day" type="text" inputmode="numeric" autocomplete="off" value="31"' in page
    assert 'value="lots"' in page
    assert 'aria-describedby="id_value-error"' in page
    assert page.count("govuk-form-group--error") == 5


def test_only_the_wrong_box_of_a_date_is_marked():
    page = str(loss("what=bag&lost_at-day=3&lost_at-month=13&lost_at-year=2018&lost_at-time=14:02"))
    assert re.findall(r'govuk-input--error" id="(\w+)"', page) == ["id_lost_at_month"]


def test_optional_is_said_and_no_asterisk_is():
    page = str(Loss())
    assert page.count("(optional)") == 3
    assert "*" not in page
    assert " required" not in page


def test_a_question_says_why_it_is_asked_and_its_box_is_described_by_it():
    page = str(Loss())
    assert '<div class="polias-why" id="id_what-why">' in page
    assert 'aria-describedby="id_what-why"' in page


def test_sections_come_as_declared_and_what_they_left_out_comes_after():
    titles = [(section.title, [row.bound.name for row in section.rows]) for section in Loss().drawn_sections()]
    assert titles == [("What was lost", ["what", "lost_at"]), ("", ["worth", "possible"])]


def test_a_revealed_question_is_asked_only_with_the_answer_that_asks_it():
    assert loss("what=bag&possible=no").error_list == [("#id_reason", "Say why you cannot look now.")]
    assert loss("what=bag&possible=yes").is_valid()
    assert loss("what=bag").is_valid()


def test_an_answer_that_is_no_longer_asked_for_is_forgotten():
    form = loss("what=bag&possible=yes&reason=It+was+dark")
    assert form.is_valid()
    assert form.cleaned_data["reason"] == ""


def test_no_answer_is_not_no():
    form = loss("what=bag")
    assert form.is_valid()
    assert form.cleaned_data["possible"] is None


def test_answers_are_said_in_words_and_each_can_be_changed():
    form = loss("what=bag&possible=no&reason=Dark&worth=1,200.50&lost_at=2018-06-30T23:30")
    assert form.is_valid(), form.errors
    first, rest = form.answers(change_url="/again")
    assert [(row["key"], row["value"]) for row in first.rows] == [
        ("What was it?", "bag"),
        ("When was it lost?", "30 June 2018, 23:30"),
    ]
    assert [(row["key"], row["value"]) for row in rest.rows] == [
        ("Worth", "£1,200.50"), ("Can you look now?", "No"), ("Why not?", "Dark"),
    ]  # fmt: skip
    assert first.rows[1]["change_url"] == "/again#id_lost_at_day"


def test_a_question_that_was_not_asked_is_not_among_the_answers():
    form = loss("what=bag&possible=yes")
    assert form.is_valid()
    assert "Why not?" not in [row["key"] for group in form.answers() for row in group.rows]


class Seen(forms.PoliasForm):
    sections = (("Who", ["who"]), ("Where", ["where", "beat"]))
    reveals = {"name": ("who", "known"), "called": ("name", "other")}

    where = forms.TextField(label="Where?")
    beat = forms.SelectField(label="Beat", choices=[("1", "Lantern Hill")], required=False)
    called = forms.TextField(label="What are they called?")
    name = forms.RadiosField(label="Which name?", choices=[("usual", "The usual one"), ("other", "Another")])
    who = forms.RadiosField(label="Who was it?", choices=[("known", "Somebody known"), ("nobody", "Nobody")])


def test_a_question_that_an_answer_opens_is_read_behind_the_one_that_asks():
    form = Seen(QueryDict("who=known&name=other&called=Robin&where=Quay"))
    assert form.is_valid(), form.errors
    who, where = form.answers()
    assert [row["value"] for row in who.rows] == ["Somebody known", "Another", "Robin"]
    assert [row["value"] for row in where.rows] == ["Quay", ""], "a list of which nobody chose is not answered"
    assert [bound.name for bound in form.in_page_order()] == ["who", "name", "called", "where", "beat"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("what=something+long", "Shorten this to 10 characters or fewer: it has 14."),
        ("what=bag&worth=12.345", "Enter a number with no more than 2 decimal places."),
        ("what=bag&lost_at=2018-03-03", "The time is missing: enter it as well, like 14:02."),
        ("what=bag&lost_at=2999-03-03T09:00", "Enter a time in the past: this is still to come."),
        ("what=bag&lost_at=rubbish", "The date is not complete: enter day, month and year."),
        ("what=bag&possible=maybe", "Choose an answer from the list."),
    ],
)  # fmt: skip
def test_a_mistake_says_what_to_do(query, sentence):
    assert [said for _link, said in loss(query).error_list] == [sentence]


def test_an_instant_is_put_into_the_boxes_by_londons_clock():
    page = str(Loss(initial={"lost_at": datetime(2018, 6, 30, 22, 30, tzinfo=UTC)}))
    values = re.findall(r'name="lost_at-\w+" type="text"[^>]*value="([^"]*)"', page)
    assert values == ["30", "6", "2018", "23:30"]


def test_what_is_typed_is_never_taken_for_markup():
    page = str(loss("what=<script>alert(1)</script>&possible=no&reason=</textarea><img+src=x>"))
    assert "<script>" not in page
    assert "<img" not in page


def test_a_number_of_money_keeps_its_pence():
    form = loss("what=bag&worth=0.10")
    assert form.is_valid()
    assert form.cleaned_data["worth"] == Decimal("0.10")


def test_a_select_starts_with_nothing_chosen():
    class Chosen(forms.PoliasForm):
        grade = forms.SelectField(label="Grade", choices=[("1", "Emergency"), ("2", "Priority")])

    assert '<option value="" selected>Choose an answer</option>' in str(Chosen())
    assert Chosen(QueryDict("grade=")).error_list == [("#id_grade", "Choose an answer to “Grade”.")]


def test_choices_given_as_a_function_are_asked_for_when_the_form_is_drawn():
    known: list[tuple[str, str]] = []

    class Chosen(forms.PoliasForm):
        grade = forms.SelectField(label="Grade", choices=lambda: known)
        offence = forms.BigChoiceField(label="Offence", choices=lambda: [("Theft", known)])

    known.append(("1", "Emergency"))
    page = str(Chosen())
    assert page.count('<option value="1">Emergency</option>') == 2
    assert page.count("Choose an answer") == 2
    assert Chosen(QueryDict("grade=1&offence=1")).is_valid()


def test_choices_may_be_given_to_one_form_alone():
    class Chosen(forms.PoliasForm):
        offence = forms.BigChoiceField(label="Offence", choices=())

    form = Chosen(QueryDict("offence=9"))
    form.fields["offence"].choices = [("9", "Arson")]
    assert form.is_valid()
    assert form.answers()[0].rows[0]["value"] == "Arson"
    assert not Chosen(QueryDict("offence=9")).is_valid()


def test_a_long_list_keeps_its_groups_and_its_other_names():
    page = str(ReportForm()["offence"])
    assert '<optgroup label="Theft">' in page
    assert 'data-words="shoplifting 1968"' in page


def test_a_prefix_keeps_two_forms_on_one_page_apart():
    page = str(Loss(prefix="second"))
    assert 'name="second-lost_at-day"' in page
    assert 'id="id_second-lost_at_day"' in page


def test_a_form_of_another_hand_is_drawn_alike_and_its_sentences_say_what_to_do():
    from django import forms as django_forms

    class Foreign(django_forms.Form):
        username = django_forms.CharField(widget=django_forms.TextInput(attrs={"placeholder": "Username"}))

    row = row_of(Foreign(QueryDict(""))["username"])
    assert row.errors == ["Enter an answer to “Username”."]
    assert "placeholder" not in row.control
    assert "govuk-input--error" in row.control


def test_the_whole_forms_own_mistake_comes_first():
    form = loss("what=bag")
    form.add_error(None, "This is recorded already.")
    assert form.error_list[0] == ("", "This is recorded already.")
    assert "This is recorded already." in str(form)
    assert "This is recorded already." not in form.without_summary


def test_a_day_still_to_come_is_refused_where_only_the_past_makes_sense():
    class Born(forms.PoliasForm):
        born = forms.DateField(label="Born", not_future=True)

    assert Born(QueryDict("born=2999-01-01")).error_list == [
        ("#id_born_day", "Enter today or a day in the past: this is still to come.")
    ]
    good = Born(QueryDict("born=1984-11-02"))
    assert good.is_valid()
    assert good.cleaned_data["born"] == date(1984, 11, 2)


def test_the_texts_of_a_long_list_are_asked_for_once_and_escaped():
    asked = []

    def notes():
        asked.append(1)
        return {"46": 'Counted "by victim" & no other way'}

    class Offence(forms.PoliasForm):
        offence = forms.BigChoiceField(
            label="Offence", choices=lambda: [("Theft <all>", [("46", "Shop & till"), ("49", "Other")])], notes=notes
        )

    drawn = str(Offence(initial={"offence": "46"})["offence"])
    assert len(asked) == 1, "once, however many choices there are"
    assert '<optgroup label="Theft &lt;all&gt;">' in drawn
    option = '<option value="46" data-note="Counted &quot;by victim&quot; &amp; no other way" selected>Shop &amp; till<'
    assert option in drawn
