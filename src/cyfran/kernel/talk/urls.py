from django.urls import path

from cyfran.kernel.talk import views

app_name = "talk"
urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views.begin, name="begin"),
    path("said/<int:pk>/translate/", views.translate, name="translate"),
    path("said/<int:pk>/take-back/", views.withdraw, name="take_back"),
    path("said/<int:pk>/hide/", views.hide, name="hide"),
    path("said/<int:pk>/show/", views.show, name="show"),
    path("about/<str:about>/", views.thread, name="thread"),
    path("about/<str:about>/stand/", views.stand, name="stand"),
    path("about/<str:about>/follow/", views.following, name="follow"),
]
