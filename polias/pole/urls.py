"""Addresses of people, places and what hangs on them, from the folders."""

from polias.kit.screens.routes import routes

urlpatterns = routes("pole")
