"""Finding a need from the words a person types, in French or English."""

from collections.abc import Mapping

from services.territory.names import folded

# Words that say nothing about the reason. `mal` stays: "mal de dos" is not "dos" alone.
_FRENCH = (
    "a ai ait au aux avec ce cela dans d de des du elle en est et il j je l la le les ma me mes moi mon ne "
    "nous on ou par pas pour qu que qui sa se ses son suis sur un une vous y"
)
_ENGLISH = "an and for have i in is it my of or the to with"
_SMALL_WORDS = frozenset({*_FRENCH.split(), *_ENGLISH.split()})
_EXACT, _BEGINNING = 4, 3


def _words(text: str) -> tuple[str, ...]:
    """The words that count, without the plural's s or x."""
    kept = [word for word in folded(text).split() if word not in _SMALL_WORDS]
    return tuple(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in kept)


def _fit(asked: str, offered: tuple[str, ...]) -> int:
    if asked in offered:
        return _EXACT
    return _BEGINNING if len(asked) >= 3 and any(word.startswith(asked) for word in offered) else 0


def best_matches(text: str, phrases: Mapping[str, tuple[str, ...]], limit: int) -> tuple[str, ...]:
    """Keys of `phrases` that fit, best first; ties keep the order of `phrases`.

    Ranked by how much of what was asked is found under the key, then by how closely one single phrase
    says the same thing: "tension" is nearer to "tension" than to "tension artérielle".
    """
    asked = _words(text)
    if not asked:
        return ()
    ranked: list[tuple[int, float, int, str]] = []
    for order, (key, texts) in enumerate(phrases.items()):
        offered = [_words(phrase) for phrase in texts]
        vocabulary = tuple(word for words in offered for word in words)
        found = sum(_fit(word, vocabulary) for word in asked)
        if not found:
            continue
        closeness = max(
            sum(_fit(word, words) for word in asked) / (len(asked) + len(words)) for words in offered if words
        )
        ranked.append((-found, -closeness, order, key))
    return tuple(key for *_, key in sorted(ranked)[:limit])
