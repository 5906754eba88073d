"""The tables of exchange: what goes out, what comes in, the bodies of both, and how each day compared."""

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7


class Payload(models.Model):
    """The body of messages, named by the SHA-256 of its text: one row however many partners are sent it."""

    hash = models.CharField(max_length=64, primary_key=True)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)


class Outgoing(models.Model):
    """One message to one partner, made in the transaction of the deed it tells of.

    States: waiting until the partner has acknowledged it; acknowledged; dead when the partner has answered too often
    with something else, until somebody sends it again; given up, with words why. ``refusals`` counts such answers,
    ``tries`` every sending. Not partitioned: docs/decisions/0010 says why.
    """

    WAITING, ACKNOWLEDGED, DEAD, GIVEN_UP = "waiting", "acknowledged", "dead", "given up"
    OPEN = (WAITING, DEAD)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.CharField(max_length=30)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True, help_text="Messages about one subject arrive in order.")
    payload_hash = models.CharField(max_length=64)
    force_id = models.IntegerField(help_text="The force that sends, whose people are told when it goes wrong.")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=WAITING)
    tries = models.IntegerField(default=0)
    refusals = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partner", "next_at"], condition=models.Q(state="waiting"), name="outgoing_due"),
            models.Index(
                fields=["partner", "subject", "id"],
                condition=models.Q(state__in=("waiting", "dead")) & ~models.Q(subject=""),
                name="outgoing_in_order",
            ),
            models.Index(fields=["partner", "created_at"], name="outgoing_by_day"),
        ]


class Incoming(models.Model):
    """One message from a partner, kept once however often it came; acknowledged when this row is committed.

    States: waiting until it has been acted on; handled; dead when that failed too often, until somebody has it acted on
    again; dropped, with words why.
    """

    WAITING, HANDLED, DEAD, DROPPED = "waiting", "handled", "dead", "dropped"
    OPEN = (WAITING, DEAD)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.CharField(max_length=30)
    message_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    after = models.UUIDField(null=True, help_text="The partner's message that must be acted on before it.")
    payload_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(help_text="When the partner made it, by the partner's clock.")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=WAITING)
    refusals = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "message_id"], name="incoming_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="incoming_due"),
            models.Index(
                fields=["partner", "subject", "created_at", "message_id"],
                condition=models.Q(state__in=("waiting", "dead")) & ~models.Q(subject=""),
                name="incoming_in_order",
            ),
            models.Index(fields=["partner", "created_at"], name="incoming_by_day"),
        ]


class PartnerState(models.Model):
    """Whether a partner answers: after some silence in a row it is taken to be down and asked only now and then."""

    partner = models.CharField(max_length=30, primary_key=True)
    silences = models.IntegerField(default=0)
    down_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    last_acknowledged_at = models.DateTimeField(null=True)


class Reconciliation(models.Model):
    """One day compared with one partner's own list; compared again on the next days until nothing differs."""

    partner = models.CharField(max_length=30)
    day = models.DateField(help_text="UTC day on which the messages were made.")
    compared_at = models.DateTimeField()
    sent = models.IntegerField(help_text="Messages that we made for the partner on that day.")
    received = models.IntegerField(help_text="Messages of that day that we have from the partner.")
    sent_again = models.IntegerField(default=0, help_text="Acknowledged, and not on the partner's list.")
    settled = models.IntegerField(default=0, help_text="On the partner's list; only the acknowledgement was lost.")
    asked_again = models.IntegerField(default=0, help_text="On the partner's list of what it sent, and not here.")
    unexplained = models.IntegerField(default=0, help_text="Other body under one id, or known to one side only.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner", "day"], name="reconciled_once")]

    @property
    def agrees(self) -> bool:
        return not (self.sent_again or self.asked_again or self.unexplained)
