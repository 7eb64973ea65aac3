-- title: Metabolite and mirror form
-- answers: Does hydroxynorketamine, or the (R)-form it comes from, carry the effect? Results by claim and species.
-- asks: clinician, writer
-- controversies: metabolite-and-r-enantiomer
-- param: claims ids = hnk-mediates hnk-nmdar-independent arketamine-efficacy; the claims to look at; hnk-mediates
-- mini: claims = larkmint-calms-balance-nerve larkmint-relieves-nausea
SELECT claim, species, SUM(direction = 'supports') AS supports, SUM(direction = 'disputes') AS disputes,
  SUM(direction IN ('mixed', 'neutral')) AS undecided, COUNT(DISTINCT team) AS teams
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted
GROUP BY claim, species ORDER BY claim, species
