from django.urls import path

from cyfran.kernel.helping import views

app_name = "helping"
urlpatterns = [
    path("", views.home, name="home"),
    path("ask/", views.ask, name="ask"),
    path("stop/", views.stop, name="stop"),
    path("<int:helping_id>/accept/", views.accept, name="accept"),
    path("<int:helping_id>/begin/", views.begin, name="begin"),
    path("<int:helping_id>/end/", views.end, name="end"),
]
