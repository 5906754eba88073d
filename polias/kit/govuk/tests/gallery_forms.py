"""The forms of the pattern book: one with every kind of question, and answers to it, right and wrong."""

from django.http import QueryDict

from polias.kit import forms

OFFENCES = [
    (
        "Theft",
        [
            ("49/11", "Attempted theft from a shop"),
            ("49/10", "Theft from a shop"),
            ("44", "Theft of a pedal cycle"),
            ("45/10", "Theft from a vehicle"),
        ],
    ),
    ("Violence", [("8N", "Assault occasioning actual bodily harm"), ("105A", "Common assault")]),
    ("Arson and criminal damage", [("56A", "Arson endangering life"), ("58A", "Criminal damage to a dwelling")]),
]


class ReportForm(forms.PoliasForm):
    sections = [
        ("What happened", ["offence", "what", "happened_at", "reported_on"]),
        ("Where and who", ["place", "value", "injured", "injury", "harm", "keywords", "followed"]),
    ]
    reveals = {"injury": ("injured", "yes")}

    offence = forms.BigChoiceField(
        label="What kind of crime is it?",
        official="offence class",
        choices=OFFENCES,
        words={"49/10": "shoplifting 1968"},
        hint="Say what the law calls it. You can correct it later.",
        why="It decides who investigates and how it is counted.",
    )
    what = forms.LongTextField(label="What happened?", hint="In the caller's own words.", max_length=2000)
    happened_at = forms.DateTimeField(
        label="When did it happen?", hint="For example, 3 3 2018 at 14:02", not_future=True
    )
    reported_on = forms.DateField(label="On which day was it reported?", required=False)
    place = forms.TextField(label="Where?", required=False, why="It tells which neighbourhood team to send.")
    value = forms.NumberField(label="What was taken is worth", prefix="£", required=False)
    injured = forms.YesNoField(label="Was anybody hurt?", missing="Say whether anybody was hurt.")
    injury = forms.TextField(label="How were they hurt?")
    harm = forms.CheckboxesField(
        label="What makes it worse?",
        choices=[("weapon", "A weapon was shown"), ("repeat", "It happened before")],
        hints={"repeat": "To the same person or shop within a year"},
        required=False,
    )
    keywords = forms.CheckboxesField(
        label="Keywords",
        required=False,
        choices=[
            (word.lower(), word)
            for word in (
                "Alcohol", "Business or retail", "Drugs", "Firearm", "Knife or sharp instrument", "Night-time economy",
                "Repeat victim", "Rural", "Victim aged 65 or over", "Wildlife",
            )
        ],
    )  # fmt: skip
    followed = forms.RadiosField(
        label="Who looks after it?", choices=[("team", "Neighbourhood team"), ("cid", "Investigations")], required=False
    )
    urgent = forms.ConfirmField(label="Tell the supervisor now", required=False)


class FilterForm(forms.PoliasForm):
    is_filter = True

    text = forms.TextField(label="Words or reference", required=False)
    state = forms.CheckboxesField(
        label="State", choices=[("new", "New"), ("open", "Under investigation")], required=False
    )
    since = forms.DateField(label="Recorded since", required=False)


WRONG = QueryDict("happened_at-day=31&happened_at-month=2&happened_at-year=2018&value=lots&injured=yes")
RIGHT = QueryDict(
    "offence=49/10&what=Two lads took bottles.&happened_at-day=3&happened_at-month=March&happened_at-year=2018"
    "&happened_at-time=14:02&value=1,212&injured=no&harm=repeat"
)
