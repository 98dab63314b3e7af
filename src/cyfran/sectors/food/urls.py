from django.urls import path

from cyfran.sectors.food.views import exports, imports, offers

app_name = "food"
urlpatterns = [
    path("", offers.my_offers, name="offers"),
    path("new/", offers.new_offer, name="new"),
    path("stall/", offers.stall, name="stall"),
    path("<int:offer_id>/", offers.edit_offer, name="edit"),
    path("<int:offer_id>/withdraw/", offers.withdraw, name="withdraw"),
    path("<int:offer_id>/list-again/", offers.list_again, name="list_again"),
    path("import/", imports.choose_file, name="import"),
    path("import/<int:file_id>/", imports.look, name="preview"),
    path("catalogue.csv", exports.as_csv, name="csv"),
    path("catalogue.jsonld", exports.as_dfc, name="dfc"),
]
