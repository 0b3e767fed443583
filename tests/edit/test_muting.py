"""Rules are switched off once, in the document, and on again."""

from __future__ import annotations

from vsm_desktop.edit.muting import mute, unmute
from vsm_desktop.model.stream import new_stream


def test_a_rule_is_switched_off_once_and_on_again() -> None:
    stream = mute("unbalanced")(mute("ct_over_takt")(new_stream()))
    assert stream.muted == ("ct_over_takt", "unbalanced")
    assert mute("unbalanced")(stream) is stream
    assert unmute("ct_over_takt")(stream).muted == ("unbalanced",)
