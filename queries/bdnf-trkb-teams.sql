-- title: BDNF and TrkB: how many teams
-- answers: Is BDNF-TrkB essential, and is TrkB itself the target? Verdict, votes and number of teams for each claim.
-- asks: clinician, writer
-- controversies: Is BDNF-TrkB essential, and is TrkB itself the target?
-- param: claims ids = bdnf-required trkb-direct-binding bdnf-val66met-moderates peripheral-bdnf-tracks-response eef2-bdnf-translation; the claims to look at; trkb-direct-binding
-- mini: claims = larkmint-relieves-nausea cold-receptor-required
SELECT c.id AS claim, c.word, c.direction AS "sign", c.for_count AS "for", c.against_count AS against, c.neutral_count AS neutral,
  (SELECT COUNT(DISTINCT e.team) FROM evidence e WHERE e.claim = c.id AND e.counted AND e.direction = 'supports') AS teams_for,
  (SELECT COUNT(DISTINCT e.team) FROM evidence e WHERE e.claim = c.id AND e.counted AND e.direction = 'disputes') AS teams_against
FROM claim_verdict c WHERE c.id IN (SELECT value FROM json_each(:claims)) ORDER BY c.id
