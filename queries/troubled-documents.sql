-- title: Retractions and concerns, and what they touch
-- answers: Which documents were retracted, withdrawn, replaced, corrected or carry a concern, and which claims rest on them?
-- asks: clinician, maintainer, writer
-- may be empty: when no document of the base is in trouble
SELECT s.id AS source, s.standing, e.claim, e.study, e.direction, e.why_not AS left_out_because
FROM source s LEFT JOIN evidence e ON e.source = s.id
WHERE s.standing NOT IN ('ok', 'unknown')
ORDER BY s.id, e.claim, e.id
