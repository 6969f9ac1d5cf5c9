"""Links as they were meant: out of mail-safe wrappers, without trackers or anybody's address."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from medgang.core.errors import InvalidValue

_WRAPPERS = (
    (".safelinks.protection.outlook.com", "url"),
    ("urldefense.com", "u"),
    ("www.google.com", "q"),
    ("l.facebook.com", "u"),
    ("lnkd.in", "url"),
)
_TRACKERS = frozenset(
    {
        "fbclid",
        "gclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "_hsenc",
        "_hsmi",
        "yclid",
        "dclid",
        "data",
        "sdata",
    }
)


def clean_link(url: str) -> str:
    """The address itself. Refused when it is not http(s), or when a person's address is part of the place itself."""
    found = url.strip()
    for _ in range(5):  # a link can be wrapped more than once, never endlessly
        inner = _unwrapped(found)
        if inner is None:
            break
        found = inner
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidValue("procedures.not_a_link")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKERS and not name.lower().startswith("utm_") and "@" not in unquote(value)
    ]
    fragment = "" if "@" in unquote(parts.fragment) else parts.fragment
    if "@" in unquote(parts.netloc) or "@" in unquote(parts.path):
        raise InvalidValue("procedures.link_with_person")
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(kept), fragment))


def _unwrapped(url: str) -> str | None:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    for wrapper, name in _WRAPPERS:
        if host == wrapper or (wrapper.startswith(".") and host.endswith(wrapper)):
            inner = dict(parse_qsl(parts.query)).get(name, "")
            if inner.startswith(("http://", "https://")):
                return inner
    return None
