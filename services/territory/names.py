"""One spelling for every spelling of a place name: the key by which names are compared."""

import re
import unicodedata

_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
_ARTICLES = frozenset({"le", "la", "les", "l"})
_SUR = re.compile(r"\bs/\s*", re.IGNORECASE)
_ASIDE = re.compile(r"[^a-z0-9]+")

# Most French names need only these letters, and one translate() is ten times cheaper than a normalisation.
_LETTERS = str.maketrans(
    {
        **dict(zip("àâäáãçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaceeeeiiiinooooouuuuyy", strict=True)),
        "œ": "oe",
        "æ": "ae",
        **dict.fromkeys("-'’ʼ`,.;:()/", " "),
    }
)


def folded(text: str) -> str:
    """The comparison key of a name: lower case, no accents, single spaces, `St` and `Ste` written out.

    >>> folded("St-Étienne s/ Chalaronne")
    'saint etienne sur chalaronne'
    """
    if "/" in text:
        text = _SUR.sub("sur ", text)
    plain = text.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).lower()  # again: `𝓐` becomes `A` only now
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = plain.split()
    if not plain.replace(" ", "").isalnum() or not plain.isascii():
        words = _ASIDE.sub(" ", plain).split()
    return " ".join([_ABBREVIATIONS.get(word, word) for word in words])


def without_article(key: str) -> str:
    """The same key without its leading article: `le mans` gives `mans`, `mans` stays `mans`."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in _ARTICLES else key
