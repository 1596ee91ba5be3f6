"""Addresses of the insured person's pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from carnet.web.patient import (
    access_urls,
    assistance_urls,
    choices,
    comfort,
    copies_urls,
    document,
    documents,
    entrance,
    family_urls,
    filing_urls,
    hiding_urls,
    home,
    manifest,
    notifications,
    own,
    own_urls,
    proof,
    public,
    results_urls,
    search,
    story,
    trace_urls,
    verifier,
    viewer,
)
from carnet.web.patient.settings import urls as settings_urls

app_name = "patient"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.landing, name="landing"),
    *choices.urlpatterns,
    path("manifeste.webmanifest", manifest.manifest, name="manifest"),
    path("aide/", public.help_page, name="help"),
    path("accessibilite/", public.accessibility, name="accessibility"),
    path("mentions-legales/", public.legal, name="legal"),
    path("affichage/", comfort.comfort, name="comfort"),
    path("langue/<slug:code>/", comfort.language, name="language"),
    *entrance.urlpatterns,
    *assistance_urls.urlpatterns,
    path("accueil/", home.home, name="home"),
    path("documents/", documents.documents, name="documents"),
    path("documents/recherche/", search.search, name="search"),
    path("histoire-de-sante/", story.story, name="story"),
    path("documents/<uuid:identifier>/", document.document, name="document"),
    path("documents/<uuid:identifier>/original", document.original, name="original"),
    path("documents/<uuid:identifier>/imprimer.pdf", viewer.to_print, name="document_pdf"),
    path(
        "documents/<uuid:identifier>/images/<int:page>.webp", viewer.picture, name="document_page"
    ),
    path("documents/<uuid:identifier>/pieces/<int:part>", document.attachment, name="attachment"),
    path(
        "documents/<uuid:identifier>/pieces/<int:part>/<int:page>.webp",
        document.attachment_page,
        name="attachment_page",
    ),
    *results_urls.urlpatterns,
    *hiding_urls.urlpatterns,
    *own_urls.urlpatterns,
    *filing_urls.urlpatterns,
    *access_urls.urlpatterns,
    *trace_urls.urlpatterns,
    path("preuve/", proof.proof, name="proof"),
    path("verifier/", verifier.verifier, name="verifier"),
    path("verifier/verifier.html", verifier.verifier_file, name="verifier_file"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/lues", notifications.mark_read, name="notifications_read"),
    path("notifications/<uuid:notice>/lue", notifications.mark_one_read, name="notification_read"),
    *settings_urls.urlpatterns,
    *copies_urls.urlpatterns,
    path("plus/", own.more, name="more"),
    path("profils/", own.profiles, name="profiles"),
    *family_urls.urlpatterns,
]
