from django.urls import path

from cyfran.site.views import check, registration, society, talking

app_name = "society"
urlpatterns = [
    path("", society.home, name="home"),
    path("talk-about/", talking.talk_about, name="talk_about"),
    path("check/", check.check, name="check"),
    path("check/bundle.zip", check.public_bundle, name="public_bundle"),
    path("check/everything.zip", check.officers_bundle, name="officers_bundle"),
    path("check/verify.py", check.verifier, name="verifier"),
    path("check/registration/", registration.registration, name="registration"),
    path("check/record/", check.record, name="record"),
    path("check/permissions/", check.permissions, name="permissions"),
]
