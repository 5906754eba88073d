"""Addresses of quality, from the folders."""

from polias.kit.screens.routes import routes

urlpatterns = routes("quality")
