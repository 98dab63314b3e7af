"""Which pages are walked in a browser, as whom; and of each page that is not, why."""

HUB = "/hwb-bwyd-tywi/"
SHOP, DECIDE, MONEY, FOOD, MEMBERS, BOOKS = (
    HUB + place for place in ("shop/", "decide/", "money/", "food/", "members/", "books/")
)
MEETINGS, ELECTIONS, DRAFT = DECIDE + "meetings/", DECIDE + "elections/", DECIDE + "drafts/*/"
COMMISSION = "orders.commission_bp/"

# `*` is the first number that a page before it links there.
PAGES = {
    "": [
        "/", "/found/", "/demo/", "/style/", "/reading/", "/consent/", "/account/login/", "/account/begin/",
        HUB, HUB + "consent/", HUB + "feedback/", HUB + "privacy/notice/", SHOP, SHOP + "basket/",
        DECIDE, DECIDE + "register/", ELECTIONS + "2/receipts/",
        HUB + "check/", HUB + "check/record/", HUB + "check/permissions/", HUB + "check/registration/", HUB + "rules/", HUB + "rules/" + COMMISSION,
        HUB + "share/", HUB + "share/2026-08-20/", BOOKS, MEMBERS + "join/", MEMBERS + "founding/minutes/",
        "/gofal-teifi/", "/gofal-teifi/shop/", "/ynni-cwm/",
    ],
    "customer": [
        HUB, SHOP, SHOP + "orders/", SHOP + "orders/*/", SHOP + "orders/*/take-back/",
        MEMBERS, MEMBERS + "share/", MEMBERS + "share/leave/", MEMBERS + "share/withdraw/",
        MONEY, MONEY + "account/", MONEY + "credit/", MONEY + "credit/back/", MONEY + "pay/*/",
        DECIDE, DECIDE + "1/", DECIDE + "2/", DECIDE + "register/", DECIDE + "propose/", DECIDE + "propose/" + COMMISSION,
        DECIDE + "propose/doing/surplus.apply_surplus/",
        ELECTIONS, ELECTIONS + "1/", ELECTIONS + "2/", ELECTIONS + "2/vote/", HUB + "share/2026-08-20/mine/",
        HUB + "visits/", HUB + "talk/", HUB + "talk/new/", HUB + "talk/about/rule:orders.commission_bp/",
        HUB + "privacy/ask/", HUB + "helping/", "/people/co-ops/", "/people/held/", "/dev/mail/", "/account/", "/account/about-you/",
    ],
    "producer": [
        FOOD, FOOD + "stall/", FOOD + "new/", FOOD + "*/", FOOD + "*/withdraw/",
        DECIDE, DRAFT, DRAFT + "words/", DRAFT + "rules/", DRAFT + "rules/" + COMMISSION, DRAFT + "doing/",
        DRAFT + "doing/surplus.apply_surplus/", DRAFT + "notice/", DRAFT + "withdraw/",
    ],
    "founder": [
        HUB, MEMBERS, MEMBERS + "coordinators/", MEMBERS + "*/", MEMBERS + "*/class/", MEMBERS + "*/end/", MEMBERS + "register/",
        MEMBERS + "applications/", MEMBERS + "withdrawals/", SHOP + "cycles/", SHOP + "cycles/1/",
        SHOP + "cycles/1/packing/", SHOP + "cycles/plan/", FOOD, FOOD + "new/", FOOD + "import/",
        MEETINGS, MEETINGS + "1/", MEETINGS + "1/served/", MEETINGS + "call/", MEETINGS + "asked-for/",
        MEETINGS + "asked-for/new/", MEETINGS + "1/minutes/", MEETINGS + "2/", MEETINGS + "2/room/", MEETINGS + "2/screen/",
        MEETINGS + "2/here/", ELECTIONS + "call/", ELECTIONS + "2/papers/", DECIDE,
        HUB + "feedback/heard/", HUB + "privacy/", HUB + "privacy/terms/",
        HUB + "privacy/processing/", HUB + "privacy/breaches/new/", BOOKS,
    ],
    "treasurer": [
        MONEY + "in/", MONEY + "in/record/", MONEY + "in/statement/", MONEY + "out/", MONEY + "out/*/",
        MONEY + "out/*/returned/1/", MONEY + "bank/", BOOKS, BOOKS + "line/share_capital/", BOOKS + "account/*/",
        BOOKS + "seal/", HUB + "share/close/",
    ],
}  # fmt: skip

# What somebody of the valley sends before the walk, so that the page it makes is there: address and what is written.
SENT = {
    "customer": [(MONEY + "credit/", {"amount": "10"})],
    "producer": [(DECIDE + "propose/", {"title_en": "More leeks?", "text_en": "They keep."})],
    "founder": [(HUB + "feedback/", {"words": "The hall is cold."})],
}

_FOUNDING = "tests/journeys/test_founding.py walks it"
_LOOP = "tests/journeys/test_the_loop.py walks it"
_SIGNING_IN = "tests/journeys/test_signing_in.py walks it"
_FILE = "a file or an answer for a program, not a page"
_STATE = "the form of a state that the valley is not in; the app's own tests open it"
ELSEWHERE = {
    "choose_language": "leads to the first page in a language",
    "account_logout": "leads to the first page",
    "society:talk_about": "leads to the conversation about what it names",
    "mfa_index": "the same page as people:signing_in",
} | {
    name: reason
    for reason, names in {
        _FILE: (
            "health dress:accent dress:bundle signals:gpc site:own_copy people:passkey_question visitor:receipt "
            "mfa_download_recovery_codes society:public_bundle society:verifier membership:register_csv "
            "elections:counter elections:log elections:ballots governance:register_csv governance:register_json "
            "food:csv food:dfc files:download meetings:minutes_txt"
        ),
        _FOUNDING: (
            "membership:founding membership:founding_propose membership:founding_step membership:invitation "
            "membership:withdraw_invitation"
        ),
        _LOOP: "orders:by_link food:preview",
        _SIGNING_IN: (
            "people:enter_code people:again account_inactive mfa_authenticate mfa_login_webauthn account_email "
            "account_email_verification_sent mfa_view_recovery_codes mfa_generate_recovery_codes mfa_add_webauthn "
            "mfa_remove_webauthn"
        ),
        _STATE: (
            "membership:erase membership:withdraw_application membership:admit membership:decline "
            "membership:withdraw_for elections:stand elections:withdraw elections:enter elections:confirm "
            "governance:by_hand governance:withdraw meetings:requisition meetings:call_asked_for meetings:change "
            "meetings:postpone meetings:cancel meetings:new_item meetings:item meetings:paper meetings:give_notice "
            "meetings:adjourn meetings:proxy meetings:note meetings:answer "
            "payments:assign talk:hide talk:translate privacy:answer privacy:breach helping:ask"
        ),
    }.items()
    for name in names.split()
}
