"""TF-IDF with logistic regression, and the majority class. Runs in an environment of its own with scikit-learn.

JSON on stdin: {"train", "labels", "test"}; on stdout the predictions for ``test``, by the name of the model.
"""

import json
import sys

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def main() -> None:
    asked = json.load(sys.stdin)
    models = {"majority": DummyClassifier()}
    for name, weight in (("tf-idf", None), ("tf-idf balanced", "balanced")):
        models[name] = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            LogisticRegression(C=10, max_iter=3000, class_weight=weight),
        )
    said = {
        name: model.fit(asked["train"], asked["labels"]).predict(asked["test"]).tolist()
        for name, model in models.items()
    }
    print(json.dumps(said))


main()
