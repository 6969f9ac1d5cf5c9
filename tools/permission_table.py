"""The permission table as a page: `python tools/permission_table.py write`.

The same rows that open and close the doors, so the page cannot say anything else than what holds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "permission-table.md"

DOORS = {
    "public": "anybody",
    "signed_in": "anybody who has signed in",
    "any_role": "somebody with the role in some place now",
    "unit": "somebody with the role in the unit of the address now",
    "patient": "as unit, and the patient is one the unit treats (or a ground has been given)",
    "device": "an enrolled tablet with a session token",
    "link": "a personal link with a one-time code",
}
ACTIONS = {"read": "GET", "form": "GET, POST", "write": "POST"}


def page() -> str:
    """The whole page, in markdown."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgang.web.config.settings")
    os.environ.setdefault("MEDGANG_PROFILE", "test")
    import django

    django.setup()
    from medgang.core.people import Role
    from medgang.core.people.roles import CLINICAL_ROLES
    from medgang.web.accounts.routes import table
    from tests.support.resolver import addresses

    patterns = {address.name: address.pattern for address in addresses()}

    def roles(held: frozenset[Role]) -> str:
        if held == CLINICAL_ROLES:
            return "*clinical roles*"
        return ", ".join(role.value for role in Role if role in held) or "–"

    lines = [
        "# The permission table",
        "",
        "Made by `make pages` from the rows that open the doors (`src/medgang/web/config/routes.py`). A test fails",
        "when it is stale, and another when an address of the site has no row. What has no row does not open.",
        "",
        "## Doors",
        "",
        *(f"- **{door}**: {words}" for door, words in DOORS.items()),
        "",
        "*Clinical roles*: " + ", ".join(role.value for role in Role if role in CLINICAL_ROLES) + ".",
        "",
        "A unit's page asked for by somebody who is nothing there is a 404 and a logged refusal; without the role it",
        "is a 403 and a logged refusal. «Before ready» pages open while the password is temporary or the code app",
        "missing.",
        "",
        "## Routes",
        "",
        "| route | address | methods | door | roles | purpose | before ready |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, route in sorted(table().items()):
        cells = (
            f"`{name}`",
            f"`/{patterns.get(name, '?')}`",
            ACTIONS[route.action.value],
            route.door.value,
            roles(route.roles),
            (route.purpose.value if route.purpose else "–") + (" (asked)" if route.asks_purpose else ""),
            "yes" if route.before_ready else "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is stale."""
    if arguments == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
