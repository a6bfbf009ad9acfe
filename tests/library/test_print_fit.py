"""How a toolkit is set so that it fits on one A4."""

from types import SimpleNamespace

from wagtail.rich_text import RichText

from academie.library.print_fit import Fit, toolkit_fit


def blocks(number, sentences):
    text = RichText(f"<p>{'Zo doet u dat het beste. ' * sentences}</p>")
    return [SimpleNamespace(value={"title": "Doe dit", "text": text})] * number


def toolkit(*, steps, sentences, actions=3):
    return SimpleNamespace(
        title="Een opdracht geven",
        intro="Zo komt hij aan.",
        escalate_when="het niet helpt.",
        materials="Kaarten",
        actions=blocks(actions, 2),
        steps=blocks(steps, sentences),
    )


def test_short_card_is_set_with_room():
    assert toolkit_fit(toolkit(steps=3, sentences=4)) == Fit("full", True)


def test_long_card_is_set_densely():
    assert toolkit_fit(toolkit(steps=6, sentences=16)) == Fit("dense", True)


def test_very_long_card_keeps_the_titles_of_its_steps():
    assert toolkit_fit(toolkit(steps=12, sentences=60)) == Fit("dense", False)


def test_card_without_steps_fits():
    assert toolkit_fit(toolkit(steps=0, sentences=0, actions=0)) == Fit("full", True)
