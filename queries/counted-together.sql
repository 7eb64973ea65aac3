-- title: Studies counted as one
-- answers: Which studies share people, animals or a registration, so that together they have one vote?
-- asks: maintainer, writer
-- may be empty: when every study stands alone
SELECT cluster, id AS study, label, n AS participants
FROM study
WHERE cluster IN (SELECT cluster FROM study GROUP BY cluster HAVING COUNT(*) > 1)
ORDER BY cluster, study
