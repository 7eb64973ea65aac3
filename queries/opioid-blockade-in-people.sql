-- title: Opioid blockade in people
-- answers: Does blocking opioid receptors remove ketamine's antidepressant effect in people? Each human result, with who
--   took part and whose people were counted together.
-- asks: clinician, writer
-- controversies: naltrexone-blocks-or-not
-- param: claims ids = opioid-signalling-required; the claims to look at; opioid-signalling-required
-- mini: claims = cold-receptor-required
SELECT study, cluster AS counted_with, direction, counted, n AS participants, population, design, finding
FROM evidence
WHERE claim IN (SELECT value FROM json_each(:claims)) AND species = 'human' AND role <> 'background'
ORDER BY direction, study, id
