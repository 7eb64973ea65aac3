-- title: Verdicts that hang on one study
-- answers: Which words would change if one independent study (or group of studies on the same people) did not exist?
-- asks: clinician, writer, maintainer
-- param: topic text = ; only claims of this topic, empty for all; opioid
SELECT c.id AS claim, c.word, c.direction AS "sign", json_extract(f.value, '$.cluster') AS without,
  json_extract(f.value, '$.becomes') AS becomes, json_extract(f.value, '$.direction') AS becomes_sign
FROM claim_verdict c JOIN verdict v ON v.id = c.id AND v.kind = 'claim', json_each(v.data, '$.flip_set') f
WHERE :topic = '' OR c.topic = :topic
ORDER BY claim, without
