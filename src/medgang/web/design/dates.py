"""Days, clock times and numbers as people write them here: «fre. 20. nov. kl. 07.40», «7,5», «12 400»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """The names of days and months, short and long, beginning with Monday and January."""

    days: tuple[str, ...]
    long_days: tuple[str, ...]
    months: tuple[str, ...]
    long_months: tuple[str, ...]


WORDS: dict[str, Words] = {
    "nb": Words(
        ("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
        ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
        (
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ),
    ),
    "nn": Words(
        ("mån.", "tys.", "ons.", "tor.", "fre.", "laur.", "søn."),
        ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
        ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
        (
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ),
    ),
    "en": Words(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    ),
}


def words_of(lang: str) -> Words:
    """The names in `lang`; bokmål for a language we do not have."""
    return WORDS.get(lang, WORDS["nb"])


def day(value: date, lang: str, *, with_year: bool = False, long: bool = False) -> str:
    """«fre. 20. nov.», with the year where asked; long: «fredag 20. november»."""
    words = words_of(lang)
    weekday = (words.long_days if long else words.days)[value.weekday()]
    month = (words.long_months if long else words.months)[value.month - 1]
    dot = "" if lang == "en" else "."
    year = f" {value.year}" if with_year else ""
    return f"{weekday} {value.day}{dot} {month}{year}"


def clock(value: time | datetime, lang: str) -> str:
    """«07.40»; in English «07:40»."""
    return f"{value.hour:02d}{':' if lang == 'en' else '.'}{value.minute:02d}"


def moment(value: datetime, lang: str, *, with_year: bool = False, long: bool = False) -> str:
    """«fre. 20. nov. kl. 07.40». `value` is already in the zone it is to be read in."""
    at = "at" if lang == "en" else "kl."
    return f"{day(value.date(), lang, with_year=with_year, long=long)} {at} {clock(value, lang)}"


def number(value: float | Decimal, lang: str, decimals: int | None = None) -> str:
    """«7,5», «12 400» (with a space that does not break); in English «7.5», «12,400». Minus is a real minus."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "\u2212" if exact < 0 else ""
    whole, _, part = f"{abs(exact):f}".partition(".")
    # Four figures stand together, five and more in threes: 1200, but 12 400.
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "," if lang == "en" else "\u00a0")
    return sign + whole + (f"{'.' if lang == 'en' else ','}{part}" if part else "")
