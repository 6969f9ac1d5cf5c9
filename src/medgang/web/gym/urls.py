"""The addresses of the gym."""

from django.urls import path

from medgang.web.gym.views import clock, plan, session

app_name = "gym"
ONE = "enhet/<uuid:unit>/okter/<uuid:session>/"
urlpatterns = [
    path("enhet/<uuid:unit>/okter/", plan.week, name="week"),
    path("enhet/<uuid:unit>/okter/ny/", plan.once, name="once"),
    path("enhet/<uuid:unit>/okter/oppsett/", plan.setup, name="setup"),
    path("enhet/<uuid:unit>/okter/oppsett/ny/<slug:what>/", plan.add, name="add"),
    path("enhet/<uuid:unit>/okter/oppsett/slutt/<uuid:fixture>/", plan.end_fixture, name="end_fixture"),
    path("enhet/<uuid:unit>/okter/oppsett/ut/<uuid:person>/", plan.leave_group, name="leave_group"),
    path(ONE, session.session, name="session"),
    path(f"{ONE}avlys/", session.cancel, name="cancel"),
    path(f"{ONE}apne/", session.open_roster, name="open"),
    path(f"{ONE}foring/", session.entry, name="entry"),
    path(f"{ONE}ferdig/", session.finish, name="finish"),
    path(f"{ONE}plass/<int:number>/", session.seat, name="seat"),
    path(f"{ONE}oktkort/", session.cards, name="cards"),
    path(f"{ONE}klokke/", clock.clock, name="clock"),
    path(f"{ONE}klokke/trykk/", clock.press, name="press"),
    path("enhet/<uuid:unit>/pasienter/<uuid:patient>/trening/", session.training, name="training"),
    path("kalender/<slug:token>.ics", plan.calendar, name="calendar"),
]
