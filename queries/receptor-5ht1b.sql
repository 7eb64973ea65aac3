-- title: 5-HT1B: studies and stories
-- answers: Does ketamine change 5-HT1B receptors in patients? For each claim the votes, and how often documents without data assert it.
-- asks: writer, clinician
-- controversies: Does ketamine change 5-HT1B receptors in patients?
-- param: claims ids = 5ht1b-human-binding-change 5ht1b-mediates 5ht1b-baseline-predicts-response ketamine-binds-5ht1b 5ht1b-lowers-serotonin-raises-dopamine; the claims to look at; 5ht1b-mediates
-- mini: claims = larkmint-calms-balance-nerve cold-receptor-required
SELECT c.id AS claim, c.word, c.direction AS "sign", c.certainty, c.for_count AS "for", c.against_count AS against,
  (SELECT COUNT(DISTINCT source) FROM echo e WHERE e.claim = c.id AND e.stance = 'asserts') AS asserted_by,
  (SELECT COUNT(*) FROM echo e WHERE e.claim = c.id AND e.drift IS NOT NULL) AS with_drift
FROM claim_verdict c WHERE c.id IN (SELECT value FROM json_each(:claims)) ORDER BY c.id
