"""Bank accounts as people write them: UK sort code and account number, and the IBAN."""

import re
from dataclasses import dataclass
from typing import Self

# How long an IBAN is, by country (ISO 13616 registry). The United Kingdom's includes the Crown Dependencies'.
IBAN_LENGTHS = {
    **dict.fromkeys(["NO"], 15),
    **dict.fromkeys(["BE"], 16),
    **dict.fromkeys(["DK", "FI", "FO", "GL", "NL", "SD"], 18),
    **dict.fromkeys(["MK", "SI"], 19),
    **dict.fromkeys(["AT", "BA", "EE", "KZ", "LT", "LU", "MN", "XK"], 20),
    **dict.fromkeys(["CH", "HR", "LI", "LV"], 21),
    **dict.fromkeys(["BG", "BH", "CR", "DE", "GB", "GE", "IE", "ME", "RS", "VA"], 22),
    **dict.fromkeys(["AE", "GI", "IL", "IQ", "OM", "SO", "TL"], 23),
    **dict.fromkeys(["AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"], 24),
    **dict.fromkeys(["LY", "PT", "ST"], 25),
    **dict.fromkeys(["IS", "TR"], 26),
    **dict.fromkeys(["BI", "DJ", "FR", "GR", "IT", "MC", "MR", "SM"], 27),
    **dict.fromkeys(["AL", "AZ", "BY", "CY", "DO", "GT", "HN", "HU", "LB", "NI", "PL", "SV"], 28),
    **dict.fromkeys(["BR", "EG", "PS", "QA", "UA"], 29),
    **dict.fromkeys(["JO", "KW", "MU"], 30),
    **dict.fromkeys(["MT", "SC"], 31),
    **dict.fromkeys(["LC"], 32),
    **dict.fromkeys(["RU"], 33),
}

_GAPS = re.compile(r"[\s\-\u2010-\u2015./]+")
_UK_IBAN = re.compile(r"GB\d{2}[A-Z]{4}(\d{6})(\d{8})")


class NotAnAccount(ValueError):
    """What was written is no bank account; `matter` says which part is wrong."""

    def __init__(self, matter: str) -> None:
        super().__init__(matter)
        self.matter = matter


@dataclass(frozen=True)
class UkAccount:
    """A sort code of six digits and an account number of eight."""

    sort_code: str
    number: str

    @classmethod
    def parse(cls, sort_code: str, number: str) -> Self:
        """From what a person typed; raises NotAnAccount."""
        return cls(parse_sort_code(sort_code), parse_account_number(number))

    def __str__(self) -> str:
        return f"{self.spoken_sort_code} {self.number}"

    @property
    def spoken_sort_code(self) -> str:
        """The sort code as it is shown: `12-34-56`."""
        return f"{self.sort_code[:2]}-{self.sort_code[2:4]}-{self.sort_code[4:]}"

    @property
    def last_digits(self) -> str:
        """The four digits that may be shown to say which account is meant."""
        return self.number[-4:]


@dataclass(frozen=True)
class Iban:
    """An international account number whose length and check digits are right."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what a person typed, gaps and all; raises NotAnAccount."""
        bare = _bare(text)
        if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", bare):
            raise NotAnAccount("iban")
        if IBAN_LENGTHS.get(bare[:2]) != len(bare):
            raise NotAnAccount("iban_length")
        if remainder_97(bare[4:] + bare[:4]) != 1:
            raise NotAnAccount("iban_check")
        if bare.startswith("GB") and not _UK_IBAN.fullmatch(bare):
            raise NotAnAccount("iban")
        return cls(bare)

    def __str__(self) -> str:
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))

    @property
    def country(self) -> str:
        """The two letters of the country the account is in."""
        return self.text[:2]

    @property
    def last_digits(self) -> str:
        """The four characters that may be shown to say which account is meant."""
        return self.text[-4:]

    @property
    def uk_account(self) -> UkAccount | None:
        """The sort code and account number a UK IBAN is made of; None for another country's."""
        found = _UK_IBAN.fullmatch(self.text)
        return UkAccount(found[1], found[2]) if found else None


Account = UkAccount | Iban


def parse_sort_code(text: str) -> str:
    """`"12-34-56"`, `"12 34 56"` or `"123456"` as six digits; raises NotAnAccount."""
    bare = _bare(text)
    if not re.fullmatch(r"[0-9]{6}", bare) or bare == "000000":
        raise NotAnAccount("sort_code")
    return bare


def parse_account_number(text: str) -> str:
    """Eight digits; a number of six or seven is filled with noughts in front, as the clearing does.

    Numbers of nine and ten digits are refused: which eight of them count differs from bank to bank.
    """
    bare = _bare(text)
    if not re.fullmatch(r"[0-9]{6,8}", bare) or not bare.strip("0"):
        raise NotAnAccount("account_number")
    return bare.zfill(8)


def remainder_97(text: str) -> int:
    """ISO 7064 mod 97-10: letters count as 10 to 35."""
    return int("".join(str(int(character, 36)) for character in text)) % 97


def _bare(text: str) -> str:
    return _GAPS.sub("", text).upper()
