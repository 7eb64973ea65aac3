-- title: How the evidence on a topic came in
-- answers: In which order did the independent results on a topic appear, and which way did each point?
-- asks: writer, clinician
-- param: topic text = opioid; a topic; serotonin
-- mini: topic = mechanism
SELECT v.dated, v.claim, v.sign, v.tier, v.cluster AS study, v.participants
FROM independent_vote v WHERE v.topic = :topic
ORDER BY v.dated IS NULL, v.dated, v.claim, v.cluster
