"""The order in which unseen records are shown: the most likely to be relevant first, learnt from every decision.

The method builds on the one whose loss on published reviews is lowest among those that need no language model (ELAS
u4 of ASReview 3: TF-IDF of words and pairs of words, sublinear; linear support vector machine, C 0.11, squared hinge,
the two classes balanced with ratio 9.8). Two things are added: the question and the criteria stand in for a relevant
record, and the unseen records count as faintly irrelevant, since most of them are. One setting for every review: it is
never tuned on the review at hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from medgang.core.errors import InvalidValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_C = 0.11
_RATIO = 9.8
_UNSEEN = 0.3
"""The weight of all unseen records together, against that of all records found irrelevant."""
_UNSEEN_AT_MOST = 500
"""So many of the unseen, evenly spread, stand for the rest: the order hardly changes, the time does."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is learnt from: a record's title and abstract."""

    title: str
    abstract: str = ""


class Ordering:
    """The records of one review, vectorised once, ranked as often as decisions come in."""

    def __init__(self, texts: Sequence[Text], *, criteria: str = "") -> None:
        if not texts:
            raise InvalidValue("literature.nothing_to_order")
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._size = len(texts)
        self._seeded = bool(criteria.strip())
        corpus = [f"{text.title} {text.abstract}" for text in texts]
        if not any(part.strip() for part in corpus):
            raise InvalidValue("literature.nothing_to_order")
        # words in nearly every record say nothing; with a handful of records that would be every word
        vectoriser = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, max_df=0.95 if len(texts) >= 20 else 1.0
        )
        self._matrix: Any = vectoriser.fit_transform(corpus)
        if self._seeded:
            from scipy.sparse import vstack

            self._matrix = vstack([self._matrix, vectoriser.transform([criteria])], format="csr")

    def scores(self, decisions: Mapping[int, bool]) -> NDArray[np.float64]:
        """A score per record, higher is likelier relevant. `decisions` are places in `texts` → relevant?

        Without criteria and without decisions of both kinds every score is 0: the order of the file stands.
        """
        import numpy as np

        seen = sorted(decisions)
        labels = [decisions[place] for place in seen]
        if self._seeded:
            # the question is the first relevant record
            seen, labels = [*seen, self._size], [*labels, True]
        elif all(labels) or not any(labels):
            return np.zeros(self._size)
        from sklearn.svm import LinearSVC

        unseen = self._sample_of_unseen(decisions)
        target = np.array([*labels, *([False] * len(unseen))], dtype=int)
        if not len(target) - target.sum():
            return np.zeros(self._size)
        model = LinearSVC(C=_C, loss="squared_hinge", random_state=535)
        model.fit(self._matrix[[*seen, *unseen]], target, sample_weight=_weights(target, len(seen)))
        found: NDArray[np.float64] = model.decision_function(self._matrix[: self._size])
        return found

    def _sample_of_unseen(self, decisions: Mapping[int, bool]) -> list[int]:
        unseen = [place for place in range(self._size) if place not in decisions]
        step = len(unseen) / _UNSEEN_AT_MOST
        return unseen if step <= 1 else [unseen[int(number * step)] for number in range(_UNSEEN_AT_MOST)]

    def ranked(self, decisions: Mapping[int, bool]) -> list[int]:
        """The unseen records, the likeliest first; equal scores keep the order of the file."""
        import numpy as np

        scores = self.scores(decisions)
        return [int(place) for place in np.argsort(-scores, kind="stable") if int(place) not in decisions]


def _weights(target: NDArray[Any], seen: int) -> NDArray[np.float64]:
    """A weight per record learnt from: the first `seen` are decided, the rest unseen.

    Those found irrelevant together weigh 1/9.8 of the relevant ones together, the unseen 0.3 of that; the mean over
    the decided is one.
    """
    import numpy as np

    relevant = int(target.sum())
    decided = np.arange(len(target)) < seen
    irrelevant = decided & (target == 0)
    raw = np.ones(len(target))
    raw[irrelevant] = relevant / (_RATIO * max(int(irrelevant.sum()), 1))
    raw[~decided] = _UNSEEN * relevant / (_RATIO * max(len(target) - seen, 1))
    found: NDArray[np.float64] = raw * (seen / raw.sum())
    return found
