from django.urls import path

from cyfran.kernel.privacy import views

app_name = "privacy"
urlpatterns = [path("terms/", views.kept_for, name="terms")]
