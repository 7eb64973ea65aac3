-- title: Suicidal thoughts and suicide
-- answers: Does ideation fall, does anything durable follow, and for whom? Results with population and time.
-- asks: clinician, writer
-- controversies: Suicidality
-- param: claims ids = reduces-suicidal-ideation esketamine-not-shown-antisuicidal; the claims to look at; reduces-suicidal-ideation
-- mini: claims = larkmint-relieves-nausea expectation-explains-relief
SELECT claim, direction, study, COALESCE(population, '') AS population, COALESCE(timepoint, 'not stated') AS timepoint,
  n AS participants, outcome_role, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted
ORDER BY claim, direction, study, id
