-- title: Other NMDA drugs
-- answers: Is blocking NMDA receptors enough? Drug by drug, how the human trials of other NMDA drugs came out.
-- asks: clinician, writer
-- controversies: nmda-class-problem
-- param: claims ids = nmdar-blockade-sufficient glun2b-antagonism-antidepressant nmdar-positive-modulation-antidepressant; the claims to look at; nmdar-blockade-sufficient
-- mini: claims = larkmint-relieves-nausea larkmint-causes-drowsiness
SELECT COALESCE(drug, '') AS drug, claim, SUM(direction = 'supports') AS supports, SUM(direction = 'disputes') AS disputes,
  SUM(direction IN ('mixed', 'neutral')) AS undecided, MAX(n) AS largest
FROM evidence
WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted AND species = 'human'
GROUP BY COALESCE(drug, ''), claim ORDER BY drug, claim
