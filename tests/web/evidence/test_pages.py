"""The pages of a review, through the client: the door, import, duplicates, screening, flow, results."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from medgang.core.literature.flow import State
from medgang.core.literature.protocol import Role as Part
from medgang.core.people import Role
from medgang.web.accounts.models import Person
from medgang.web.evidence import selectors
from medgang.web.evidence.models import DecisionRow, RecordRow, Review
from medgang.web.evidence.services import reviews
from tests.support import people, resolver
from tests.support import review as made_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.page]


@pytest.fixture
def house() -> people.House:
    return people.house()


@pytest.fixture
def lead(house: people.House) -> Person:
    return people.person("Berit Bok", Role.LIBRARIAN, house.ward)


@pytest.fixture
def screeners(house: people.House) -> list[Person]:
    return [
        people.person(name, Role.RESEARCHER, house.ward) for name in ("Siv Sil", "Sjur Sil", "Arne Arbiter")
    ]


@pytest.fixture
def review(lead: Person, screeners: list[Person]) -> Review:
    found = made_up.begun(lead)
    for person, part in zip(screeners, (Part.SCREENER, Part.SCREENER, Part.ARBITER), strict=True):
        reviews.add_member(
            review=found,
            person=person,
            part=part,
            conflicts="ingen",
            by=people.actor(lead, Role.LIBRARIAN),
            now=found.created,
        )
    return found


def url(name: str, review: Review, **more: object) -> str:
    return reverse(f"evidence:{name}", kwargs={"review": review.uid, **more})


def upload(client: Client, review: Review, name: str, data: bytes, database: str) -> str:
    answer = client.post(
        url("import", review),
        {"file": SimpleUploadedFile(name, data), "database": database, "route": "database", "searched": ""},
        follow=True,
    )
    assert answer.status_code == 200
    return answer.content.decode()


def say(client: Client, review: Review, answer: str, reason: str = "", *, page: str = "screen") -> RecordRow:
    """Answer on the record that is shown."""
    shown = client.get(url(page, review))
    record = shown.context["form"].initial["record"]
    sent = {"record": record, "idempotency_key": uuid4(), "answer": answer, "reason": reason, "note": ""}
    answered = client.post(url(page, review), sent)
    assert answered.status_code == 302, answered.content.decode()
    return RecordRow.objects.get(uid=record)


@pytest.mark.requirement("R001", "R022")
def test_a_review_begins_with_its_question_and_where_one_has_looked(lead: Person) -> None:
    client = people.signed_in(lead)
    sent = {
        "title": "Gange og russug",
        "kind": "pico",
        "q_population": "voksne i rusbehandling",
        "q_intervention": "gange",
        "q_outcome": "russug",
        "screeners_needed": "2",
    }
    refused = client.post(reverse("evidence:new"), sent)
    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {"existing_searched"}
    incomplete = client.post(
        reverse("evidence:new"), {**sent, "q_population": "", "existing_searched": "Ingen funnet"}
    )
    assert "mangler hvem det gjelder" in incomplete.content.decode()
    begun = client.post(
        reverse("evidence:new"), {**sent, "existing_searched": "Helsebiblioteket: ingen"}, follow=True
    )
    text = begun.content.decode()
    assert "voksne i rusbehandling" in text
    assert "Helsebiblioteket: ingen" in client.get(url("protocol", Review.objects.get())).content.decode()


def test_a_stranger_does_not_find_the_review(house: people.House, review: Review, lead: Person) -> None:
    stranger = people.signed_in(people.person("Frida Fremmed", Role.LIBRARIAN, house.ward))
    for name in ("review", "screen", "flow", "import", "members"):
        assert stranger.get(url(name, review)).status_code == 404
    assert review.title not in stranger.get(reverse("evidence:list")).content.decode()
    assert review.title in people.signed_in(lead).get(reverse("evidence:list")).content.decode()


def test_who_left_no_longer_finds_it_and_the_answers_stand(
    review: Review, lead: Person, screeners: list[Person]
) -> None:
    boss, siv = people.signed_in(lead), people.signed_in(screeners[0])
    upload(boss, review, "m.ris", made_up.ris(0, 1), "Medline")
    say(siv, review, "include")
    member = review.members.get(person=screeners[0])
    boss.post(url("end_member", review, participant=member.uid))
    assert siv.get(url("review", review)).status_code == 404
    assert DecisionRow.objects.filter(screener=screeners[0]).count() == 1
    alone = review.members.get(person=lead, part=Part.LEAD.value)
    refused = boss.post(url("end_member", review, participant=alone.uid), follow=True)
    assert "må ha en leder" in refused.content.decode()


@pytest.mark.requirement("R013")
def test_import_says_what_it_could_not_read_and_the_same_file_changes_nothing(
    review: Review, lead: Person
) -> None:
    client = people.signed_in(lead)
    first = upload(client, review, "m.ris", made_up.ris(0, 1) + b"ukjent linje\n", "Medline")
    assert "2 nye poster er lest inn" in first
    assert "linje 28" in first
    again = upload(client, review, "m2.ris", made_up.ris(0, 1) + b"ukjent linje\n", "Medline")
    assert "Ingenting er endret" in again
    longer = upload(client, review, "m3.ris", made_up.ris(0, 1, 2), "Medline")
    assert "1 ny post er lest inn" in longer
    assert review.records.count() == 3
    nothing = client.post(
        url("import", review),
        {"file": SimpleUploadedFile("x.bin", b"\x00\x01\x02"), "database": "x", "route": "database"},
    )
    assert "formatet er ukjent" in nothing.content.decode()


@pytest.mark.requirement("R013")
def test_duplicates_are_joined_with_reasons_and_undone(review: Review, lead: Person) -> None:
    client = people.signed_in(lead)
    upload(client, review, "m.ris", made_up.ris(0, 1, 2), "Medline")
    upload(client, review, "e.ris", made_up.ris(0, 3, name="E"), "Embase")
    page = client.post(url("find_duplicates", review), follow=True).content.decode()
    assert "1 post er dublett av en annen" in page
    assert "DOI: lik" in page
    assert "Medline" in page
    assert "Embase" in page
    pair = review.pairs.get(verdict="merged")
    client.post(url("judge_pair", review, pair=pair.uid), {"verdict": "apart"})
    assert not review.records.filter(duplicate_of__isnull=False).exists()
    # what a person has said stands, also when one looks again
    client.post(url("find_duplicates", review))
    assert not review.records.filter(duplicate_of__isnull=False).exists()


@pytest.mark.requirement("R003", "R009", "R014", "R015")
def test_two_screeners_an_arbiter_full_text_and_the_flow(
    review: Review, lead: Person, screeners: list[Person]
) -> None:
    boss = people.signed_in(lead)
    siv, sjur, arne = (people.signed_in(one) for one in screeners)
    upload(boss, review, "m.ris", made_up.ris(0, 1, 2), "Medline")
    upload(boss, review, "e.ris", made_up.ris(0, name="E"), "Embase")
    boss.post(url("find_duplicates", review))
    shown = siv.get(url("screen", review)).content.decode()
    assert "measures craving" in shown
    assert "tobacco only" in shown
    wanted = {0: "include", 1: "exclude", 2: "exclude"}
    position = {row.title: place for place, row in enumerate(selectors.kept(review).order_by("id"))}
    for _ in range(3):
        record = siv.get(url("screen", review)).context["card"].row
        say(siv, review, wanted[position[record.title]])
    # blind: the other sees no answer, and nobody who still has records gets the others' answers in a file
    assert "Siv Sil" not in sjur.get(url("screen", review)).content.decode()
    assert "Siv Sil" not in sjur.get(url("export", review, export="csv")).content.decode()
    for _ in range(3):
        record = sjur.get(url("screen", review)).context["card"].row
        say(sjur, review, "exclude" if position[record.title] == 2 else "maybe")
    assert "Ingenting venter på deg her" in sjur.get(url("screen", review)).content.decode()
    conflict = selectors.conflicts(review, selectors.Stage.TITLE).get()
    assert position[conflict.title] == 1
    page = arne.get(url("conflicts", review)).content.decode()
    assert "Siv Sil" in page
    sent = {
        "record": conflict.uid,
        "stage": "title",
        "idempotency_key": uuid4(),
        "answer": "include",
        "reason": "",
        "note": "",
    }
    assert siv.post(url("conflicts", review), sent).status_code == 403
    assert arne.post(url("conflicts", review), sent).status_code == 302
    progress = boss.get(url("progress", review)).content.decode()
    assert "PABAK" in progress
    assert "heuristikk" in progress
    # full text: a reason from the list, then the flow adds up
    refused = siv.post(
        url("full_text", review),
        {"record": conflict.uid, "idempotency_key": uuid4(), "answer": "exclude", "reason": "", "note": ""},
    )
    assert "Velg grunnen" in refused.content.decode()
    for client in (siv, sjur):
        for _ in range(2):
            record = client.get(url("full_text", review)).context["card"].row
            out = record == conflict
            say(
                client,
                review,
                "exclude" if out else "include",
                "no-craving-measured" if out else "",
                page="full_text",
            )
    flow, states = selectors.flow(review)
    assert flow.databases.identified.value == 4
    assert flow.databases.duplicates.value == 1
    assert flow.databases.screened.value == 3
    assert flow.databases.excluded.value == 1
    assert flow.databases.reasons["no craving measured"].value == 1
    assert flow.reports.value == 1
    assert states[State.INCLUDED] == 1
    drawn = boss.get(url("flow", review)).content.decode()
    assert "går ikke opp" not in drawn
    table = boss.get(url("export", review, export="csv")).content.decode()
    assert "Siv Sil: title" in table
    assert "no-craving-measured" in table
    assert "ER  - " in boss.get(url("export", review, export="ris")).content.decode()
    assert boss.get(url("export", review, export="flyt")).content.startswith(b"<svg")
    assert boss.get(url("export", review, export="annet")).status_code == 404
    assert "Walking groups" in boss.get(url("appraisals", review)).content.decode()


def test_one_press_is_stored_once(review: Review, lead: Person, screeners: list[Person]) -> None:
    upload(people.signed_in(lead), review, "m.ris", made_up.ris(0, 1), "Medline")
    client = people.signed_in(screeners[0])
    record = client.get(url("screen", review)).context["card"].row
    sent = {"record": record.uid, "idempotency_key": uuid4(), "answer": "include", "reason": "", "note": ""}
    client.post(url("screen", review), sent)
    client.post(url("screen", review), sent)
    assert DecisionRow.objects.count() == 1
    assert people.signed_in(lead).post(url("screen", review), sent).status_code == 403


def test_not_retrieved_and_stopping_count_as_prisma_has_it(
    review: Review, lead: Person, screeners: list[Person]
) -> None:
    boss = people.signed_in(lead)
    review.screeners_needed = 1
    review.save()
    upload(boss, review, "m.ris", made_up.ris(0, 1, 2), "Medline")
    siv = people.signed_in(screeners[0])
    say(siv, review, "include")
    say(siv, review, "not-retrieved", page="full_text")
    assert siv.post(url("stop", review)).status_code == 403
    boss.post(url("stop", review))
    flow, states = selectors.flow(Review.objects.get())
    assert states[State.AUTOMATION] == 2
    assert flow.databases.not_retrieved.value == 1
    # new records void what was promised
    upload(boss, review, "n.ris", made_up.ris(4), "Medline")
    assert Review.objects.get().stopped is None


@pytest.mark.requirement("R003")
def test_changed_criteria_list_what_to_screen_again(
    review: Review, lead: Person, screeners: list[Person]
) -> None:
    boss = people.signed_in(lead)
    upload(boss, review, "m.ris", made_up.ris(2), "Medline")
    for one in screeners[:2]:
        say(people.signed_in(one), review, "exclude", "tobacco-only")
    sent = {
        "include": "adults in treatment\nmeasures craving",
        "exclude": "no craving measured",
        "reason": "",
    }
    assert "hvorfor kriteriene endres" in boss.post(url("criteria", review), sent).content.decode()
    page = boss.post(url("criteria", review), {**sent, "reason": "Røyk er med"}, follow=True).content.decode()
    assert "Bør siles igjen" in page
    assert "Tobacco and running" in page
    assert [one.version for one in selectors.criteria_versions(review)] == [1, 2]


@pytest.mark.requirement("R035")
def test_a_colleague_of_the_trust_is_found_and_one_of_another_is_not(
    review: Review, lead: Person, house: people.House
) -> None:
    client = people.signed_in(lead)
    near = people.person("Nils Nabo", Role.PSYCHOLOGIST, house.detox)
    people.person("Nina Nabo", Role.PSYCHOLOGIST, house.stranger_ward)
    found = client.post(url("colleagues", review), {"text": "nabo"}).json()["results"]
    assert [one["label"] for one in found] == ["Nils Nabo"]
    sent = {"person": "", "person_text": "Nils Nabo", "part": "extractor", "conflicts": "ingen"}
    form = client.get(url("members", review)).context["form"]
    widget = form.fields["person"].widget
    names = {
        "person": str(near.uid),
        "person_0": str(near.uid),
        "person_1": "Nils Nabo",
        "person_value": str(near.uid),
    }
    assert widget is not None
    silent = client.post(url("members", review), {**sent, **names, "conflicts": ""})
    assert silent.context["form"].errors.keys() == {"conflicts"}
    client.post(url("members", review), {**sent, **names, "pre_understanding": "tidligere trener"})
    assert "tidligere trener" in client.get(url("members", review)).content.decode()
    assert selectors.parts_of(review, near.pk) == {Part.EXTRACTOR}


@pytest.mark.requirement("R200")
def test_a_table_is_pooled_into_a_forest_plot(review: Review, lead: Person) -> None:
    client = people.signed_in(lead)
    sent = {"outcome": "Russug", "measure": "smd", "method": "reml", "table": made_up.TABLE}
    page = client.post(url("pooling", review), sent, follow=True).content.decode()
    assert "Ask 2014" in page
    assert "<svg" in page
    assert review.tables.get().answer["blocks"][0]["k"] == 3
    both = made_up.TABLE.replace("n2i\n", "n2i,analysis_set\n").replace(",21\n", ",21,itt\n")
    both = both.replace(",31\n", ",31,itt\n").replace(",18\n", ",18,itt\n")
    both += "Ask 2014,11,4,15,14.9,4.4,16,completers\nBerg 2016,10,4,20,12.1,4.1,21,completers\n"
    both += "Dahl 2018,9,4,12,9.8,4.2,12,completers\n"
    page = client.post(url("pooling", review), {**sent, "table": both}, follow=True).content.decode()
    assert "intention-to-treat" in page.lower()
    assert "fullførte" in page.lower()
    wrong = client.post(url("pooling", review), {**sent, "table": "study,yi\nAsk,1\n"}).content.decode()
    assert "n1i" in wrong


@pytest.mark.requirement("R023")
def test_a_study_is_read_with_a_checklist(review: Review, lead: Person, screeners: list[Person]) -> None:
    boss = people.signed_in(lead)
    review.screeners_needed = 1
    review.save()
    upload(boss, review, "m.ris", made_up.ris(0), "Medline")
    siv = people.signed_in(screeners[0])
    row = say(siv, review, "include")
    say(siv, review, "include", page="full_text")
    address = url("appraise", review, record=row.uid, checklist="casp-qualitative")
    fields = [name for name in siv.get(address).context["form"].fields if name.startswith("a")]
    items = siv.get(address).context["form"].items
    sent = {f"a{place}": ("Bra" if free else "yes") for place, (_, _, free) in enumerate(items)}
    assert len(fields) == len(items)
    page = siv.post(address, sent, follow=True).content.decode()
    assert "uten begrunnelse" in page
    assert siv.get(url("appraise", review, record=row.uid, checklist="finnes-ikke")).status_code == 404


@pytest.mark.requirement("R009", "R010")
def test_a_reported_review_shows_what_its_source_prints(lead: Person) -> None:
    client = people.signed_in(lead)
    craving = client.get(reverse("evidence:worked", kwargs={"worked": "trening-og-russug"})).content.decode()
    assert "487 − 12" in craving
    assert "ikke oppgitt" in craving
    assert "Det er ikke et antall poster" in craving
    activity = client.get(
        reverse("evidence:worked", kwargs={"worked": "opplevelse-av-aktivitet"})
    ).content.decode()
    assert "188" in activity
    assert client.get(reverse("evidence:worked", kwargs={"worked": "finnes-ikke"})).status_code == 404


def test_a_dated_change_of_the_protocol_needs_its_reason(review: Review, lead: Person) -> None:
    client = people.signed_in(lead)
    sent = {"registration": "OSF 1", "updates_review": "", "what": "Lagt til svømming", "why_changed": ""}
    assert "og hvorfor" in client.post(url("protocol", review), sent).content.decode()
    page = client.post(
        url("protocol", review), {**sent, "why_changed": "Vanlig her"}, follow=True
    ).content.decode()
    assert "Lagt til svømming" in page
    assert "OSF 1" in page


def test_every_page_opens_with_markup_in_its_names(house: people.House, lead: Person) -> None:
    made_up.made(lead, markup=resolver.MARKUP)
    client = people.signed_in(lead)
    places = resolver.VALUES
    from medgang.web.accounts.routes import Action, table

    for address in resolver.addresses():
        if not address.name.startswith("evidence:") or table()[address.name].action is Action.WRITE:
            continue
        kwargs = {name: places[name](None) for name in address.parameters}  # type: ignore[arg-type]
        answer = client.get(reverse(address.name, kwargs=kwargs))
        assert answer.status_code == 200, address.name
        text = answer.content.decode()
        if answer["Content-Type"].startswith("text/html"):
            assert "<script>alert(1)" not in text, address.name
            assert "\"'onx=" not in text, address.name
