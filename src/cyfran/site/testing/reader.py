"""Somebody at a screen who knows nothing but what stands on it, in their own language."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext
from playwright.sync_api import Locator, Page, expect

from cyfran.site.testing.browser import barriers

THEMSELVES = ("English", "Cymraeg")  # a language is called what its speakers call it
MOST_TABS = 120  # presses of Tab after which a thing cannot be reached


class Reader:
    """They touch, fill in and choose what they can read; with the keyboard alone if they cannot touch.

    What they look for is named by its English words and found in the language of the page. Every screen
    that they come to is searched for barriers, unless it is among those `seen`; `barred` is what was found.
    """

    def __init__(
        self, page: Page, *, keyboard: bool = False, seen: set[object] | None = None
    ) -> None:
        self.page = page
        self.keyboard = keyboard
        self.barred: list[str] = []
        self._seen = set() if seen is None else seen
        self.look()

    @property
    def language(self) -> str:
        """That of the page."""
        return self.page.locator("html").get_attribute("lang") or ""

    def words(self, english: str | Promise, context: str = "") -> str:
        """The same words in the language of the page."""
        with translation.override(self.language):
            if isinstance(english, Promise) or english in THEMSELVES:
                return str(english)
            return pgettext(context, english) if context else gettext(english)

    def counted(self, one: str, many: str, count: int) -> str:
        """So many of something, in the language of the page."""
        with translation.override(self.language):
            return ngettext(one, many, count) % {"count": count}

    def look(self) -> None:
        """The screen has been searched for barriers."""
        headings = self.page.locator("h1, main h2, main caption").all_inner_texts()
        screen = (self.language, str(self.page.viewport_size), *headings)
        if screen not in self._seen:
            self._seen.add(screen)
            self.barred += barriers(self.page)

    def goes_to(self, path: str) -> None:
        """They follow a link from elsewhere, or type an address."""
        parts = urlsplit(self.page.url)
        self.page.goto(f"{parts.scheme}://{parts.netloc}{path}")
        self.look()

    def reads(self, english: str | Promise, context: str = "", **named: object) -> None:
        """These words stand on the page."""
        told = self.words(english, context) % named if named else self.words(english, context)
        expect(self.page.locator("main")).to_contain_text(told)

    def card(self, english: str) -> Locator:
        """The part of the page under this heading."""
        heading = self.page.get_by_role("heading", name=self.words(english), exact=True)
        return self.page.locator(".card").filter(has=heading)

    def press(self, english: str | Promise, context: str = "", *, about: str = "") -> None:
        """The button or link of these words has been pressed, and the next page is there."""
        told = re.escape(self.words(english, context))
        # What is said to screen readers alone follows after a colon.
        name = re.compile(rf"^{told}( ?: .*)?$" if not about else rf"^{told} ?: {re.escape(about)}")
        found = self.page.get_by_role("button", name=name)
        with self.page.expect_navigation():
            self._use(found.or_(self.page.get_by_role("link", name=name)).first)
        self.look()

    def download(self, english: str | Promise) -> bytes:
        """The file that the button or link of these words hands out."""
        name = self.words(english)
        found = self.page.get_by_role("button", name=name, exact=True)
        with self.page.expect_download() as awaited:
            self._use(found.or_(self.page.get_by_role("link", name=name, exact=True)).first)
        return Path(awaited.value.path()).read_bytes()

    def upload(self, label: str | Promise, file: Path) -> None:
        """The file is chosen in the field of this label."""
        field = self.page.get_by_label(self._asked(label))
        with self.page.expect_file_chooser() as awaited:
            self._use(field)
        awaited.value.set_files(file)

    def fill(self, label: str | Promise, text: str, *, under: str | Promise = "") -> None:
        """The field of this label says the text; `under` is the question of a field that has several."""
        part: Page | Locator = self.page
        if under:
            part = self.page.get_by_role("group", name=self._asked(under))
        field = part.get_by_label(self._asked(label))
        if not self.keyboard:
            field.fill(text)
            return
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def fill_day(self, question: str | Promise, day: date, *, time: str = "") -> None:
        """The day, and the time of it where it is asked, stand in the boxes of this question."""
        boxes = {"Day": str(day.day), "Month": str(day.month), "Year": str(day.year), "Time": time}
        for box, text in boxes.items():
            if text:
                self.fill(box, text, under=question)

    def choose(self, label: str | Promise) -> None:
        """The choice or tick of this label is made."""
        # A card says more than its name: what it means follows.
        told = re.compile(rf"^\s*{re.escape(self.words(label))}(\W|$)")
        choice = self.page.get_by_label(told).first
        if not self.keyboard:
            choice.check(force=True)  # it lies below the card that one sees
        elif choice.get_attribute("type") == "checkbox":
            self._reach(choice)
            self.page.keyboard.press("Space")
        else:
            self._reach_radio(choice)
        expect(choice).to_be_checked()

    def select(self, label: str | Promise, option: str) -> None:
        """The list of this label stands at the option."""
        field = self.page.get_by_label(self._asked(label))
        if self.keyboard:
            self._reach(field)
            self.page.keyboard.type(option)
        else:
            field.select_option(label=option)
        expect(field.locator("option:checked")).to_have_text(option)

    def _asked(self, label: str | Promise) -> re.Pattern[str]:
        """A question, which says in brackets when it may be left out."""
        return re.compile(rf"^\s*{re.escape(self.words(label))}( \(.*\))?\s*$")

    def _use(self, thing: Locator) -> None:
        """It was touched, or Enter was pressed on it."""
        if self.keyboard:
            self._reach(thing)
            self.page.keyboard.press("Enter")
        else:
            thing.tap()

    def _reach(self, thing: Locator) -> None:
        """Tab has brought the focus to it."""
        element = thing.element_handle()  # found once: to find it by its name again takes long
        for _press in range(MOST_TABS):
            if element.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{thing} on {self.page.url} cannot be reached with the keyboard")

    def _reach_radio(self, choice: Locator) -> None:
        """Tab has brought the focus to the group, and arrows to this one of it."""
        choice.wait_for(state="attached")
        group = f"input[name='{choice.get_attribute('name')}']"
        for _press in range(MOST_TABS):
            if self.page.evaluate("group => document.activeElement.matches(group)", group):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _press in range(self.page.locator(group).count()):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
