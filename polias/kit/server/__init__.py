"""The database that Polias starts for itself, and the folder it lives in."""

from polias.kit.server.folder import Home, home
from polias.kit.server.lifetime import Server, keep_running, running
from polias.kit.server.problem import ServerProblem

__all__ = ["Home", "Server", "ServerProblem", "home", "keep_running", "running"]
