"""Addresses of measures: no record type, so both are listed here."""

from django.urls import path

from polias.measures.web import views

urlpatterns = [
    path("", views.index, name="measures"),
    path("<slug:code>/", views.measure, name="measures.measure"),
]
