"""The force module as a Django app; it tells the kit what forces are called."""

from django.apps import AppConfig


class ForceConfig(AppConfig):
    name = "polias.force"
    label = "force"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from polias.force.policy import emergency_terms
        from polias.force.queries import force_letters, force_short_name, team_of
        from polias.kit.emergency.terms import decide_terms_by
        from polias.kit.numbering.numbers import name_forces_by
        from polias.kit.rules.lessons import set_teams
        from polias.kit.screens.context import name_forces_for_people_by

        decide_terms_by(emergency_terms)
        set_teams(team_of)
        name_forces_by(force_letters)
        name_forces_for_people_by(force_short_name)
