-- title: Claims that rest on one team
-- answers: For which claims does everything that counts come from a single research team?
-- asks: clinician, writer, maintainer
SELECT c.id AS claim, c.word, MIN(e.team) AS team, COUNT(DISTINCT e.study) AS studies, c.statement
FROM claim_verdict c JOIN evidence e ON e.claim = c.id AND e.counted
GROUP BY c.id
HAVING COUNT(DISTINCT e.team) = 1 AND COUNT(e.team) = COUNT(*)
ORDER BY studies DESC, c.id
