"""No address at all: the look must not depend on which pages are installed."""

urlpatterns: list[object] = []
