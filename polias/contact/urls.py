"""Addresses of contact, from the folders."""

from polias.kit.screens.routes import routes

urlpatterns = routes("contact")
