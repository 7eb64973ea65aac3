-- title: Dopamine: rodents and people
-- answers: D1 or D2, and does it happen in people? Results by claim, species and direction.
-- asks: clinician, writer
-- controversies: Dopamine: D1 or D2, and does it happen in people?
-- param: claims ids = dopamine-d1-pfc-mediates ketamine-raises-dopamine; the claims to look at; ketamine-raises-dopamine
-- mini: claims = larkmint-calms-balance-nerve cold-receptor-required
SELECT claim, species, direction, COUNT(*) AS results, COUNT(DISTINCT cluster) AS independent, COUNT(DISTINCT team) AS teams
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted
GROUP BY claim, species, direction ORDER BY claim, species, direction
