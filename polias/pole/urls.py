"""Addresses of people, places and what hangs on them, from the folders."""

from django.urls import path

from polias.kit.screens.routes import routes
from polias.pole.markers import screens as markers

urlpatterns = [
    path("markers/", markers.to_review, name="pole.markers.to_review"),
    path("markers/add/<str:reference>", markers.add, name="pole.markers.add"),
    path("markers/review/<str:reference>", markers.review, name="pole.markers.review"),
    *routes("pole"),
]
