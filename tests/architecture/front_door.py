"""An import contract: a module is used from outside through its `public.py` only.

import-linter's own `protected` contract does not serve: with wildcards it closes a module's door to the module itself.
"""

from __future__ import annotations

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class FrontDoorContract(Contract):
    """Breached by each import that goes past the door of a module which is neither open nor the importer's own.

    The roof is the one module that sees everything: it joins the others and fills them with the demonstration.
    """

    type_name = "front_door"

    root = fields.StringField()
    door = fields.StringField()
    open_packages = fields.SetField(subfield=fields.StringField(), required=False)
    roof = fields.StringField(required=False)

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        breaches = sorted(
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if self._goes_past_the_door(importer.split("."), imported.split("."))
        )
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} reaches past the front door into {imported}")

    def _goes_past_the_door(self, importer: list[str], imported: list[str]) -> bool:
        if importer[0] != self.root or imported[0] != self.root or len(importer) < 2 or len(imported) < 3:
            return False
        home, visited = importer[1], imported[1]
        if home == self.roof:
            return False
        return visited not in {home, *(self.open_packages or ())} and imported[2] != self.door
