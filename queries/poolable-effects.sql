-- title: Effects that could be pooled
-- answers: For which claims are there between-group effects on one scale, and how large are they?
-- asks: clinician, maintainer
-- may be empty: when no printed effect has been entered
SELECT e.claim, f.measure, e.study, f.value, f.low, f.high, f.better, f.outcome
FROM effect f JOIN evidence e ON e.id = f.line
WHERE e.counted ORDER BY e.claim, f.measure, e.study, e.id
