"""What a phone needs to keep the service on its screen (web app manifest): iOS then has push.

Nothing is kept with it: each page still comes from the house.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, drawing and first page; the same for everybody."""
    icon = {"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    facts = {
        "name": settings.SERVICE_NAME, "short_name": settings.SERVICE_NAME,
        "lang": settings.LANGUAGE_CODE, "start_url": reverse("patient:home"), "scope": "/",
        "display": "standalone", "background_color": "#ffffff", "theme_color": "#00566b",
        "icons": [icon],
    }  # fmt: skip
    return JsonResponse(facts, content_type="application/manifest+json")
