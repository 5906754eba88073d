"""A paper with its items found: what every reader of a kind of value works on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from polias.boards.minutes.action_tables import ActionTable, tables_of
from polias.boards.minutes.items import items_of
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.one_item import ONE_ITEM
from polias.boards.minutes.paper import Block, Paper
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.structure import structured
from polias.boards.minutes.unfolding import MARKER, unfolded
from polias.boards.minutes.upright_tables import upright_tables

#: How far a heading may reach in a paper without items.
_FAR = 60


@dataclass(frozen=True)
class Part:
    """One paragraph of what was minuted, with the item it belongs to; purpose sentences and headings are left out."""

    piece: Piece
    block: Block
    index: int
    item: Item | None


@dataclass(frozen=True)
class Sheet:
    paper: Paper
    blocks: list[Block]
    items: list[Item]
    heading: list[Block] = field(default_factory=list)

    @cached_property
    def action_tables(self) -> list[ActionTable]:
        """Tables with a column of actions, logs of earlier ones among them."""
        return [*tables_of(self.paper.rows), *upright_tables(self.paper.rows)]

    def parts(self) -> Iterator[Part]:
        """Everything that was minuted, in order."""
        first = self.items[0].block if self.items else len(self.blocks)
        yield from (Part(block.piece, block, index, None) for index, block in enumerate(self.blocks[:first]))
        for item in self.items:
            if item.rest and item.minuted <= item.body:
                yield Part(item.rest, self.blocks[item.body - 1], item.body - 1, item)
            for index in range(item.minuted, item.end):
                if not MARKER.match(self.blocks[index].text):
                    yield Part(self.blocks[index].piece, self.blocks[index], index, item)

    def item_standing_at(self, place: int) -> Item | None:
        """The item that a place of the text belongs to."""
        starts = (
            (item, (item.place or item.title or self.blocks[item.block].piece).at[0]) for item in reversed(self.items)
        )
        return next((item for item, start in starts if start <= place), None)

    def titled(self, pattern: str) -> list[Item]:
        return [item for item in self.items if item.title and re.search(pattern, item.title.text, re.I)]


def sheet_of(text: str) -> Sheet:
    """The paper, taken apart."""
    paper = structured(text)
    blocks = unfolded(paper.blocks)
    items = items_of(blocks)
    end = items[0].block if items else min(len(blocks), _FAR)
    if items and items[0].rule == ONE_ITEM:
        end = items[0].minuted  # the page says below its title at which meeting the item was
    return Sheet(paper, blocks, items, blocks[:end])
