-- title: Syntheses and what they pool
-- answers: Which meta-analyses and reviews are in the base, how many of their studies are in it too, and what do they bear on?
-- asks: maintainer, clinician
SELECT s.id AS synthesis, s.pools, s.n AS participants, s.includes_complete AS list_is_complete,
  (SELECT COUNT(*) FROM study_includes i WHERE i.study = s.id) AS included_here,
  (SELECT COUNT(DISTINCT e.claim) FROM evidence e WHERE e.study = s.id) AS claims
FROM study s WHERE s.design IN ('meta-analysis', 'systematic-review', 'guideline') ORDER BY s.id
