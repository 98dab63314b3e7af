from django.urls import path

from cyfran.site.views import demonstration, first, held

app_name = "site"
urlpatterns = [
    path("", first.home, name="home"),
    path("people/co-ops/", first.own_societies, name="own_societies"),
    path("people/held/", held.held, name="held"),
    path("people/held/copy.zip", held.own_copy, name="own_copy"),
    path("demo/", demonstration.guide, name="guide"),
    path("demo/become/<slug:who>/", demonstration.become, name="become"),
    path("demo/next-day/", demonstration.next_day, name="next_day"),
    path("dev/mail/", demonstration.mail, name="mail"),
]
