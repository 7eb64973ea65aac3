-- title: Masking and benefit
-- answers: How much of the effect survives a control that people can feel and masking that works? Human results by kind of control.
-- asks: clinician, writer
-- controversies: expectancy-and-masking; How much is drug, how much is expectation and broken masking?; Does ketamine beat a control that people can feel?
-- param: claims ids = ketamine-relieves-depression beats-active-placebo beats-inactive-placebo expectancy-drives-benefit unblinding-inflates-effect dissociation-mediates; the claims to look at; beats-active-placebo
-- mini: claims = larkmint-relieves-nausea expectation-explains-relief
SELECT claim, COALESCE(control, 'not stated') AS control, masking, SUM(direction = 'supports') AS supports,
  SUM(direction = 'disputes') AS disputes, SUM(direction IN ('mixed', 'neutral')) AS undecided, MAX(n) AS largest
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted AND species = 'human'
GROUP BY claim, COALESCE(control, 'not stated'), masking ORDER BY claim, control, masking
