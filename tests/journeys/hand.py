"""A hand that records a crime in a real browser, and a counter inside the page that says what the hand did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Way = Literal["mouse", "touch", "keyboard"]
#: Runs in every page before its own scripts: counts what a person does, never what a script does by itself.
#: A press is a button, a link, an answer or a line of a list, by pointer, Enter or Space; several arrows among the
#: answers of one question are one choice. Moves only lead there: Tab, arrows, a pointer into a box of text.
COUNTER = r"""
(() => {
  const KEPT = 'polias-counted'
  const nothing = { presses: 0, keys: 0, narrative: 0, moves: 0, typed: {} }
  const counted = JSON.parse(sessionStorage.getItem(KEPT)) ?? nothing
  const keep = () => sessionStorage.setItem(KEPT, JSON.stringify(counted))
  const isText = (one) => one.matches?.('textarea, input:not([type=radio], [type=checkbox], [type=submit])')
  addEventListener('pointerdown', (event) => {
    if (!event.isTrusted) return
    counted[isText(event.target) ? 'moves' : 'presses'] += 1
    keep()
  }, true)
  let chosen = ''
  addEventListener('keydown', (event) => {
    if (!event.isTrusted) return
    const { target, key } = event
    if (key === 'Tab') counted.moves += 1
    else if (key.startsWith('Arrow')) {
      counted.moves += 1
      if (target.type === 'radio' && chosen !== target.name) { counted.presses += 1; chosen = target.name }
    } else if (!isText(target) && (key === 'Enter' || key === ' ')) counted.presses += 1
    else if (isText(target) && key === 'Enter' && target.getAttribute('role') === 'combobox') counted.presses += 1
    else if (isText(target) && (key.length === 1 || key === 'Backspace' || key === 'Enter')) {
      counted[target.name === 'summary' ? 'narrative' : 'keys'] += 1
      counted.typed[target.name || target.id] = (counted.typed[target.name || target.id] ?? '') + key
    }
    keep()
  }, true)
})()
"""

#: The place holds the focus; of a group of answers any of them.
IS_THERE = """(one) => document.activeElement === one
  || (one.type === 'radio' && document.activeElement?.name === one.name)"""
#: What holds the focus shows it: a ring of its own, or for an answer that of the drawn circle beside it.
SHOWS_IT = """(one) => {
  const outlined = (style) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
  const ringed = (style) => style.boxShadow !== 'none' || outlined(style)
  const holder = document.activeElement
  const drawn = holder.type === 'radio' && holder.labels[0]
  return ringed(getComputedStyle(holder)) || (drawn && ringed(getComputedStyle(drawn, '::before')))
}"""


@dataclass(frozen=True)
class Counted:
    """What one recording took."""

    presses: int
    keys: int
    narrative: int
    moves: int
    typed: dict[str, str]


class Hand:
    """Does the same with a mouse, on a touch screen, or with the keyboard alone."""

    def __init__(self, page: Any, way: Way) -> None:
        self.page, self.way = page, way

    def begin(self) -> None:
        """Count from here on."""
        self.page.evaluate("sessionStorage.removeItem('polias-counted')")
        self.page.reload()

    def counted(self) -> Counted:
        return Counted(**self.page.evaluate("JSON.parse(sessionStorage.getItem('polias-counted'))"))

    def press(self, place: Any) -> None:
        """A button, a link, or a line of a list."""
        place.wait_for()
        if self.way == "touch":
            place.tap()
        elif self.way == "mouse":
            place.click()
        else:
            self._go_to(place)
            self.page.keyboard.press("Enter")

    def choose(self, question: str, answer: str) -> None:
        """One answer of a question."""
        group = self.page.get_by_role("group", name=question)
        if self.way != "keyboard":
            label = group.locator("label", has_text=answer).first
            self.press(label)
            return
        radios = group.get_by_role("radio")
        wanted = group.get_by_label(answer, exact=True).first
        place = radios.evaluate_all("(all, one) => all.indexOf(one)", wanted.element_handle())
        self._go_to(radios.first)
        self.page.keyboard.press("Space") if place == 0 else None
        for _each in range(place):
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked()

    def write(self, place: Any, words: str) -> None:
        """Words, key by key."""
        if self.way == "touch":
            place.tap()
        elif self.way == "mouse":
            place.click()
        else:
            self._go_to(place)
        self.page.keyboard.type(words)

    def pick(self, place: Any, option: str) -> None:
        """One line of a short list."""
        if self.way != "keyboard":
            place.select_option(label=option)
            return
        self._go_to(place)
        self.page.keyboard.type(option)

    def find(self, place: Any, letters: str, line: str) -> None:
        """Type some letters into a box that finds, and take a line of what it found."""
        self.write(place, letters)
        option = self.page.get_by_role("option").filter(has_text=line).first
        option.wait_for()
        if self.way != "keyboard":
            self.press(option)
            return
        options = self.page.get_by_role("option")
        for _each in range(options.evaluate_all("(all, one) => all.indexOf(one)", option.element_handle()) + 1):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def _go_to(self, place: Any) -> None:
        """Tab on to a place, as somebody without a mouse does."""
        wanted = place.element_handle()
        for _each in range(200):
            if wanted.evaluate(IS_THERE):
                assert wanted.evaluate(SHOWS_IT), f"{place} does not show that it has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{place} cannot be reached with the Tab key")
