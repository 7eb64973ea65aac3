-- title: Serotonin transporter: species and dose
-- answers: Is the serotonin transporter a real target? Each result with species and dose.
-- asks: clinician, writer
-- controversies: Is the serotonin transporter a real target?
-- param: claims ids = sert-occupancy sert-needed-in-mice; the claims to look at; sert-occupancy
-- mini: claims = larkmint-calms-balance-nerve
SELECT claim, direction, species, COALESCE(dose, 'not stated') AS dose, study, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND counted
ORDER BY claim, direction, species, study, id
