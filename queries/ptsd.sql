-- title: Post-traumatic stress disorder
-- answers: Does ketamine treat PTSD? Each result with size and population.
-- asks: clinician
-- controversies: PTSD
-- param: claims ids = ptsd-efficacy; the claims to look at; anxiety-efficacy
-- mini: claims = larkmint-relieves-nausea
SELECT study, direction, role, n AS participants, COALESCE(population, '') AS population, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims))
ORDER BY direction, n DESC, study, id
