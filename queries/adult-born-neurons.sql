-- title: Adult-born neurons
-- answers: Are adult-born neurons needed? Each result with species, drug and what was found.
-- asks: writer, clinician
-- controversies: Are adult-born neurons needed?
-- param: claims ids = neurogenesis-required; the claims to look at; neurogenesis-required
-- mini: claims = cold-receptor-required
SELECT direction, species, COALESCE(drug, '') AS drug, study, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND role <> 'background'
ORDER BY direction, species, study, id
