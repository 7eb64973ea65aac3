-- title: When and by what route serotonin matters
-- answers: When, and by what route, does serotonin matter? Results with the drug given and the time of measurement.
-- asks: writer, clinician
-- controversies: When and by what route does serotonin matter?
-- param: claims ids = serotonin-required-preclinical ampa-raphe-route mpfc-5ht1a-mediates ketamine-raises-prefrontal-serotonin; the claims to look at; ampa-raphe-route
-- mini: claims = larkmint-calms-balance-nerve cold-receptor-required
SELECT claim, direction, COALESCE(drug, '') AS drug, COALESCE(timepoint, 'not stated') AS timepoint, study, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND role <> 'background'
ORDER BY claim, direction, study, id
