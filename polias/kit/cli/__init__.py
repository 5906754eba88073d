"""What every command of `polias` is made with. Light: importing it loads neither Django nor a table of anything.

A module gives its commands in `cli.py` as `app`, a Typer application whose top-level imports are Typer and this:

    app = typer.Typer()

    @app.command(epilog=examples(("polias import police-uk FOLDER", "read every street file in a folder")))
    def report(month: str, *, as_json: JsonOption = False) -> None:
        with with_database():
            from polias.measures.public import monthly_report   # heavy things inside
            show(monthly_report(month), as_json=as_json)

A command on files alone leaves `with_database()` out and starts at once.
"""

from polias.kit.cli.database import with_database
from polias.kit.cli.speech import JsonOption, doing, examples, fail, say, show

__all__ = ["JsonOption", "doing", "examples", "fail", "say", "show", "with_database"]
