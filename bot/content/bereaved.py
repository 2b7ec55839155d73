"""The noun of how people tell of a death, a part of `language/small_talk.yaml`."""

from __future__ import annotations

from bot.content.fields import Model, Slug, Texts


class Bereaved(Model):
    """How people tell of a death, of which `mất` is said as well as of a thing that is lost."""

    kin: Texts
    """Who may have died: `bố`, `ông cụ`, `người thân`."""
    anybody: Texts = ()
    """Who may have died, and is nobody in particular: `người`."""
    whose: Texts = ()
    """What may stand after that: `tôi`, `nhà em`."""
    between: Texts = ()
    """What may stand before `mất`: `vừa`, `đã`."""
    gone: Texts
    """`mất`: a death only where nothing follows but one of `after`."""
    after: Texts = ()
    """What follows a death; `n` is any number: `n năm rồi`."""
    dead: Texts = ()
    """What said of a person is a death, whatever follows: `chết`."""
    died: Texts = ()
    """What is a death even where nobody is named: `qua đời`."""
    things: Texts = ()
    """What is lost, said before its owner: `thẻ của`."""
    unless: Texts = ()
    """Words with which a thing is lost: `làm lại`, `bị mất`."""
    surely: Texts = ()
    """Words that are said of the dead, and of their things: `nộp lại`."""
    they: Texts = ()
    """What the dead are called later on: `ông ấy`."""
    see: tuple[Slug, ...] = ()
    """Topics to offer."""
    articles: tuple[Slug, ...] = ()
    """Topics whose answer holds of the dead too."""
