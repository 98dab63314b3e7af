from django.urls import path

from cyfran.coop.elections.views import election, lists, log, papers, voting

app_name = "elections"
urlpatterns = [
    path("", lists.home, name="home"),
    path("call/", lists.call, name="call"),
    path("stv.py", log.counter, name="counter"),
    path("<int:number>/", election.show, name="election"),
    path("<int:number>/nominate/", election.put_forward, name="nominate"),
    path("<int:number>/stand/", election.stand_for, name="stand"),
    path("<int:number>/decline/", election.decline, name="decline"),
    path("<int:number>/withdraw/", election.withdraw, name="withdraw"),
    path("<int:number>/next/", election.move_on, name="move_on"),
    path("<int:number>/vote/", voting.vote, name="vote"),
    path("<int:number>/paper/", voting.collect, name="collect"),
    path("<int:number>/give-back/", voting.give_back, name="give_back"),
    path("<int:number>/papers/", papers.papers, name="papers"),
    path("<int:number>/papers/enter/", papers.enter, name="enter"),
    path("<int:number>/papers/<int:entry>/", papers.enter, name="confirm"),
    path("<int:number>/ballot/", voting.cast, name="cast"),
    path("<int:number>/receipts/", log.receipts, name="receipts"),
    path("<int:number>/log.json", log.log, name="log"),
    path("<int:number>/ballots.blt", log.ballots, name="ballots"),
]
