"""The addresses of the portal. None of them says who somebody is or why: only ids and neutral words."""

from django.urls import path

from medgang.web.portal.views import diary, follow, gate, own, sharing, staff

app_name = "portal"

_LINKS = "enhet/<uuid:unit>/pasienter/<uuid:patient>/lenker/"

urlpatterns = [
    path("l/<slug:key>/", gate.open_link, name="open"),
    path("l/<slug:key>/kode/", gate.send_code, name="send_code"),
    path("mitt/lukket/", gate.closed, name="closed"),
    path("mitt/ut/", gate.leave, name="leave"),
    path("mitt/", own.home, name="home"),
    path("mitt/bok/", diary.listing, name="diary"),
    path("mitt/bok/ny/", diary.new, name="diary_new"),
    path("mitt/bok/<uuid:entry>/", diary.entry, name="diary_entry"),
    path("mitt/bok/<uuid:entry>/del/", diary.share, name="diary_share"),
    path("mitt/bok/<uuid:entry>/ta-tilbake/", diary.take_back, name="diary_take_back"),
    path("mitt/bok/<uuid:entry>/slett/", diary.delete, name="diary_delete"),
    path("mitt/mal/", own.goals, name="goals"),
    path("mitt/tester/", own.tests, name="tests"),
    path("mitt/logg/", own.log, name="log"),
    path("mitt/ja/", sharing.consents, name="consents"),
    path("mitt/deling/", sharing.helpers, name="helpers"),
    path("mitt/deling/<uuid:link>/", sharing.share, name="helper_share"),
    path("mitt/deling/<uuid:link>/stopp/", sharing.stop, name="helper_stop"),
    path("mitt/ring/", own.ring, name="ring"),
    path("mitt/ta-med/", own.take_along, name="take_along"),
    path("mitt/ta-med/fil/", own.file, name="file"),
    path("folge/", follow.page, name="follow"),
    path("folge/mote/", follow.meeting, name="meeting"),
    path(_LINKS, staff.links, name="links"),
    path(f"{_LINKS}ny/", staff.new, name="link_new"),
    path(f"{_LINKS}<uuid:link>/ny/", staff.renew, name="link_renew"),
    path(f"{_LINKS}<uuid:link>/kode/", staff.code, name="link_code"),
    path(f"{_LINKS}<uuid:link>/avslutt/", staff.end, name="link_end"),
    path(f"{_LINKS}bok/", staff.diary_paper, name="diary_paper"),
]
