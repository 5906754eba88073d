"""The demonstration in a database: loaded once, introduced at every start. The invented history itself is in demo/."""

from polias.site.demo.introduction import introduction
from polias.site.demo.load import is_loaded, load

__all__ = ["introduction", "is_loaded", "load"]
