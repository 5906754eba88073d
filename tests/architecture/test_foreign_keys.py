"""Invariant 2: foreign keys follow the layers; import contracts cannot see ``ForeignKey("crime.CrimeReport")``."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from tests.architecture.source import layers, may_know

OURS = {name for names in layers() for name in names}


def module_of(model: type[models.Model]) -> str:
    return model._meta.app_label


def upward(every: list[type[models.Model]]) -> Iterator[str]:
    """Each relation that points to a module above or beside its own."""
    for model in every:
        for one in model._meta.get_fields():
            if one.is_relation and one.concrete and one.related_model and module_of(model) in OURS:
                target = module_of(one.related_model)
                if target in OURS and not may_know(module_of(model), target):
                    yield f"{model.__name__}.{one.name} points up to {one.related_model.__name__}"


def test_foreign_keys_follow_the_layers():
    assert list(upward(apps.get_models())) == []


@isolate_apps("polias.pole", "polias.crime", "polias.contact")
def test_a_planted_foreign_key_is_caught():
    class Crime(models.Model):
        class Meta:
            app_label = "crime"

    class Log(models.Model):
        class Meta:
            app_label = "contact"

    class Person(models.Model):
        crime = models.ForeignKey("crime.Crime", on_delete=models.PROTECT)
        logs = models.ManyToManyField("contact.Log")

        class Meta:
            app_label = "pole"

    assert list(upward([Crime, Log, Person])) == ["Person.crime points up to Crime", "Person.logs points up to Log"]


def test_foreign_keys_of_the_database_follow_them_too(db):
    """Keys that a migration wrote in SQL are in no model."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where contype='f'"
        )
        pairs = [(a.split("_")[0], b.split("_")[0]) for a, b in cursor.fetchall()]
    assert [pair for pair in pairs if OURS.issuperset(pair) and not may_know(*pair)] == []
    assert ("crime", "kit") in pairs
