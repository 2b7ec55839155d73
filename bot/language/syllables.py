"""Which letter strings are Vietnamese syllables when marks are left off."""

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien
ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen
oeo oet oi om on ong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi
uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu uyp y yem yen yeng yet yeu
"""
_AFTER_QU = "a e i o y an en in on ang ay at et it yen yet ynh anh ac ai ao ap au eo yt"

_BEFORE_FRONT = {"k", "gh", "ngh"}
_BEFORE_BACK = {"c", "g", "ng"}


def _spelt(onset: str, rime: str) -> bool:
    """Return whether spelling rules allow an onset before a rime: `ke` but `co`, never `ko`."""
    front = rime[0] in "eiy"
    return not (onset in _BEFORE_FRONT and not front) and not (onset in _BEFORE_BACK and front)


SYLLABLES = frozenset(
    {
        onset + rime
        for onset in ["", *_ONSETS.split()]
        for rime in _RIMES.split()
        if _spelt(onset, rime)
    }
    | {"gi", "gin", "gim", "gip", "git", "gich"}
    | {"qu" + rime for rime in _AFTER_QU.split()}
    | {"boong", "xoong", "soong", "mooc", "sooc", "rooc"}  # `khoong` is `không` in Telex
)
"""Every possible syllable, folded: 27 onsets by 105 rimes and the irregular ones."""


def is_syllable(folded: str) -> bool:
    """Return whether a folded word could be one Vietnamese syllable."""
    return folded in SYLLABLES
