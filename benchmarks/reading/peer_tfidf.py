"""TF-IDF with logistic regression, and the majority class. Runs in an environment of its own with scikit-learn.

JSON on stdin: {"texts", "labels"}; predictions by five-fold stratified cross-validation on stdout, same order.
"""

import json
import sys

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline


def main() -> None:
    asked = json.load(sys.stdin)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    said = {}
    for name, weight in (("tf-idf", None), ("tf-idf balanced", "balanced")):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            LogisticRegression(C=10, max_iter=2000, class_weight=weight),
        )
        said[name] = cross_val_predict(model, asked["texts"], asked["labels"], cv=folds).tolist()
    said["majority"] = cross_val_predict(DummyClassifier(), asked["texts"], asked["labels"], cv=folds).tolist()
    print(json.dumps(said))


main()
