"""Addresses of boards, from the folders, and its first page."""

from django.urls import path

from polias.boards.overview import overview
from polias.kit.screens.routes import routes

urlpatterns = [path("", overview, name="boards"), *routes("boards")]
