"""A story as a score."""

from types import SimpleNamespace

from academie.library.score import score_for


def moment(title, *voices):
    parts = [{"voice": voice, "text": "Ik zag dit.", "quote": None} for voice in voices]
    return SimpleNamespace(value={"title": title, "parts": parts})


def columns(beat):
    return [(part.label, part.column) for part in beat.parts]


def test_every_voice_keeps_its_column():
    score = score_for([moment("Mei", "ouder", "school"), moment("Juni", "smw", "ouder")])
    assert score.columns == 3
    assert columns(score.beats[0]) == [("School", "c1"), ("Ouder", "c3")]
    assert columns(score.beats[1]) == [("SMW", "c2"), ("Ouder", "c3")]


def test_more_than_four_voices_fill_three_columns_in_turn():
    score = score_for([moment("Mei", "school", "smw", "wijkteam", "ouder", "jongere")])
    assert score.columns == 3
    assert [part.column for part in score.beats[0].parts] == ["c1", "c2", "c3", "c1", "c2"]


def test_no_moments_give_an_empty_score():
    score = score_for([])
    assert (score.beats, score.columns) == ((), 0)


def test_part_without_a_quote_has_an_empty_one():
    assert score_for([moment("Mei", "smw")]).beats[0].parts[0].quote == ""
