-- title: Claims about a thing and its kinds
-- answers: What is claimed of a drug, target or condition, or of anything that is a kind of it?
-- asks: clinician, writer
-- param: concept id = ketamine; the id of a concept; opioid-receptor
-- mini: concept = herbal-remedy
SELECT DISTINCT c.id AS claim, c.subject, c.predicate, c.object, v.word
FROM claim c JOIN claim_verdict v ON v.id = c.id
WHERE :concept IN (c.subject, c.object)
  OR EXISTS (SELECT 1 FROM concept_ancestor a WHERE a.ancestor = :concept AND a.concept IN (c.subject, c.object))
ORDER BY c.id
