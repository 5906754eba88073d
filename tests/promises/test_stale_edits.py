"""P8: two or three people and a program edit one record in every order, and no change is lost unseen.

Hypothesis walks through openings, typing, drafts that come back, sendings, merges and calls of the API. Beside it runs
a plain reckoning of what each side saw, meant and chose; the record must say exactly what that comes to. A change is
replaced only by somebody to whose page it was brought.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.models import ActorRow
from polias.kit.testing.pages import form_on
from polias.pole.people.actions import record
from polias.pole.people.model import Person

pytestmark = pytest.mark.slow

FIELDS = ("forenames", "phone", "address", "postcode")
EDITORS = ("asha", "ben", "lena")
some_editor = st.sampled_from(EDITORS)
some_field = st.sampled_from(FIELDS)
some_choice = st.sampled_from(("theirs", "mine", "anew"))


@dataclass
class Window:
    """A form as somebody has it open: what the page carries, what it stood on, and what they mean."""

    carried: dict[str, Any]
    version: int
    base: dict[str, str]
    meant: dict[str, str]
    merging: dict[str, str] | None = None

    @property
    def undecided(self) -> set[str]:
        """What they and somebody else changed differently, as their merge page shows it."""
        now = self.merging or {}
        return {
            name for name in now
            if self.base[name] != self.meant[name] and self.base[name] != now[name] and self.meant[name] != now[name]
        }  # fmt: skip

    def outcome(self, now: dict[str, str]) -> dict[str, str]:
        """What comes of it when it is sent on a record that says ``now``: theirs where only they changed."""
        return {name: now[name] if self.base[name] == self.meant[name] else self.meant[name] for name in FIELDS}


@dataclass
class Tally:
    """What was done in all walks together."""

    counted: Counter[str] = field(default_factory=Counter)


class Editing(RuleBasedStateMachine):
    """One record, three people with a window each, and a program."""

    tally: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.clients: dict[str, Client] = {}
        self.windows: dict[str, Window] = {}
        self.read_by_program: tuple[str, dict[str, str]] | None = None
        self.words = 0

    @initialize()
    def a_person_is_recorded(self) -> None:
        with acting(actor_named("asha")) as asha:
            self.person = record(actor=asha, surname="Adams", phone="p0", address="a0", postcode="c0", forenames="f0")
        self.address = f"{self.person.url}/amend"
        self.expected = {"forenames": "f0", "phone": "p0", "address": "a0", "postcode": "c0"}
        self.version = 1
        for name in EDITORS[:3]:
            self.clients[name] = Client()
            user = ActorRow.objects.get(user__username=name).user
            self.clients[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    # --- What somebody does in a window.

    @rule(who=some_editor)
    def opens(self, who: str) -> None:
        if who in self.windows:
            return
        page = self.clients[who].get(f"{self.address}?new=1")
        self._show(who, page, Window(form_on(page), self.version, dict(self.expected), dict(self.expected)))

    @rule(who=some_editor, name=some_field)
    def types(self, who: str, name: str) -> None:
        window = self._window(who)
        if window is None:
            return
        window.meant[name] = window.carried[name] = self._new_word()

    @rule(who=some_editor, name=some_field)
    def types_back_what_stood_there(self, who: str, name: str) -> None:
        window = self._window(who)
        if window is None:
            return
        window.meant[name] = window.carried[name] = window.base[name]

    @rule(who=some_editor, by_bad_luck=st.integers(0, 3))
    def loses_the_window_and_finds_the_draft(self, who: str, by_bad_luck: int) -> None:
        window = self._window(who)
        if window is None or by_bad_luck:
            return
        saved = self.clients[who].post(f"/drafts/{window.carried['idempotency_key']}", window.carried)
        assert saved.json()["saved"], saved.content
        page = self.clients[who].get(self.address)
        assert form_on(page)["idempotency_key"] == window.carried["idempotency_key"]
        window.carried = form_on(page)
        self._show(who, page, window)
        self.tally.counted["drafts"] += 1

    @rule(who=some_editor, typed_last=st.lists(some_field, max_size=2))
    def sends(self, who: str, typed_last: list[str]) -> None:
        window = self._window(who)
        if window is None:
            return
        for name in typed_last:
            window.meant[name] = window.carried[name] = self._new_word()
        stale = window.version != self.version
        page = self.clients[who].post(self.address, window.carried)
        if page.status_code == 302:
            assert not stale, "it was sent over a change that its page never showed"
            self._acknowledged(who, window.outcome(self.expected))
        else:
            self._must_merge(who, page)

    # --- What somebody does on the merge page.

    @rule(who=some_editor, choices=st.lists(some_choice, min_size=4, max_size=4))
    def decides(self, who: str, choices: list[str]) -> None:
        window = self.windows.get(who)
        if window is None or window.merging is None:
            return
        shown, undecided = window.merging, window.undecided
        for name, choice in zip(FIELDS, choices, strict=True):
            if name in undecided:
                window.carried[f"keep_{name}"] = choice
                window.carried[name] = self._new_word()
                window.meant[name] = {"theirs": shown[name], "mine": window.meant[name]}.get(
                    choice, window.carried[name]
                )
        meant = {name: shown[name] if name not in undecided and window.base[name] == window.meant[name]
                 else window.meant[name] for name in FIELDS}  # fmt: skip
        window.base, window.meant, window.merging = shown, meant, None
        stale = window.version != self.version
        page = self.clients[who].post(self.address, window.carried)
        if page.status_code == 302:
            assert not stale, "it was sent over a change that its page never showed"
            self._acknowledged(who, meant)
        else:
            assert stale, re.sub(r"<[^>]+>|\s+", " ", page.content.decode())
            self._must_merge(who, page)
        self.tally.counted["merges"] += 1

    # --- What a program does.

    @rule()
    def a_program_reads(self) -> None:
        answer = self.clients["ben"].get(f"/api{self.person.url}")
        fields = {name: answer.json()["fields"][name] for name in FIELDS}
        assert fields == self.expected
        self.read_by_program = (answer.headers["ETag"], fields)

    @rule(name=some_field)
    def a_program_writes(self, name: str) -> None:
        if self.read_by_program is None:
            return
        tag, read = self.read_by_program
        sent = read | {name: self._new_word()}
        body = sent | {"surname": "Adams", "sex": "X", "date_of_birth": None}
        headers = {"Idempotency-Key": f"{self.person.reference} {self.words}", "If-Match": tag}
        answer = self.clients["ben"].post(
            f"/api{self.address}", json.dumps(body), content_type="application/json", headers=headers
        )
        if answer.status_code == 200:
            assert read == self.expected, "a program overwrote what it had not read"
            self._acknowledged("program", sent)
        else:
            assert (answer.status_code, tag != f'"{self.version}"') == (412, True)
            self.tally.counted["stale"] += 1
        self.read_by_program = None

    # --- What must always hold.

    @invariant()
    def the_record_says_what_was_acknowledged(self) -> None:
        if not hasattr(self, "person"):
            return
        with acting(actor_named("asha")):
            now = Person.objects.get(pk=self.person.pk)
        assert {name: getattr(now, name) for name in FIELDS} == self.expected

    def _acknowledged(self, who: str, outcome: dict[str, str]) -> None:
        with acting(actor_named("asha")):
            self.version = Person.objects.select_related("register").get(pk=self.person.pk).version
        self.expected = outcome
        self.windows.pop(who, None)
        self.tally.counted["acknowledged"] += 1

    def _must_merge(self, who: str, page: Any) -> None:
        """The merge page holds what stands there now, and asks of what both changed and of nothing else."""
        window, text = self.windows[who], html.unescape(page.content.decode())
        assert "was changed meanwhile" in text, re.sub(r"<[^>]+>|\s+", " ", text)
        window.merging, window.carried, window.version = dict(self.expected), form_on(page), self.version
        asked = set(re.findall(r'name="keep_(\w+)"', text))
        assert asked == window.undecided
        for name in FIELDS:
            if window.base[name] != self.expected[name] and window.meant[name] != self.expected[name]:
                assert self.expected[name] in text, f"{name}: what somebody else made of it was not shown"
        self.tally.counted["stale"] += 1

    def _show(self, who: str, page: Any, window: Window) -> None:
        """The page holds what they meant; what it does not say they were never shown."""
        assert {name: form_on(page)[name] for name in FIELDS} == window.meant
        self.windows[who] = window

    def _window(self, who: str) -> Window | None:
        """The window of somebody who has questions in it; everybody opens theirs before anybody goes on."""
        if who not in self.windows:
            for each in EDITORS:
                self.opens(each)
        window = self.windows[who]
        return None if window.merging is not None else window

    def _new_word(self) -> str:
        self.words += 1
        return f"w{self.words}w"


def test_no_change_is_lost_that_nobody_was_shown(db: None, size: Callable[..., int], prove: Callable[..., None]):
    pairs, walks = size(short=20, full=10_000), size(short=8, full=60)
    Editing.tally = Tally()
    rounds = 0
    while Editing.tally.counted["stale"] < pairs and rounds < 1_000:
        try:
            _walk(walks)
        except AssertionError as lost:
            print(lost)
            _tell(prove, lost=1, enough=True)
        rounds += 1
    _tell(prove, lost=0, enough=Editing.tally.counted["stale"] >= pairs)


def _walk(walks: int) -> None:
    how = settings(
        max_examples=walks, stateful_step_count=40, deadline=None, database=None,
        phases=[Phase.generate],  # the first walk that fails is told at once: shortening it takes many minutes
        suppress_health_check=list(HealthCheck), print_blob=True,
    )  # fmt: skip
    # Each key of a deed is locked until its transaction ends; so many as in a long run are more than the server keeps.
    with transaction.atomic():
        run_state_machine_as_test(Editing, settings=how)  # type: ignore[no-untyped-call]
        transaction.set_rollback(True)


def _tell(prove: Callable[..., None], *, lost: int, enough: bool) -> None:
    told = Editing.tally.counted
    prove(
        "P8",
        "stale edits",
        figure=f"{lost} lost of {told['stale']:,} edits on a version somebody had replaced ({told['acknowledged']:,} "
        f"acknowledged, {told['merges']:,} merges, {told['drafts']:,} drafts that came back)",
        goal="0 lost",
        holds=enough and not lost,
    )
