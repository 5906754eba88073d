"""Addresses under /public/, one of the listed exceptions to "a folder is an address"."""

from django.urls import path

from polias.boards.publications.screens import public

urlpatterns = [path("", public, name="public"), path("<path:path>", public, name="public.page")]
