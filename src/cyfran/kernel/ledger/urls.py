from django.urls import path

from cyfran.kernel.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.books, name="books"),
    path("seal/", views.seal, name="seal"),
    path("line/<slug:purpose>/", views.line, name="line"),
    path("account/<int:account_id>/", views.account, name="account"),
]
