from django.urls import path

from cyfran.site import views

app_name = "society"
urlpatterns = [path("", views.society_home, name="home")]
