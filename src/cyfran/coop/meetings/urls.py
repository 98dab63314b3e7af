from django.urls import path

from cyfran.coop.meetings.views import agenda, calling, lists, notice, requisitions

app_name = "meetings"
urlpatterns = [
    path("", lists.every, name="every"),
    path("call/", calling.call, name="call"),
    path("asked-for/", requisitions.every, name="requisitions"),
    path("asked-for/new/", requisitions.ask, name="ask"),
    path("asked-for/<int:pk>/", requisitions.show, name="requisition"),
    path("asked-for/<int:pk>/call/", requisitions.call, name="call_asked_for"),
    path("<int:pk>/", lists.show, name="meeting"),
    path("<int:pk>/change/", calling.change, name="change"),
    path("<int:pk>/postpone/", calling.postpone, name="postpone"),
    path("<int:pk>/cancel/", calling.cancel, name="cancel"),
    path("<int:pk>/agenda/new/", agenda.new, name="new_item"),
    path("<int:pk>/agenda/<int:item>/", agenda.change, name="item"),
    path("<int:pk>/agenda/<int:item>/up/", agenda.up, name="item_up"),
    path("<int:pk>/agenda/<int:item>/remove/", agenda.remove, name="remove_item"),
    path("<int:pk>/agenda/<int:item>/paper/", agenda.paper, name="paper"),
    path("<int:pk>/notice/", notice.give, name="give_notice"),
    path("<int:pk>/served/", notice.served, name="served"),
]
