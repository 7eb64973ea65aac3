-- title: Documents nobody has looked up again
-- answers: For which documents behind counted results is it not known whether they were corrected or retracted?
-- asks: maintainer
-- may be empty: when every standing has been checked
SELECT source, short AS document, COUNT(DISTINCT claim) AS claims, COUNT(*) AS counted_results
FROM evidence WHERE standing = 'unknown' AND counted
GROUP BY source ORDER BY counted_results DESC, source
