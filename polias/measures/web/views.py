"""The pages of figures: the cards of a force, and one measure with its chart, table, definition and records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.audit.log import figures_disclosed
from polias.kit.errors import NotFound, PoliasError
from polias.kit.forms import PoliasForm, SelectField
from polias.kit.screens.take_out import as_file
from polias.manifest import ManifestUnreadable, datasets_folder, polias_home
from polias.measures.as_at import end_of_day
from polias.measures.catalogue import Offer, months_published
from polias.measures.refusal import Refused
from polias.measures.results.evidence import said
from polias.measures.web import showing
from polias.measures.web.audience import Choice, choices_for, edition_for, name_of, offers_to, require_reader
from polias.measures.web.records_behind import records_behind
from polias.measures.web.showing import Series
from polias.measures.words import month_name

#: What the dimension for kinds is called where it is not the kind of crime.
KINDS = {"outcome_group": gettext_lazy("Kind of outcome"), "age_band": gettext_lazy("Age of the crime")}
FILES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
#: By which rule a page may be asked to judge, when not by the house rule.
RULES = {"nhs": gettext_lazy("NHS rules")}


def _telling_refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What cannot be read, such as a table that the installation keeps or a manifest, is told, and is no fault."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            raise PoliasError(_in_its_home(refusal.sentence), do=refusal.do) from refusal
        except ManifestUnreadable as error:
            raise PoliasError(
                _("%(path)s cannot be read.") % {"path": _in_its_home(str(error.path))},
                do=_("Put it back from a backup."),
            ) from error

    return answered


def _in_its_home(sentence: str) -> str:
    """Where a file lies below POLIAS_HOME; where that is on the machine is nothing for a page."""
    return sentence.replace(str(polias_home()), "POLIAS_HOME")


@_telling_refusals
def index(request: HttpRequest) -> HttpResponse:
    """GET /measures/?force=: a card for each figure of a force, the reader's own unless another is chosen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require_reader(actor)
    choices = choices_for(actor)
    force = _chosen(request, choices)
    found = (
        [
            showing.series_of(o, force=force.slug, edition=edition_for(actor, force.slug))
            for o in offers_to(actor, force.slug)
        ]
        if force
        else []
    )
    context = {
        "title": _("Measures"),
        "force_shown": force,
        "cards": [showing.card(series, force=force.slug) for series in found if series and force],
        "choices": [
            {"label": one.name, "url": f"/measures/?{urlencode({'force': one.slug})}", "chosen": one == force}
            for one in choices
        ],
        "held_back": any(series and series.any_held_back for series in found),
    }
    return render(request, "measures/index.html", context)


@_telling_refusals
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """GET /measures/<code>/ with force, month, group, area and format; ``as_at`` names a past day."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require_reader(actor)
    force = _chosen(request, choices_for(actor))
    offer = next((o for o in offers_to(actor, force.slug) if o.code == code), None) if force else None
    if offer is None or force is None:
        raise NotFound
    asked = {name: request.GET.get(name, "") for name in ("month", "group", "area", "rule")}
    months = months_published(offer.measure, force.slug, datasets=datasets_folder())
    if asked["month"] not in months:
        asked["month"] = ""
    if asked["rule"] not in RULES:
        asked["rule"] = ""
    series = showing.series_of(
        offer,
        force=force.slug,
        edition=edition_for(actor, force.slug),
        month=asked["month"],
        group=asked["group"],
        area=asked["area"],
        as_at=_end_of(request.GET.get("as_at", "")),
        rule="nhs" if asked["rule"] == "nhs" else "house",
        with_others=True,
    )
    if series is None:
        raise NotFound
    if request.GET.get("format") in FILES:
        return _file(series, force, form=request.GET["format"], actor=actor)
    return render(request, "measures/measure.html", _measure_page(request, offer, series, force, asked=asked))


def _end_of(day: str) -> datetime | None:
    """The end of a past day, as far as one is named; what is none is passed over, as every other wish is."""
    try:
        return end_of_day(day) if day else None
    except Refused:
        return None


def _chosen(request: HttpRequest, choices: list[Choice]) -> Choice | None:
    """The force named in the address; the first without a name; NotFound for one that is not the reader's to see."""
    wanted = request.GET.get("force")
    if not wanted:
        return choices[0] if choices else None
    found = next((one for one in choices if one.slug == wanted), None)
    if found is None:
        raise NotFound
    return found


def _measure_page(
    request: HttpRequest, offer: Offer, series: Series, force: Choice, *, asked: dict[str, str]
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    heads, lines = showing.table(series)
    kept = {"force": force.slug}
    has_choice = bool(asked["rule"]) or series.reckoned.figure.judged_by == "house"
    return {
        "title": _(offer.measure.title),
        "force_shown": force,
        "question": _(offer.measure.question),
        "caution": _(offer.measure.caution) if offer.measure.caution else "",
        "finding": finding(series, asked),
        "value": series.newest.text,
        "in_month": showing.in_which_month(series.reckoned),
        "level": showing.level(series),
        "where": showing.where_it_lies(series),
        "chart": showing.chart_image(series),
        "notes": [*showing.notes(series), *_past(request.GET.get("as_at", ""))],
        "columns": [{"key": h, "label": h, "numeric": place in (1, 2)} for place, h in enumerate(heads)],
        "rows": [{"cells": _cells(heads, line)} for line in lines],
        "trust": series.reckoned.confidence,
        "as_at": series.reckoned.result.as_at,
        "definition": _definition(series),
        "lineage": _lineage(series),
        "form": _filter(offer, force, asked, has_choice=has_choice),
        "kept": kept,
        "chips": _chips(asked, kept),
        "clear_url": f"?{urlencode(kept)}",
        "files": [
            {"label": label, "url": f"?{urlencode(_given(asked) | kept | {'format': form})}"}
            for form, label in FILES.items()
        ],
        "records": records_behind(
            offer, actor=actor, force=force.slug, month=series.reckoned.figure.month, group=asked["group"]
        ),
        "back_url": f"/measures/?{urlencode(kept)}",
    }


def _past(day: str) -> list[str]:
    """Says that the page shows what was known on a past day."""
    if _end_of(day) is None:
        return []
    return [
        _("This is what was known at the end of %(day)s.")
        % {"day": date_format(date.fromisoformat(day.strip()), "j F Y")}
    ]


def finding(series: Series, asked: dict[str, str]) -> str:
    """The chart's title: what it shows, in words."""
    reckoned = series.reckoned
    about = " · ".join([_(reckoned.measure.title), *(asked[k] for k in ("group", "area") if asked[k])])
    values = {"about": about, "month": month_name(reckoned.figure.month), "value": series.newest.text}
    if series.newest.value is None:
        return _("%(about)s, %(month)s: %(value)s") % values
    if reckoned.unfinished:
        return _("%(about)s, %(month)s so far: %(value)s") % values
    if reckoned.figure.exception == "high":
        return _("%(about)s was higher than expected in %(month)s: %(value)s") % values
    if reckoned.figure.exception == "low":
        return _("%(about)s was lower than expected in %(month)s: %(value)s") % values
    if reckoned.figure.centre is None:
        return _("%(about)s, %(month)s: %(value)s") % values
    return _("%(about)s was as expected in %(month)s: %(value)s") % values


def _cells(heads: list[str], line: list[Any]) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": head, "numeric": place in (1, 2)}
        for place, (head, value) in enumerate(zip(heads, line, strict=True))
    ]


def _definition(series: Series) -> list[dict[str, Any]]:
    measure = series.reckoned.measure
    better = {"higher": _("Higher is better"), "lower": _("Lower is better"), "neutral": _("Neither way is better")}
    units = {"count": _("Number"), "per cent": _("Per cent"), "hours": _("Hours"), "days": _("Days")}
    return [
        {"key": _("Question"), "value": _(measure.question)},
        {"key": _("Unit"), "value": units.get(measure.unit, measure.unit)},
        {"key": _("Direction"), "value": better[measure.better]},
        {"key": _("Counted from"), "value": _(measure.source)},
        {"key": _("Owner"), "value": _(measure.owner)},
        {"key": _("Version of the definition"), "value": measure.version},
        {"key": _("Quality of its data"), "value": _quality(series)},
        {"key": _("Expected range"), "value": _how_judged(series)},
    ]  # fmt: skip


def _how_judged(series: Series) -> str:
    """The rule that judged the newest month, in short."""
    if series.reckoned.figure.judged_by == "house":
        return _(
            "The house rule: each month against 36 of its earlier ones that ended seven months before it, with their "
            "season and trend; one more than three standard deviations off, or two of three more than two off on one "
            "side, is marked. Each month is looked at together with the other figures of the force for that month, so "
            "that of those marked a tenth or fewer are marked by chance. A missing month breaks the run."
        )
    return _(
        "An XmR chart with the NHS rules: the average, and 2.66 times the mean change from month to month to "
        "either side; a month beyond it, seven months on one side, seven rising or falling, or two of three near "
        "a limit are marked. A missing month ends every run. It judges where it is chosen, and where the house rule "
        "cannot: that one needs counts, and more than three years of them."
    )


def _quality(series: Series) -> str:
    """The six scores and what people found; without numbers that would tell what the reader's edition holds back."""
    confidence = series.reckoned.confidence
    recorded = None if series.newest.held_back else confidence.recorded
    return " ".join(said(confidence.evidence, recorded))


def _lineage(series: Series) -> list[str]:
    """Every file version behind the newest month, and how many are behind the chart."""
    used = series.reckoned.result.lineage
    own = [one for one in used if one.month == series.reckoned.figure.month]
    folder = datasets_folder()
    return [
        *(f"{one.path.relative_to(folder)} · sha256 {one.content_hash[:16]}" for one in own),
        _("%(count)d files in all stand behind the chart.") % {"count": len(used)},
    ]


def _filter(offer: Offer, force: Choice, asked: dict[str, str], *, has_choice: bool) -> PoliasForm | None:
    """Month, kind of crime and area, as far as the measure is told apart by them; and the rule, where two can judge."""
    months = months_published(offer.measure, force.slug, datasets=datasets_folder())
    groups, areas = (
        showing.groups_of(offer, by=by, force=force.slug, months=months, datasets=datasets_folder())
        for by in (offer.group, offer.area)
    )
    fields: dict[str, Any] = {
        "month": _select(_("Month"), [(m, month_name(m)) for m in reversed(months)], _("The newest")),
        "group": _select(str(KINDS.get(offer.group, _("Kind of crime"))), _named(groups), _("All")),
        "area": _select(_("District"), _named(areas), _("All")),
    }
    fields = {name: field for name, field in fields.items() if len(field.choices) > 2}
    if has_choice:
        fields["rule"] = _select(_("Judged by"), [(code, str(name)) for code, name in RULES.items()], _("House rule"))
    form = type("MeasureFilter", (PoliasForm,), {"is_filter": True, **fields})
    return form(initial=asked, auto_id="filter_%s") if fields else None  # type: ignore[no-any-return]


def _select(label: str, choices: list[tuple[str, str]], none: str) -> Any:
    return SelectField(label=label, choices=[("", none), *choices], required=False)


def _named(names: list[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


def _given(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}


def _chips(asked: dict[str, str], kept: dict[str, str]) -> list[dict[str, str]]:
    given = _given(asked)
    return [
        {
            "label": month_name(value)
            if name == "month"
            else str(RULES.get(value, value))
            if name == "rule"
            else value,
            "remove_url": f"?{urlencode(kept | {k: v for k, v in given.items() if k != name})}",
        }
        for name, value in given.items()
    ]


def _in_words(name: str, value: str) -> str:
    if name == "month":
        return month_name(value)
    return str(RULES[value]) if name == "rule" else value


def _file(series: Series, force: Choice, *, form: str, actor: Actor) -> HttpResponse:
    heads, lines = showing.numbers(series)
    reckoned = series.reckoned
    about = [
        f"{_(reckoned.measure.title)}, {name_of(force.slug)}",
        _(reckoned.measure.question),
        _("Counted from: %(source)s") % {"source": _(reckoned.measure.source)},
        _("As at %(at)s, definition version %(version)d, taken out by %(who)s")
        % {"at": showing.london(reckoned.result.as_at), "version": reckoned.measure.version, "who": actor.name},
        _("Trust: %(grade)s. %(reasons)s")
        % {"grade": reckoned.confidence.grade, "reasons": " ".join(reckoned.confidence.reasons)},
        *filter(None, [showing.what_it_sees(series)]),
    ]
    name = f"{reckoned.measure.name}-{force.slug}"
    figures_disclosed(actor=actor, what=name, form=form, rows=len(lines))
    return as_file(heads, lines, about, form=form, name=name)
