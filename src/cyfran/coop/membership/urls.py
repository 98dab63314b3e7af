from django.urls import path

from cyfran.coop.membership.views import (
    coordinating,
    founded,
    founding,
    joining,
    meeting,
    own,
    register,
    withdrawals,
)

app_name = "membership"
urlpatterns = [
    path("", register.members, name="members"),
    path("<int:number>/", register.member, name="member"),
    path("<int:number>/class/", register.reclassify, name="reclassify"),
    path("<int:number>/end/", register.end, name="end"),
    path("<int:number>/erase/", register.erase, name="erase"),
    path("coordinators/", coordinating.coordinators, name="coordinators"),
    path("coordinators/<int:pk>/end/", coordinating.end, name="end_coordinating"),
    path("register/", register.register, name="register"),
    path("register.csv", register.register_csv, name="register_csv"),
    path("join/", joining.join, name="join"),
    path("join/<int:pk>/withdraw/", joining.withdraw, name="withdraw_application"),
    path("applications/", joining.applications, name="applications"),
    path("applications/<int:pk>/admit/", joining.admit, name="admit"),
    path("applications/<int:pk>/decline/", joining.decline, name="decline"),
    path("share/", own.statement, name="statement"),
    path("share/leave/", own.leave, name="leave"),
    path("share/withdraw/", withdrawals.withdraw, name="withdraw"),
    path("share/withdrawals/<int:pk>/keep/", withdrawals.keep, name="keep_shares"),
    path("withdrawals/", withdrawals.withdrawals, name="withdrawals"),
    path("withdrawals/suspend/", withdrawals.suspend, name="suspend_withdrawals"),
    path("withdrawals/resume/", withdrawals.resume, name="resume_withdrawals"),
    path("<int:number>/withdraw/", withdrawals.withdraw_for, name="withdraw_for"),
    path("founding/", founding.overview, name="founding"),
    path("founding/minutes/", founded.founded, name="founded"),
    path("founding/rule/<str:key>/", founding.propose, name="founding_propose"),
    path("founding/invitation/<str:token>/", meeting.invitation, name="invitation"),
    path("founding/invitations/<int:pk>/withdraw/", meeting.withdraw, name="withdraw_invitation"),
    path("founding/<slug:code>/", founding.step, name="founding_step"),
]
