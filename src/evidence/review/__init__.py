"""What a base waits for: lines to accept, searches to make, evidence that hangs on one team, checks that nobody did."""

from __future__ import annotations

from evidence.review.desk import Desk
from evidence.review.report import review_json

__all__ = ["Desk", "review_json"]
