"""Addresses about help by agents: an activation that is followed, mandates, questions."""

from __future__ import annotations

from django.urls import URLPattern, path

from carnet.web.patient import helped, mandates, tickets

urlpatterns: list[URLPattern] = [
    path("activer/aide/", helped.helped, name="helped"),
    path("activer/aide/accepter", helped.agree, name="helped_agree"),
    path("activer/aide/arreter", helped.stop, name="helped_stop"),
    path("activer/aide/<slug:code>/", helped.helped_by_link, name="helped_by_link"),
    path("parametres/qui-m-aide/", mandates.who_helps, name="mandates"),
    path("parametres/qui-m-aide/<uuid:identifier>/accepter", mandates.agree, name="mandate_agree"),
    path("parametres/qui-m-aide/<uuid:identifier>/terminer", mandates.end, name="mandate_end"),
    path("parametres/qui-m-aide/<uuid:identifier>/mandat", mandates.scan, name="mandate_scan"),
    path("aide/demandes/", tickets.questions, name="tickets"),
    path("aide/demandes/<uuid:identifier>/", tickets.question, name="ticket"),
    path("aide/demandes/<uuid:identifier>/clore", tickets.close, name="ticket_close"),
    path("aide/demandes/<uuid:identifier>/montrer", tickets.show, name="ticket_show"),
    path("aide/demandes/<uuid:identifier>/cacher", tickets.hide, name="ticket_hide"),
    path(
        "aide/demandes/<uuid:identifier>/pieces/<int:number>",
        tickets.attachment,
        name="ticket_attachment",
    ),
]
