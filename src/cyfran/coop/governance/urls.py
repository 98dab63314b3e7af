from django.urls import path

from cyfran.coop.governance.views import contents, drafts, lists, notice, resolution

app_name = "governance"
urlpatterns = [
    path("", lists.home, name="home"),
    path("register/", lists.register, name="register"),
    path("register/decisions.csv", lists.register_csv, name="register_csv"),
    path("register/decisions.json", lists.register_json, name="register_json"),
    path("<int:number>/", resolution.show, name="resolution"),
    path("<int:number>/vote/", resolution.vote, name="vote"),
    path("<int:number>/next/", resolution.move_on, name="move_on"),
    path("<int:number>/registration/", resolution.registration, name="registration"),
    path("<int:number>/confirm/", resolution.confirm, name="confirm"),
    path("<int:number>/by-hand/", resolution.by_hand, name="by_hand"),
    path("<int:number>/withdraw/", notice.withdraw_noticed, name="withdraw"),
    path("propose/", drafts.begin, name="begin"),
    path("propose/doing/<str:verb>/", drafts.propose_doing, name="propose_doing"),
    path("propose/<str:key>/", drafts.propose_rule, name="propose_rule"),
    path("drafts/<int:pk>/", drafts.show, name="draft"),
    path("drafts/<int:pk>/words/", drafts.words, name="draft_words"),
    path("drafts/<int:pk>/rules/", contents.rules, name="draft_rules"),
    path("drafts/<int:pk>/rules/<str:key>/", contents.rule, name="draft_rule"),
    path("drafts/<int:pk>/doing/", contents.doing, name="draft_doing"),
    path("drafts/<int:pk>/doing/<str:verb>/", contents.call, name="draft_call"),
    path(
        "drafts/<int:pk>/changes/<int:change>/remove/", contents.remove_change, name="remove_change"
    ),
    path("drafts/<int:pk>/calls/<int:call>/remove/", contents.remove_done, name="remove_call"),
    path("drafts/<int:pk>/support/", drafts.support, name="support"),
    path("drafts/<int:pk>/notice/", notice.give, name="give_notice"),
    path("drafts/<int:pk>/withdraw/", notice.withdraw_draft, name="withdraw_draft"),
]
