-- title: Bladder and dependence
-- answers: What is known of long-term harm at treatment doses? Results by kind of study, with size and masking.
-- asks: clinician, writer
-- controversies: Long-term harm: bladder and dependence
-- param: claims ids = bladder-harm-at-treatment-dose abuse-risk long-term-safety-known; the claims to look at; bladder-harm-at-treatment-dose
-- mini: claims = larkmint-causes-drowsiness larkmint-safe-in-pregnancy
SELECT claim, direction, design, n AS participants, study, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims))
ORDER BY claim, direction, n DESC, study, id
