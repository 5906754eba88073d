"""A pseudonym is the same for the same person here, and tells nothing without the key."""

from uuid import UUID

from polias.kit.datasets.pseudonyms import key_mark, pseudonym

AMINA = str(UUID(int=7))


def test_one_person_has_one_name_in_a_force_and_another_in_another():
    assert pseudonym("northshire", AMINA) == pseudonym("northshire", AMINA)
    assert pseudonym("northshire", AMINA) != pseudonym("eastmoor", AMINA)
    assert pseudonym("northshire", AMINA) != pseudonym("northshir", f"e{AMINA}"), "parts cannot run into each other"
    assert AMINA not in pseudonym("northshire", AMINA)


def test_another_installation_names_everybody_otherwise_and_says_that_its_key_is_another(settings):
    here, mark = pseudonym("northshire", AMINA), key_mark()
    settings.POLIAS_PSEUDONYM_KEY = "another installation's key"
    assert pseudonym("northshire", AMINA) != here
    assert key_mark() != mark
    assert pseudonym("northshire", AMINA) != key_mark()


def test_a_new_secret_for_sessions_renames_nobody(settings):
    """What is published outlives a secret that is changed because a session was stolen."""
    here, mark = pseudonym("northshire", AMINA), key_mark()
    settings.SECRET_KEY = "a new secret for sessions"
    assert (pseudonym("northshire", AMINA), key_mark()) == (here, mark)
