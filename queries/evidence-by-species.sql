-- title: Evidence by species
-- answers: How many counted results come from people, rats, mice, monkeys and cells, and which way do they point?
-- asks: clinician, writer
-- param: topic text = ; only claims of this topic, empty for all; opioid
SELECT one.value AS species, SUM(e.direction = 'supports') AS supports, SUM(e.direction = 'disputes') AS disputes,
  SUM(e.direction = 'mixed') AS mixed, SUM(e.direction = 'neutral') AS neutral
FROM evidence e JOIN claim_verdict c ON c.id = e.claim,
  json_each('["' || replace(e.species, ' ', '","') || '"]') one
WHERE e.counted AND (:topic = '' OR c.topic = :topic)
GROUP BY one.value ORDER BY species
