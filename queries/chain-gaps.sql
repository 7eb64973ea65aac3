-- title: Gaps and weak steps in each account
-- answers: From drug to relief, which steps of a hypothesis has nobody shown, and how well does evidence carry the others?
-- asks: writer, maintainer, clinician
SELECT s.hypothesis, s.position + 1 AS step, s.origin AS "from", s.target AS "to", s.claim, c.word, c.certainty, s.gap
FROM chain_step s LEFT JOIN claim_verdict c ON c.id = s.claim
ORDER BY s.hypothesis, s.position
