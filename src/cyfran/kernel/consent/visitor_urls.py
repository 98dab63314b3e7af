"""On the installation's own pages, and the receipts, which are the visitor's wherever they chose."""

from django.urls import path

from cyfran.kernel.consent import views

app_name = "visitor"
urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("receipts/<str:number>/", views.receipt, name="receipt"),
]
