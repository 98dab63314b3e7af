from django.urls import path

from cyfran.coop.payments.views import money_in, money_out, own, statements

app_name = "payments"
urlpatterns = [
    path("", own.home, name="home"),
    path("credit/", own.top_up, name="top_up"),
    path("credit/back/", own.have_back, name="have_back"),
    path("pay/<str:reference>/", own.pay, name="pay"),
    path("pay/<str:reference>/cancel/", own.cancel, name="cancel"),
    path("account/", own.bank_details, name="bank_details"),
    path("account/erase/", own.erase, name="erase"),
    path("in/", money_in.money_in, name="money_in"),
    path("in/record/", money_in.record, name="record"),
    path("in/<int:receipt_id>/", money_in.assign, name="assign"),
    path("in/statement/", statements.upload, name="statement"),
    path("in/statement/record/", statements.confirm, name="confirm_statement"),
    path("out/", money_out.money_out, name="money_out"),
    path("out/<int:number>/", money_out.file, name="file"),
    path("out/<int:number>/download/", money_out.download, name="download"),
    path("out/<int:number>/sent/", money_out.sent, name="sent"),
    path("out/<int:number>/cancel/", money_out.cancelled, name="cancel_file"),
    path("out/<int:number>/paid/", money_out.paid, name="paid"),
    path("out/<int:number>/returned/<int:place>/", money_out.returned, name="returned"),
    path("bank/", money_out.bank, name="bank"),
]
