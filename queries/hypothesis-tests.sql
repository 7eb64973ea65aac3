-- title: Hypotheses and the claims they stand or fall with
-- answers: How does each account fare, test by test?
-- asks: clinician, writer
SELECT h.id AS hypothesis, h.word, t.claim AS test, c.word AS test_word, c.direction AS test_sign, c.certainty,
  c.for_count AS "for", c.against_count AS against
FROM hypothesis_verdict h JOIN hypothesis_claim t ON t.hypothesis = h.id AND t.role = 'tests'
JOIN claim_verdict c ON c.id = t.claim
ORDER BY h.id, t.claim
