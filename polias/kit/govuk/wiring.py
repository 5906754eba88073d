"""Where Django finds the kit's templates, static files and template tags; only the settings read this."""

from pathlib import Path

KIT = Path(__file__).resolve().parents[1]

# The kit is one Django app, so the loader that looks inside apps does not reach its parts.
# Identity comes first: its pages replace allauth's of the same names.
TEMPLATE_DIRS = [KIT / part / "templates" for part in ("identity", "govuk", "forms", "screens", "interruptions")]
STATIC_DIRS = [KIT / "govuk" / "static"]
TEMPLATE_LIBRARIES = {name: f"polias.kit.govuk.templatetags.{name}" for name in ("polias", "polias_forms")}
