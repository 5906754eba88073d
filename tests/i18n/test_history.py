"""Every word of a record's history is marked for translation, though it comes from the names of fields."""

from django.apps import apps

from polias.kit.audit.model import AuditRow
from polias.kit.record.model import PartOfAnyRecord, PartOfRecord, Record
from polias.kit.screens.history import deed_name, field_name
from polias.site.history_words import WORDS
from tests.i18n.pseudo import pseudo_locale, widened

NOT_SHOWN = {"register", "force_id", "id", "cell"}


def words_of_the_models():
    """Names of fields and of parts, as the history says them, and what the kit itself notes."""
    names = {"version", "state", "grade", "force"}
    for model in apps.get_models():
        if issubclass(model, Record | PartOfRecord | PartOfAnyRecord):
            names |= {f.name for f in model._meta.concrete_fields} - set(getattr(model, "NOT_TOLD", ()))
            names |= set() if issubclass(model, Record) else {str(model._meta.verbose_name)}
    return {field_name(name) for name in names - NOT_SHOWN}


def test_the_list_of_words_is_what_the_models_have():
    assert set(WORDS) == words_of_the_models()


def test_a_verb_is_called_as_its_button_and_a_field_is_translated():
    row = AuditRow(kind="alteration", verb="crime.reports.give_outcome")
    assert deed_name(row) == "Give the outcome"
    with pseudo_locale():
        assert deed_name(row) == widened("Give the outcome")
        assert field_name("cancellation_reason") == widened("Cancellation reason")
