"""What only a browser can tell: what people with other eyes, hands, phones and lines get."""

import pytest

from cyfran.site.testing.browser import barriers

pytestmark = pytest.mark.browser

PAGES = ["/en/style/", "/cy/style/", "/en/reading/"]


@pytest.mark.parametrize(
    ("path", "width", "reading"),
    [
        ("/en/style/", 1280, "light."),
        ("/en/style/", 375, "dark."),
        ("/cy/style/", 375, "light."),
        ("/cy/style/", 1280, "dark."),
        ("/cy/style/", 1280, "contrast.legible"),
        ("/en/reading/", 375, "light."),
    ],
)
def test_no_barrier_is_found_in_any_theme(visit, path, width, reading):
    page = visit(path, width=width, reading=reading, bypass_csp=True)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_out_of_the_window(visit, path, width):
    page = visit(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_with_text_doubled_nothing_runs_out_of_the_window(visit):
    page = visit("/cy/style/", width=1280, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_a_first_visit_is_light_and_takes_few_requests(visit):
    page = visit("/cy/reading/")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(entry => entry.encodedBodySize)"
    )
    assert sum(sizes) <= 100_000
    assert len(sizes) <= 9


def test_the_first_thing_reached_by_keyboard_skips_to_the_page(visit):
    page = visit("/en/style/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_everything_reached_by_keyboard_shows_that_it_is(visit):
    page = visit("/en/reading/")
    seen = set()
    for _step in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const e = document.activeElement;"
            " const card = e.closest('.choice-card') ?? e;"
            " const s = getComputedStyle(card);"
            " return [e.outerHTML.slice(0, 60), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        seen.add(tuple(shown))
    reached = {entry for entry in seen if not entry[0].startswith("<body")}
    words = " ".join(entry[0] for entry in reached)
    for part in ("skip", "brand", 'name="theme"', 'name="type"', 'type="submit"', "/reading/?back"):
        assert part in words
    assert [entry for entry in reached if entry[1] != "solid" or entry[2] < 2] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_target_is_as_large_as_a_fingertip_needs(visit, path):
    page = visit(path, width=375)
    small = page.evaluate(
        "[...document.querySelectorAll('.button, .input, .quantity-button, .tick, .places-phone a, summary')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert small == []


def test_a_quantity_is_stepped_within_its_bounds(visit):
    page = visit("/en/style/")
    box = page.locator("#id_t-many")
    more = page.get_by_role("button", name="One more").first
    for _press in range(10):
        more.click()
    assert box.input_value() == "12"
    assert more.is_disabled()
    page.get_by_role("button", name="One fewer").first.click()
    assert box.input_value() == "11"


def test_without_scripts_the_number_is_a_plain_box(visit):
    page = visit("/en/style/", java_script_enabled=False)
    page.locator("#id_t-many").fill("3")
    assert page.locator(".quantity-button").count() == 0


def test_without_scripts_a_reader_chooses_the_dark_and_comes_back(visit):
    page = visit("/en/reading/?back=/en/style/", java_script_enabled=False)
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Keep it so").click()
    assert page.url.endswith("/en/style/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_question_opens_where_one_is_and_closes_again(visit):
    page = visit("/en/style/")
    page.get_by_role("link", name="Leave the co-op").click()
    assert page.get_by_role("dialog", name="Leave the co-op?").is_visible()
    page.get_by_role("dialog").get_by_role("link", name="No, go back").click()
    assert not page.locator("dialog").is_visible()


def test_a_line_of_the_summary_leads_to_its_field(visit):
    page = visit("/en/style/", bypass_csp=True)
    page.locator(".errors").evaluate("summary => summary.setAttribute('data-errors', '')")
    page.locator(".errors a").first.click()
    assert page.evaluate("document.activeElement.name") == "name"


def form_on(page, address):
    """A small form that swaps, on a page that has what it asks for."""
    page.evaluate(
        "address => document.querySelector('main').insertAdjacentHTML('beforeend',"
        " `<form action='${address}' method='get' data-swap='part' data-once id='asked'>"
        "<div id='part'><input name='q' id='q' value='leeks'></div><button>Ask</button></form>`)",
        address,
    )


def test_an_answer_is_swapped_in_and_the_focus_stays(visit):
    page = visit("/en/reading/")
    page.route(
        "**/answer**",
        lambda route: route.fulfill(
            status=422,
            content_type="text/html",
            body="<div id='part'>No leeks<input name='q' id='q'></div>",
        ),
    )
    form_on(page, "/answer")
    page.locator("#q").press("Enter")
    page.get_by_text("No leeks").wait_for()
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.url.endswith("/en/reading/")
    assert page.locator("[data-sent]").count() == 0


def test_a_form_is_sent_once_however_often_it_is_pressed(visit):
    page = visit("/en/reading/")
    asked = []
    page.route("**/slow**", lambda route: asked.append(route))
    form_on(page, "/slow")
    page.evaluate("document.querySelector('#asked').requestSubmit()")
    page.evaluate("document.querySelector('#asked').requestSubmit()")
    page.wait_for_timeout(200)
    assert len(asked) == 1


def test_a_lost_connection_says_so_and_keeps_what_was_typed(visit):
    page = visit("/en/reading/")
    page.get_by_label("Dark", exact=True).check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep it so").click()
    assert page.get_by_text("No connection.").is_visible()
    assert page.get_by_label("Dark", exact=True).is_checked()
    page.context.set_offline(False)


def test_the_bar_of_places_lies_under_the_thumb_on_phones_alone(visit):
    page = visit("/en/style/", width=375, height=800)
    bar = page.get_by_role("navigation", name="The four places, at the foot of the page")
    assert bar.bounding_box()["y"] + bar.bounding_box()["height"] == 800
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not bar.is_visible()


def test_welsh_letters_come_from_our_own_fonts(visit):
    page = visit("/cy/style/")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded')"
        ".map(f => [f.family.replaceAll('\"', ''), f.unicodeRange]))"
    )
    with_welsh = {family for family, letters in loaded if "U+174-178" in letters}
    assert with_welsh >= {"Figtree", "Bricolage Grotesque"}
