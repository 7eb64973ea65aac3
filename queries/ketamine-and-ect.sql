-- title: Ketamine and electroconvulsive therapy
-- answers: Is ketamine as good as electroconvulsive therapy? Each result with design, masking, size and outcome.
-- asks: clinician
-- controversies: Ketamine versus ECT
-- param: claims ids = noninferior-to-ect; the claims to look at; noninferior-to-ect
-- mini: claims = larkmint-relieves-nausea
SELECT study, direction, design, masking, n AS participants, outcome_role, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims))
ORDER BY direction, study, id
