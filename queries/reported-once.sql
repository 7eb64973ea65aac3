-- title: Claims nobody has repeated
-- answers: Which claims rest on one independent report, and which?
-- asks: clinician, writer, maintainer
SELECT c.id AS claim, c.direction AS "sign", v.cluster AS study, v.tier, v.participants, v.dated
FROM claim_verdict c JOIN independent_vote v ON v.claim = c.id AND v.sign = c.direction
WHERE c.word = 'reported-once' ORDER BY c.id, v.cluster
