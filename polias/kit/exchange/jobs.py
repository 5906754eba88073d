"""What the worker does for the exchange by the clock: deliver, fetch, act, tell people, compare the day, forget."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="kit.exchange", lock="kit.exchange")
def exchange(timestamp: int) -> None:
    """Deliver what waits, fetch what partners have for us, and act on it; nothing at all where there is no partner."""
    from polias.kit.exchange.inbox import collect, handle_waiting
    from polias.kit.exchange.outbox import deliver_everything
    from polias.kit.exchange.partners import partners

    for partner in partners():
        deliver_everything(partner)
        collect(partner)
    if partners():
        handle_waiting()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="kit.exchange.alarms", lock="kit.exchange.alarms")
def raise_alarms(timestamp: int) -> None:
    """Every five minutes: a task for whoever must know of a message that is late or that no partner takes."""
    from polias.kit.exchange.alarms import alarm_for_messages

    alarm_for_messages()


@app.periodic(cron="41 2-8 * * *")
@app.task(queueing_lock="kit.exchange.reconcile", lock="kit.exchange.reconcile")
def compare_the_day(timestamp: int) -> None:
    """Each morning, and each hour of it while a partner does not answer: compare the days with the partner's lists."""
    from polias.kit.exchange.partners import partners
    from polias.kit.exchange.reconcile import reconcile_what_is_due

    for partner in partners():
        reconcile_what_is_due(partner)


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="kit.exchange.forget")
def forget_old_messages(timestamp: int) -> None:
    """Once a night: bodies that nobody needs any more, and later what is known of their messages."""
    from polias.kit.exchange.forgetting import forget

    forget()
