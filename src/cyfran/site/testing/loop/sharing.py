"""Share: what each has of a surplus, penny by penny, and the file by which the bank pays it."""

from playwright.sync_api import expect

from cyfran.site.testing.reader import Reader


def give_account(payee: Reader, due: str, sort_code: str, number: str) -> None:
    """Somebody who has so much to be paid says where; the name on the account is theirs."""
    payee.press("Say where", about=payee.words("%(amount)s is to be paid to you") % {"amount": due})
    payee.fill("Sort code", sort_code)
    payee.fill("Account number", number)
    payee.press("Save this account")


def look_at_dividend(member: Reader, amount: str, arithmetic: tuple[str, ...]) -> None:
    """From their own share: how the amount was reached, line by line."""
    member.press(member.words("Why %(figure)s?") % {"figure": amount})
    lines = member.page.locator("main table td").all_inner_texts()
    assert tuple(line.strip() for line in lines if line.strip()) == (*arithmetic, amount)


def was_paid(payee: Reader, *amounts: str) -> None:
    """Each amount stands in what was paid to them."""
    payee.press("My money")
    table = payee.page.get_by_role("table", name=payee.words("What was paid to you"))
    for amount in amounts:
        expect(table).to_contain_text(amount)


def prepare_file(treasurer: Reader) -> bytes:
    """Everything due is in a file for the bank, which is handed out."""
    treasurer.press("Payment files")
    treasurer.press("Prepare the file")
    return treasurer.download("Download the file")


def record_as_paid(treasurer: Reader) -> None:
    """The bank has the file, and the money has left."""
    treasurer.press("The bank has it")
    treasurer.press("Record as paid")
    treasurer.reads("Recorded as paid.")
