-- title: One form of a drug against another
-- answers: Claim by claim, how many counted human results are about one form and how many about the other, and which way?
-- asks: clinician
-- param: one id = ketamine; a drug; arketamine
-- param: other id = esketamine; another; arketamine
-- mini: one = larkmint
-- mini: other = larkmint-oil
SELECT claim,
  SUM(drug = :one AND direction = 'supports') AS one_for, SUM(drug = :one AND direction = 'disputes') AS one_against,
  SUM(drug = :other AND direction = 'supports') AS other_for,
  SUM(drug = :other AND direction = 'disputes') AS other_against,
  SUM(drug IN (:one, :other) AND direction IN ('neutral', 'mixed')) AS undecided
FROM evidence WHERE counted AND species = 'human'
GROUP BY claim HAVING SUM(drug = :one) > 0 AND SUM(drug = :other) > 0
ORDER BY claim
