from django.urls import path

from cyfran.coop.meetings.views import (
    agenda,
    calling,
    here,
    lists,
    minutes,
    notice,
    proxy,
    requisitions,
    room,
    screen,
)

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
    path("<int:pk>/room/", room.desk, name="room"),
    path("<int:pk>/room/adjourn/", room.adjourn, name="adjourn"),
    path("<int:pk>/screen/", screen.show, name="screen"),
    path("<int:pk>/minutes/", minutes.show, name="minutes"),
    path("<int:pk>/minutes.txt", minutes.download, name="minutes_txt"),
    path("<int:pk>/minutes/<int:item>/", minutes.note, name="note"),
    path("<int:pk>/minutes/corrections/<int:correction>/", minutes.answer, name="answer"),
    path("<int:pk>/here/", here.show, name="here"),
    path("<int:pk>/proxy/", proxy.show, name="proxy"),
    path("<int:pk>/served/", notice.served, name="served"),
]
