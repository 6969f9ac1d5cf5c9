"""The words people read for links, sharing and meetings: bokmål msgids."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medgang.content.catalogue import N_
from medgang.core.people import Role
from medgang.core.timeline.details_after import Purpose, SupportKind
from medgang.web.portal.models import LinkKind, Outcome
from medgang.web.portal.sharing import Item

KINDS: Final[dict[LinkKind, Promise]] = {
    LinkKind.PATIENT: _("pasienten selv"),
    LinkKind.TRAINING_CONTACT: _("treningskontakt"),
    LinkKind.FITNESS_SPONSOR: _("treningsfadder"),
    LinkKind.ALUMNUS: _("tidligere pasient"),
}

ITEMS: Final[dict[Item, Promise]] = {
    Item.WEEK: _("uka mi: hva jeg har planlagt når"),
    Item.GOALS: _("målene mine"),
    Item.VICTORIES: _("det jeg har fått til"),
    Item.AFTER: _("hvor og når vi trener etterpå"),
    Item.CAUTIONS: _("hensynene vi har avtalt"),
}

OUTCOMES: Final[dict[Outcome, Promise]] = {
    Outcome.MET: _("vi møttes"),
    Outcome.NOT_MET: _("vi møttes ikke"),
    Outcome.MOVED: _("vi flyttet det"),
}

OWN_CONSENTS: Final[dict[Purpose, tuple[Promise, Promise]]] = {
    Purpose.MESSAGES: (
        _("E-post og SMS"),
        _("Lenke, koder og påminnelser. Uten ja får du dem på papir av enheten."),
    ),
    Purpose.CONTACT_AFTER: (
        _("Kontakt etter oppholdet"),
        _("Noen fra enheten tar kontakt på de tidspunktene dere har avtalt."),
    ),
    Purpose.QUALITY: (
        _("Kvalitetsarbeid"),
        _("Tallene dine, uten navn, er med når enheten ser på om tilbudet virker."),
    ),
    Purpose.RESEARCH: (
        _("Forskning"),
        _("Tallene dine, uten navn, kan brukes i forskning som er godkjent."),
    ),
    Purpose.STORY: (
        _("Sitater"),
        _("Ord du har sagt, kan vises til andre uten navnet ditt."),
    ),
    Purpose.ALUMNI: (
        _("Gruppe av tidligere pasienter"),
        _("Du kan bli invitert til treff og turer."),
    ),
}
"""Name and meaning of each purpose the patient says yes or no to here. Documentation of care rests on law."""

ROLES: Final[dict[LinkKind, Role]] = {
    LinkKind.TRAINING_CONTACT: Role.SUPPORT_PERSON,
    LinkKind.FITNESS_SPONSOR: Role.FITNESS_SPONSOR,
    LinkKind.ALUMNUS: Role.ALUMNUS,
}

PURPOSES: Final[dict[LinkKind, Purpose]] = {
    LinkKind.TRAINING_CONTACT: Purpose.TRAINING_CONTACT,
    LinkKind.FITNESS_SPONSOR: Purpose.FITNESS_SPONSOR,
    LinkKind.ALUMNUS: Purpose.ALUMNI,
}

SUPPORT: Final[dict[LinkKind, SupportKind]] = {
    LinkKind.TRAINING_CONTACT: SupportKind.TRAINING_CONTACT,
    LinkKind.FITNESS_SPONSOR: SupportKind.FITNESS_SPONSOR,
    LinkKind.ALUMNUS: SupportKind.ALUMNI_GROUP,
}

PAGES: Final[dict[str, str]] = {
    "portal:links": N_("listen over egne sider"),
    "portal:link_new": N_("en lenke til egne sider"),
    "portal:link_renew": N_("en lenke til egne sider"),
    "portal:link_code": N_("en engangskode til egne sider"),
    "portal:link_end": N_("slutten på en lenke"),
    "portal:diary_paper": N_("dagboka, fra papir"),
    "portal:follow": N_("det som er delt"),
    "portal:meeting": N_("om et møte"),
    "portal:visit": N_("sine egne sider"),
}
"""The pages as the access log names them."""
