"""scikit-learn recipes: nearest phrasing by TF-IDF, and two linear classifiers over it."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from bench.contender import ByTopic, best_columns, chunks
from bench.effort import SEED
from bench.texts import Texts


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


class NearestByCharacters:
    """The topic of the phrasing with the highest cosine of pieces of words."""

    name = "TF-IDF char_wb 2–5, nearest"

    def __init__(self, texts: Texts) -> None:
        """Index the phrasings."""
        self._vectors = _characters()
        self._rows = self._vectors.fit_transform(texts.phrasings).T.tocsr()
        self._by_topic = ByTopic(texts.topics)

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return the topics of the nearest phrasings."""
        found = []
        for part in chunks(questions):
            scores = (self._vectors.transform(part) @ self._rows).toarray()
            found += self._by_topic.best(scores)
        return found


class Classifier:
    """A pipeline of vectoriser and linear classifier."""

    def __init__(self, name: str, pipeline: Pipeline, texts: Texts) -> None:
        """Fit."""
        self.name = name
        self._pipeline = pipeline.fit(texts.phrasings, texts.topics)

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return the topics with the highest decision values."""
        scores = self._pipeline.decision_function(questions)
        return best_columns(scores, list(self._pipeline.classes_))


def support_vectors(texts: Texts) -> Classifier:
    """Return the usual strong baseline: words, pairs of words and pieces, LinearSVC."""
    pieces = FeatureUnion(
        [
            ("word", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("char", _characters()),
        ]
    )
    machine = LinearSVC(C=1.0, random_state=SEED)
    return Classifier("TF-IDF word+char, LinearSVC", make_pipeline(pieces, machine), texts)


def deep_pavlov_like(texts: Texts) -> Classifier:
    """Return DeepPavlov's FAQ recipe: words, logistic regression with C = 1000.

    L-BFGS stops at a tolerance of 1e-3 or after 200 steps, so that it ends in reasonable time.
    """
    model = LogisticRegression(C=1000, solver="lbfgs", tol=1e-3, max_iter=200)
    name = "TF-IDF word, logistic regression"
    return Classifier(name, make_pipeline(TfidfVectorizer(), model), texts)
