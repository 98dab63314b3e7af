"""The pages of talk, as members and those who keep order use them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.talk.actions import hide_contribution
from cyfran.kernel.talk.models import Contribution, Following, Leaning, Topic
from cyfran.kernel.talk.tests.test_talk import RULE, opened, said
from cyfran.kernel.time import now


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def thread(hub, about=RULE, name="talk:thread") -> str:
    return society_url(hub, name, about=about)


def test_a_member_comes_from_a_page_to_its_thread_and_says_something(hub, dai):
    client = signed_in(dai)
    rule = society_url(hub, "societies:rule", key="orders.commission_bp")
    link = society_url(hub, "society:talk_about") + "?page=" + rule.replace("/", "%2F")
    assert link in client.get(rule).content.decode().replace("&amp;", "&")
    assert client.get(link).headers["location"] == thread(hub)
    assert client.post(thread(hub), {"words": ""}).status_code == 422
    assert client.post(thread(hub), {"words": "Ten <b>is</b> enough."}).status_code == 302
    text = client.get(thread(hub)).content.decode()
    assert "Ten &lt;b&gt;is&lt;/b&gt; enough." in text
    assert "Not in Welsh yet." in text


def test_strangers_are_asked_to_sign_in_and_see_no_link(hub):
    assert Client().get(thread(hub)).status_code == 302
    rule = society_url(hub, "societies:rule", key="orders.commission_bp")
    assert "talk-about" not in Client().get(rule).content.decode()


@pytest.mark.parametrize(
    "page", ["", "/en/elsewhere/", "https://example.org/", "/en/hwb-bwyd-tywi/no/"]
)
def test_a_page_that_is_about_nothing_leads_to_all_of_the_talk(hub, dai, page):
    answer = signed_in(dai).get(society_url(hub, "society:talk_about"), {"page": page})
    assert answer.headers["location"] == society_url(hub, "talk:home")


def test_a_thread_about_nothing_is_not_found(hub, dai):
    assert signed_in(dai).get(thread(hub, "rule:no.such")).status_code == 404
    assert signed_in(dai).get(thread(hub, "topic:7")).status_code == 404


def test_a_topic_is_opened_in_the_language_of_the_page(hub, dai):
    with translation.override("cy"):
        address = society_url(hub, "talk:begin")
    client = signed_in(dai)
    answer = client.post(address, {"title_en": "", "title_cy": "Y fan", "words": "Mae’n hen."})
    topic = Topic.objects.get()
    assert answer.headers["location"].endswith(f"/talk/about/topic:{topic.pk}/")
    assert Contribution.objects.get().words.source == "cy"
    assert "Y fan" in client.get(society_url(hub, "talk:home")).content.decode()


def test_answers_stand_under_what_they_answer(hub, dai, sian):
    first = said(dai, hub)
    client = signed_in(sian)
    asked = f"{thread(hub)}?answers={first.pk}"
    assert "Answer Dai" in client.get(asked).content.decode()
    client.post(asked, {"words": "And why?"})
    text = client.get(thread(hub)).content.decode()
    assert '<ol class="answers">' in text
    assert Contribution.objects.get(answers=first).author.person == sian


def test_what_is_hidden_only_its_author_and_the_officers_read(hub, mair, dai, sian):
    one = said(dai, hub)
    hide_contribution(actor=Actor.person(mair), contribution=one, why="An insult.", at=now())
    for who, reads in ((mair, True), (dai, True), (sian, False)):
        text = signed_in(who).get(thread(hub)).content.decode()
        assert ("Ten is enough" in text, "An insult." in text) == (reads, True)


def test_members_stand_follow_translate_and_take_back_by_buttons(hub, mair, dai):
    one = said(dai, hub)
    client, secretary = signed_in(dai), signed_in(mair)
    assert client.post(thread(hub, name="talk:stand"), {"leaning": "for"}).status_code == 302
    assert client.post(thread(hub, name="talk:stand"), {"leaning": "no"}).status_code == 404
    assert Leaning.objects.get().leaning == "for"
    client.post(thread(hub, name="talk:follow"), {"stop": "1"})
    assert not Following.objects.exists()
    client.post(thread(hub, name="talk:follow"), {"follow": "1"})
    assert Following.objects.count() == 1
    to = society_url(hub, "talk:translate", pk=one.pk)
    assert client.post(to, {"text": "Mae deg yn ddigon."}).status_code == 302
    hiding = society_url(hub, "talk:hide", pk=one.pk)
    assert client.get(hiding).status_code in (403, 404)
    assert secretary.post(hiding, {"why": ""}).status_code == 422
    assert secretary.post(hiding, {"why": "An insult."}).status_code == 302
    assert secretary.post(society_url(hub, "talk:show", pk=one.pk)).status_code == 302
    assert client.post(society_url(hub, "talk:take_back", pk=one.pk)).status_code == 302
    one.refresh_from_db()
    assert (one.words, one.hidden_at) == (None, None)
    assert "These words were taken back." in client.get(thread(hub)).content.decode()


def test_the_queries_do_not_grow_with_what_is_said(hub, dai, sian):
    client = signed_in(dai)
    said(dai, hub)
    fewer = queries_of(client, thread(hub))
    for _ in range(20):
        said(sian, hub)
        opened(sian, hub)
    assert queries_of(client, thread(hub)) == fewer
    assert queries_of(client, society_url(hub, "talk:home")) <= 14


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
