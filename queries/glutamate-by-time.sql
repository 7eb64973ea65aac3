-- title: Glutamate surge: when was it looked for
-- answers: Is there a glutamate surge in patients, and does it carry the benefit? Each result with species and time of measurement.
-- asks: clinician, writer
-- controversies: glutamate-surge-in-people
-- param: claims ids = glutamate-surge; the claims to look at; glutamate-surge
-- mini: claims = larkmint-calms-balance-nerve
SELECT species, timepoint, direction, directness, counted, study, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND role <> 'background'
ORDER BY species, direction, study, id
