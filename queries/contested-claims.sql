-- title: Contested claims
-- answers: On which claims do independent studies stand on both sides, and how many on each? Also those that only lean.
-- asks: clinician, writer
-- param: topic text = ; only claims of this topic, empty for all; opioid
SELECT id AS claim, topic, word, certainty, for_count AS "for", against_count AS against, statement
FROM claim_verdict
WHERE for_count > 0 AND against_count > 0 AND (:topic = '' OR topic = :topic)
ORDER BY MIN(for_count, against_count) DESC, id
