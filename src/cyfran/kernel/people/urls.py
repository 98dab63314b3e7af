"""Every page of signing in. allauth's own address list is not included: what is not named here is not offered.

Passwords above all. The names without a prefix are those by which allauth's code finds its pages.
"""

from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.urls import include, path
from django.views.generic import View

from cyfran.kernel.people.lately import only_lately
from cyfran.kernel.people.views import again, borrowed, entry, own, passkeys

ours = [
    path("", own.signing_in, name="signing_in"),
    path("code/", entry.enter_code, name="enter_code"),
    path("code/again/", entry.send_code_again, name="send_code_again"),
    path("about-you/", entry.about_you, name="about_you"),
    path("again/", again.again, name="again"),
    path("again/code/", again.send_code, name="send_code"),
    path("passkeys/question/", passkeys.question, name="passkey_question"),
    path("both/", own.want_both, name="want_both"),
    path("one/", own.want_one, name="want_one"),
    path("browsers/<int:pk>/sign-out/", own.sign_out_there, name="sign_out_there"),
    path("browsers/sign-out/", own.sign_out_elsewhere, name="sign_out_elsewhere"),
]
entrance = [
    path("login/", entry.sign_in, name="account_login"),
    path("begin/", entry.sign_in, name="account_signup"),
    path("logout/", borrowed.SignOut.as_view(), name="account_logout"),
    path("inactive/", borrowed.Inactive.as_view(), name="account_inactive"),
    path("second-step/", borrowed.SecondStep.as_view(), name="mfa_authenticate"),
    path("passkeys/sign-in/", passkeys.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
]
lately: list[tuple[str, type[View], str]] = [
    ("addresses/", borrowed.Addresses, "account_email"),
    ("addresses/code/", borrowed.ConfirmAddress, "account_email_verification_sent"),
    ("recovery-codes/", borrowed.RecoveryCodes, "mfa_view_recovery_codes"),
    ("recovery-codes/new/", borrowed.NewRecoveryCodes, "mfa_generate_recovery_codes"),
    ("passkeys/add/", passkeys.AddPasskey, "mfa_add_webauthn"),
    ("passkeys/<int:pk>/remove/", borrowed.RemovePasskey, "mfa_remove_webauthn"),
]

urlpatterns = [
    path("", include((ours, "people"))),
    path("", own.signing_in, name="mfa_index"),
    *entrance,
    *(path(route, only_lately(view.as_view()), name=name) for route, view, name in lately),
    path(
        "recovery-codes/file/",
        only_lately(download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
