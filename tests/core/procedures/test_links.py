"""Links as they were meant, without wrappers, trackers or anybody's address."""

from __future__ import annotations

import pytest

from medgang.content.schemas.procedures import shipped_procedures
from medgang.core.errors import InvalidValue
from medgang.core.procedures import clean_link

WRAPPED = (
    "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpsykiskhelse.no%2Fkurs%2Ffilm%2F"
    "&data=05%7C01%7Csome.body%40example.org%7Cc2f62b0e&sdata=R8uTXI1f8&reserved=0"
)


@pytest.mark.requirement("R255")
def test_a_mail_safe_wrapper_is_taken_off_and_nobodys_address_is_left():
    assert clean_link(WRAPPED) == "https://psykiskhelse.no/kurs/film/"


@pytest.mark.requirement("R255")
@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (
            "https://www.rusfeltet.no/a.html?utm_source=x&fbclid=1&page=2#top",
            "https://www.rusfeltet.no/a.html?page=2#top",
        ),
        ("https://EXAMPLE.org/a?mail=a@b.no", "https://example.org/a"),
        ("https://example.org/a?mail=a%40b.no#to@me", "https://example.org/a"),
        ("https://www.google.com/search?q=trening", "https://www.google.com/search?q=trening"),
        ("https://www.google.com/url?q=https://example.org/b", "https://example.org/b"),
        (" https://example.org ", "https://example.org"),
    ],
)
def test_trackers_go_and_the_rest_stays(url: str, clean: str):
    assert clean_link(url) == clean


def test_wrapped_in_itself_more_often_than_anybody_would():
    url = "https://example.org/x"
    for _ in range(4):
        from urllib.parse import quote

        url = f"https://www.google.com/url?q={quote(url, safe='')}"
    assert clean_link(url) == "https://example.org/x"
    six = "https://example.org/x"
    for _ in range(6):
        six = f"https://www.google.com/url?q={quote(six, safe='')}"
    assert clean_link(six).startswith("https://www.google.com/")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org", "procedures.not_a_link"),
        ("bare ord", "procedures.not_a_link"),
        ("https://me@example.org/", "procedures.link_with_person"),
        ("https://example.org/me%40x", "procedures.link_with_person"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(url: str, code: str):
    with pytest.raises(InvalidValue) as caught:
        clean_link(url)
    assert caught.value.code == code


@pytest.mark.requirement("R090", "R091")
def test_the_knowledge_bank_links_of_the_shipped_procedure_are_clean():
    steps = shipped_procedures()["tsb-physical-activity"].procedure.steps
    urls = [link.url for one in steps for link in one.links]
    assert len(urls) >= 3
    for url in urls:
        assert clean_link(url) == url
