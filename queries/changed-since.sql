-- title: What has come in since a year
-- answers: Which claims got new independent results in or after a year, and how did the sides stand before and since?
-- asks: clinician, writer, maintainer
-- param: year number = 2023; the first year that counts as new; 2024
-- mini: year = 2020
SELECT claim,
  SUM(sign = 'for' AND dated < :year) AS for_before, SUM(sign = 'against' AND dated < :year) AS against_before,
  SUM(sign = 'for' AND dated >= :year) AS for_since, SUM(sign = 'against' AND dated >= :year) AS against_since,
  SUM(sign IN ('mixed', 'neutral') AND dated >= :year) AS undecided_since
FROM (SELECT claim, sign, CAST(substr(dated, 1, 4) AS INTEGER) AS dated FROM independent_vote WHERE dated IS NOT NULL)
GROUP BY claim HAVING MAX(dated) >= :year ORDER BY claim
