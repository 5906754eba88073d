"""Addresses of crime, from the folders."""

from polias.kit.screens.routes import routes

urlpatterns = routes("crime")
