from django.urls import path

from cyfran.kernel.privacy.views import breaches, home, papers, requests

app_name = "privacy"
urlpatterns = [
    path("", home.home, name="home"),
    path("notice/", papers.notice, name="notice"),
    path("processing/", papers.processing, name="processing"),
    path("terms/", papers.kept_for, name="terms"),
    path("ask/", requests.ask, name="ask"),
    path("requests/<int:request_id>/", requests.answer, name="answer"),
    path("requests/<int:request_id>/put-off/", requests.put_off, name="put_off"),
    path("requests/<int:request_id>/erase/", requests.erase, name="erase"),
    path("breaches/new/", breaches.new, name="new_breach"),
    path("breaches/<int:number>/", breaches.breach, name="breach"),
]
