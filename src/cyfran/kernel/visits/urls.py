from django.urls import path

from cyfran.kernel.visits import views

app_name = "visits"
urlpatterns = [path("", views.visits, name="visits")]
