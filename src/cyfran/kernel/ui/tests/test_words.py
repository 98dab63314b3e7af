import pytest
from django.template import Context, Template
from django.utils import translation

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ui.icons import ICONS
from cyfran.kernel.ui.templatetags import ui


def said(template, **context):
    return Template(template).render(Context(context))


def test_money_and_percentages_are_written_one_way():
    assert (
        said("{{ a|money }} {{ b|money }} {{ c|money:'MIN' }}", a=118640, b=-230, c=90)
        == "£1,186.40 −£2.30 1:30"
    )
    assert (
        said("{{ a|percent }} {{ b|percent }} {{ c|percent }}", a=1200, b=1250, c=0)
        == "12% 12.5% 0%"
    )
    assert said("{{ a|percent_of:b }}|{{ a|percent_of:0 }}", a=118640, b=30955210) == "0.383%|"


def test_what_is_not_known_is_not_nought():
    assert said("{{ a|money }}{{ a|percent }}", a=None) == ""


def test_a_text_that_falls_back_is_marked_with_its_language():
    text = Bilingual(en="Leeks", source="en")
    assert said("{% words text %}", text=text) == "Leeks"
    with translation.override("cy"):
        assert said("{% words text %}", text=text) == '<span lang="en">Leeks</span>'


def test_words_people_wrote_are_escaped():
    assert said("{% words text %}", text=Bilingual(en="<b>")) == "&lt;b&gt;"
    with translation.override("cy"):
        assert (
            said("{% words text %}", text=Bilingual(en="<b>")) == '<span lang="en">&lt;b&gt;</span>'
        )


def test_an_icon_is_ornament_unless_it_says_something():
    assert 'aria-hidden="true"' in ui.icon("basket")
    assert 'role="img" aria-label="A &lt;basket&gt;"' in ui.icon("basket", "A <basket>")


def test_an_icon_that_is_not_drawn_is_a_mistake():
    with pytest.raises(KeyError):
        ui.icon("unicorn")


def test_there_are_icons_enough():
    assert len(ICONS) >= 24


def test_pieces_see_only_what_they_are_given():
    context = {"url": "/leaked", "kind": "danger", "icon": "van", "tone": "error"}
    assert "leaked" not in said("{% button 'Vote' %}", **context)
    assert (
        said("{% tag 'packed' 'good' %}", **context).strip()
        == '<span class="tag tag-good">packed</span>'
    )


def test_a_card_says_its_heading_and_escapes_it():
    text = said("{% card heading=h tone='leek' span='4' %}<p>x</p>{% endcard %}", h="<b>")
    assert text == '<section class="card card-leek span-4"><h2>&lt;b&gt;</h2><p>x</p></section>'


def test_progress_never_runs_over():
    assert ui.share(300, 214) == "100%"
    assert ui.share(-1, 214) == "0%"
    assert ui.share(1, 0) == "0%"
