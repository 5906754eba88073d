"""Files on records: added once, kept whole, seen by whoever sees the record, and each one handed out is logged."""

from __future__ import annotations

import hashlib
import json
import resource
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.access.sessions import as_system
from polias.kit.attachments.model import Attachment
from polias.kit.attachments.store import remove
from polias.kit.attachments.sweep import sweep
from polias.kit.attachments.tests.conftest import lying, made_older, send
from polias.kit.attachments.tests.corpus import harmless, picture
from polias.kit.audit.model import AuditRow
from polias.kit.idempotency.keys import forget_answers
from polias.kit.idempotency.model import IdempotencyRow
from polias.kit.record.types import record_types
from tests.architecture.makers import MAKERS, made

SHELF = picture("PNG")
HASH = hashlib.sha256(SHELF).hexdigest()
IN_ITS_PLACE = [f"{HASH[:2]}/{HASH[2:]}"]


@pytest.fixture
def crime(cast, store):
    return made("crime.reports", cast)[1]


def files(actor):
    with acting(actor):
        return list(Attachment.objects.order_by("added_at"))


def test_a_file_is_added_kept_under_its_hash_and_handed_out_as_it_came(cast, signed_in, crime, store):
    asha = signed_in("asha")
    answer = send(asha, crime.reference, "shelf.png", SHELF, about="The empty shelf")
    assert answer.headers["Location"] == f"{crime.url}#files"
    assert lying(store) == IN_ITS_PLACE
    assert (store / IN_ITS_PLACE[0]).stat().st_mode & 0o777 == 0o440
    page = asha.get(crime.url).content.decode()
    assert "The empty shelf" in page
    assert "64 by 48 points" in page
    [file] = files(cast("asha"))
    given = asha.get(file.url)
    assert b"".join(given.streaming_content) == SHELF
    assert given.headers["Content-Disposition"] == 'attachment; filename="shelf.png"'
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert given.headers["Cache-Control"] == "private, no-store"


def test_adding_is_in_the_history_and_handing_out_is_a_disclosure_with_name_and_hash(cast, signed_in, crime):
    asha = signed_in("asha")
    send(asha, crime.reference, "shelf.png", SHELF)
    [file] = files(cast("asha"))
    assert b"".join(asha.get(file.url).streaming_content) == SHELF
    with acting(cast("asha")):
        rows = AuditRow.objects.filter(record_id=crime.pk)
        assert rows.filter(verb="crime.reports.attach").count() == 1
        [out] = rows.filter(kind="disclosure")
    content = json.loads(out.content)
    assert (content["file"], content["sha256"], content["size_bytes"]) == ("shelf.png", HASH, str(len(SHELF)))
    page = asha.get(crime.url).content.decode()
    assert "File added" in page
    assert "took out shelf.png" in page


def test_a_form_sent_twice_adds_one_file_and_the_same_content_is_not_added_again(cast, signed_in, crime):
    asha, key = signed_in("asha"), str(uuid4())
    for _each in range(2):
        answer = send(asha, crime.reference, "shelf.png", SHELF, idempotency_key=key)
        assert answer.status_code == 302
    again = send(asha, crime.reference, "other name.png", SHELF)
    assert f"on {crime.reference} already, as shelf.png" in again.content.decode()
    assert len(files(cast("asha"))) == 1


def test_the_same_content_on_two_records_lies_once(cast, signed_in, crime, store):
    asha, person = signed_in("asha"), made("pole.people", cast)[1]
    send(asha, crime.reference, "shelf.png", SHELF)
    send(asha, person.reference, "again.png", SHELF)
    assert len(files(cast("asha"))) == 2
    assert lying(store) == IN_ITS_PLACE


@pytest.mark.parametrize(
    "sent",
    [
        ("page.svg", b"<svg/>", "Files of this kind are not taken"),
        ("page.png", SHELF + b"<script>", "holds something more after its end"),
        ("page.png", b"", "The file is empty"),
    ],
)
def test_a_refused_file_gets_one_sentence_and_leaves_nothing(cast, signed_in, crime, store, sent):
    name, content, words = sent
    answer = send(signed_in("asha"), crime.reference, name, content, about="What I typed")
    page = answer.content.decode()
    assert words in page
    assert "What I typed" in page
    assert (files(cast("asha")), lying(store)) == ([], [])


def test_a_file_beyond_the_limit_is_refused_in_one_sentence(cast, signed_in, crime, store, settings):
    settings.POLIAS_FILE_MB = 1
    answer = send(signed_in("asha"), crime.reference, "long.csv", b"a,b\n" * 400_000)
    assert "The file is larger than 1 MB. Send a smaller one" in answer.content.decode()
    assert lying(store) == []


def test_a_full_disk_is_said_in_one_sentence_and_leaves_no_half_file(cast, signed_in, crime, store):
    """A limit of the process on the size of files stands in for the disk: a write fails half way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    asha = signed_in("asha")
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        answer = send(asha, crime.reference, "long.csv", b"a,b\n" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (
        "There is no room left for files, so this one was not kept; the record is as it was." in answer.content.decode()
    )
    assert (files(cast("asha")), lying(store)) == ([], [])
    assert send(asha, crime.reference, "long.csv", b"a,b\n" * 100_000).status_code == 302


def test_nobody_adds_who_may_not_and_who_may_not_see_the_record_sees_no_file(cast, signed_in, crime, store):
    send(signed_in("asha"), crime.reference, "shelf.png", SHELF)
    [file] = files(cast("asha"))
    assert send(signed_in("fola"), crime.reference, "other.csv", b"a,b\n").status_code == 403
    assert b"".join(signed_in("fola").get(file.url).streaming_content) == SHELF
    # Carys sees the crime under the agreement, and adds nothing to another force's record.
    assert b"".join(signed_in("carys").get(file.url).streaming_content) == SHELF
    assert send(signed_in("carys"), crime.reference, "other.csv", b"a,b\n").status_code == 403
    for stranger in ("dev", "erin"):
        assert signed_in(stranger).get(file.url).status_code == 404
        assert send(signed_in(stranger), crime.reference, "other.csv", b"a,b\n").status_code == 404
    assert lying(store) == IN_ITS_PLACE


def test_who_has_not_signed_in_leaves_nothing_on_the_disk(client, crime, store):
    answer = send(client, crime.reference, "shelf.png", SHELF)
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert lying(store) == []


def test_a_file_sent_to_another_page_is_let_pass_unread(signed_in, crime, store):
    signed_in("asha").post("/pole/people/record", {"surname": SimpleUploadedFile("shelf.png", SHELF)})
    assert lying(store) == []


def test_a_file_that_is_no_longer_what_was_sent_in_is_not_handed_out(cast, signed_in, crime, store):
    asha = signed_in("asha")
    send(asha, crime.reference, "shelf.png", SHELF)
    [file], place = files(cast("asha")), store / IN_ITS_PLACE[0]
    place.chmod(0o640)
    place.write_bytes(SHELF.replace(b"IDAT", b"IDAX"))
    answer = asha.get(file.url)
    assert answer.status_code == 422
    assert "no longer what was sent in" in answer.content.decode()
    place.unlink()
    assert asha.get(file.url).status_code == 422


def test_a_file_is_taken_off_with_a_reason_and_swept_later(cast, signed_in, crime, store):
    asha, ben = signed_in("asha"), signed_in("ben")
    send(asha, crime.reference, "shelf.png", SHELF)
    [file] = files(cast("asha"))
    assert asha.post(f"{file.url}/take-off", {"reason": "Wrong crime."}).status_code == 403
    assert ben.post(f"{file.url}/take-off", {"reason": "Wrong crime."}).status_code == 302
    assert asha.get(file.url).status_code == 404
    assert "File taken off: shelf.png. Wrong crime." in asha.get(crime.url).content.decode()
    assert sweep() == 0
    assert lying(store) == IN_ITS_PLACE
    made_older(store, days=8)
    assert sweep() == 1
    assert lying(store) == []


def test_a_file_that_came_in_long_ago_lies_for_seven_days_after_it_is_taken_off(cast, signed_in, crime, store):
    ben = signed_in("ben")
    send(ben, crime.reference, "shelf.png", SHELF)
    made_older(store, days=30)
    [file] = files(cast("ben"))
    assert ben.post(f"{file.url}/take-off", {"reason": "Wrong crime."}).status_code == 302
    assert sweep() == 0
    assert lying(store) == IN_ITS_PLACE
    made_older(store, days=8)
    assert sweep() == 1


def test_a_file_whose_row_was_taken_off_while_the_sweep_began_is_left(store):
    place = store / "aa" / ("a" * 62)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"named until a moment ago")
    assert not remove("aa" + "a" * 62, older_than_seconds=60)
    assert place.exists()


def test_what_is_sent_again_takes_the_place_of_a_damaged_file_of_the_same_length(cast, signed_in, crime, store):
    asha = signed_in("asha")
    send(asha, crime.reference, "shelf.png", SHELF)
    [file], place = files(cast("asha")), store / IN_ITS_PLACE[0]
    place.chmod(0o640)
    place.write_bytes(SHELF.replace(b"IDAT", b"IDAX"))
    assert asha.get(file.url).status_code == 422
    other = made("crime.reports", cast)[1]
    send(asha, other.reference, "shelf.png", SHELF)
    assert b"".join(asha.get(file.url).streaming_content) == SHELF


def test_the_sweep_leaves_every_file_that_any_row_names(cast, signed_in, crime, store):
    for place in ("aa/" + "a" * 62, "incoming/half"):
        (store / place).parent.mkdir(parents=True, exist_ok=True)
        (store / place).write_bytes(b"left by a deed that was rolled back")
    send(signed_in("asha"), crime.reference, "shelf.png", SHELF)
    made_older(store, days=30)
    # Whoever sweeps: the owner's function sees every row, even where the sweep's own session sees none.
    assert sweep() == 1
    assert lying(store) == IN_ITS_PLACE


@pytest.mark.parametrize("type_name", MAKERS)
def test_every_type_of_record_holds_files(cast, signed_in, store, type_name):
    maker, record = made(type_name, cast)
    declared = record.record_type()
    roles = {role for role, verbs in declared.grants.items() if "attach" in verbs}
    assert roles, f"nobody may add a file to {declared.label_plural}"
    page = signed_in(maker).get(record.url).content.decode()
    assert f"/files/add/{record.reference}" in page
    assert send(signed_in(maker), record.reference, "notes.txt", b"Nothing.").status_code == 302
    assert "notes.txt" in signed_in(maker).get(record.url).content.decode()


def test_every_declared_type_is_tried_above():
    assert {t.name for t in record_types()} == set(MAKERS)


def test_a_file_taken_off_since_is_not_found_when_its_sending_is_repeated_a_day_later(cast, signed_in, crime, store):
    asha, base = signed_in("asha"), f"/api{crime.url}/files"

    def post():
        headers = {"Idempotency-Key": "once", "If-Match": f'"{crime.version}"'}
        return asha.post(base, {"file": SimpleUploadedFile("shelf.png", SHELF)}, headers=headers)

    assert post().status_code == 201
    [file] = files(cast("asha"))
    assert signed_in("ben").post(f"{file.url}/take-off", {"reason": "Wrong crime."}).status_code == 302
    two_days_ago = timezone.now() - timedelta(days=2)
    with acting(cast("asha")):
        assert IdempotencyRow.objects.filter(key="once").update(created_at=two_days_ago) == 1
    with as_system():
        assert forget_answers() == 1
    assert post().status_code == 404


def test_a_program_lists_sends_and_fetches_files(cast, signed_in, crime, store):
    asha, base = signed_in("asha"), f"/api{crime.url}/files"
    tag = f'"{crime.version}"'
    content, _found = harmless()["statement.pdf"]

    def post(key):
        sent = {"file": SimpleUploadedFile("statement.pdf", content), "about": "What the witness saw"}
        return asha.post(base, sent, headers={"Idempotency-Key": key, "If-Match": tag})

    first, again = post("k1"), post("k1")
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert (first.json()["pages"], first.json()["sha256"]) == (1, hashlib.sha256(content).hexdigest())
    assert post("k2").status_code == 412
    tag = first.headers["ETag"]
    assert post("k2").json()["type"] == "conflict"
    assert asha.get(base).json()["items"] == [first.json()]
    given = asha.get(first.headers["Location"])
    assert b"".join(given.streaming_content) == content
    assert given.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    drawing = {"file": SimpleUploadedFile("x.svg", b"<svg/>")}
    assert asha.post(base, drawing, headers={"Idempotency-Key": "k3"}).status_code == 428
    refused = asha.post(base, drawing, headers={"Idempotency-Key": "k3", "If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (422, "file-refused")
    assert signed_in("dev").get(base).status_code == 404
    assert asha.get(f"{base}/{uuid4()}").json()["type"] == "not-found"
