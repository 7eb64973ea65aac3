-- The compiled base. Made from the YAML files and thrown away at will; the views below are what may be relied on.
-- Every table is keyed by what its rows say, so the same base gives the same bytes.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every record whole, as JSON, with the place it stands at.
CREATE TABLE record (
  id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL,
  data TEXT NOT NULL, PRIMARY KEY (id, kind)
) WITHOUT ROWID;
CREATE INDEX record_kind ON record (kind);

CREATE TABLE concept (id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, definition TEXT) WITHOUT ROWID;
CREATE TABLE concept_name (
  name TEXT NOT NULL, concept TEXT NOT NULL, is_label INTEGER NOT NULL, PRIMARY KEY (name, concept)
) WITHOUT ROWID;
-- The names in plain words, as texts are read for them; written holds the forms of a short one, a line each.
CREATE TABLE concept_key (
  key TEXT NOT NULL, concept TEXT NOT NULL, written TEXT, PRIMARY KEY (key, concept)
) WITHOUT ROWID;
CREATE TABLE concept_ancestor (concept TEXT NOT NULL, ancestor TEXT NOT NULL, PRIMARY KEY (concept, ancestor)) WITHOUT ROWID;
CREATE INDEX concept_ancestor_ancestor ON concept_ancestor (ancestor);
-- Names as questions spell them, and how many claims have the concept as their subject.
CREATE TABLE concept_said (said TEXT NOT NULL, concept TEXT NOT NULL, PRIMARY KEY (said, concept)) WITHOUT ROWID;
CREATE TABLE concept_claims (concept TEXT PRIMARY KEY, claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX concept_claims_claims ON concept_claims (claims);
CREATE TABLE concept_xref (concept TEXT NOT NULL, curie TEXT NOT NULL, PRIMARY KEY (concept, curie)) WITHOUT ROWID;

CREATE TABLE source (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, short TEXT NOT NULL, container TEXT, issued TEXT,
  last_day TEXT, doi TEXT, pmid TEXT, pmcid TEXT, url TEXT, standing TEXT NOT NULL, standing_day TEXT,
  is_echo INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX source_doi ON source (lower(doi)) WHERE doi IS NOT NULL;
CREATE INDEX source_pmid ON source (pmid) WHERE pmid IS NOT NULL;
CREATE INDEX source_pmcid ON source (lower(pmcid)) WHERE pmcid IS NOT NULL;
CREATE TABLE source_study (source TEXT NOT NULL, study TEXT NOT NULL, PRIMARY KEY (source, study)) WITHOUT ROWID;
CREATE TABLE source_origin (source TEXT NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (source, origin)) WITHOUT ROWID;
CREATE TABLE assertion (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, claim TEXT NOT NULL, stance TEXT NOT NULL, statement TEXT NOT NULL,
  wording TEXT NOT NULL, causal_level TEXT, study TEXT, via TEXT, locator TEXT, drift TEXT
) WITHOUT ROWID;

CREATE INDEX assertion_claim ON assertion (claim);

CREATE TABLE study (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, design TEXT NOT NULL, masking TEXT NOT NULL, population TEXT,
  drug TEXT, dose TEXT, route TEXT, control TEXT, comparator TEXT, timepoint TEXT, n INTEGER, team TEXT, cohort TEXT,
  pools TEXT, includes_complete INTEGER NOT NULL, cluster TEXT NOT NULL, near TEXT NOT NULL, first_day TEXT
) WITHOUT ROWID;
CREATE INDEX study_near ON study (near);
CREATE TABLE study_species (study TEXT NOT NULL, species TEXT NOT NULL, PRIMARY KEY (study, species)) WITHOUT ROWID;
CREATE TABLE study_registry (study TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (study, number)) WITHOUT ROWID;
CREATE INDEX study_registry_number ON study_registry (lower(number));
CREATE TABLE study_part (study TEXT NOT NULL, whole TEXT NOT NULL, PRIMARY KEY (study, whole)) WITHOUT ROWID;
CREATE TABLE study_includes (study TEXT NOT NULL, included TEXT NOT NULL, PRIMARY KEY (study, included)) WITHOUT ROWID;

CREATE TABLE line (
  id TEXT PRIMARY KEY, study TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL, source TEXT NOT NULL,
  direction TEXT NOT NULL, directness TEXT NOT NULL, role TEXT NOT NULL, outcome_role TEXT NOT NULL,
  manipulates TEXT NOT NULL, causal_level TEXT NOT NULL, status TEXT NOT NULL, species TEXT NOT NULL,
  population TEXT, finding TEXT NOT NULL, locator TEXT NOT NULL, note TEXT, failed_check INTEGER NOT NULL,
  tier TEXT NOT NULL, counted INTEGER NOT NULL, why_not TEXT
) WITHOUT ROWID;
CREATE INDEX line_claim ON line (claim);
CREATE INDEX line_study ON line (study);
CREATE INDEX line_source ON line (source);
CREATE TABLE figure (
  owner TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, op TEXT, value TEXT NOT NULL, unit TEXT,
  note TEXT, PRIMARY KEY (owner, position)
) WITHOUT ROWID;
CREATE TABLE effect (
  line TEXT PRIMARY KEY, measure TEXT NOT NULL, outcome TEXT, timepoint TEXT, better TEXT NOT NULL, value TEXT NOT NULL,
  low TEXT, high TEXT, se TEXT, level TEXT
) WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, profile TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL,
  object TEXT NOT NULL, statement TEXT NOT NULL, species TEXT NOT NULL, routes TEXT NOT NULL, kin TEXT NOT NULL,
  searched_on TEXT
) WITHOUT ROWID;
CREATE INDEX claim_topic ON claim (topic);
CREATE INDEX claim_subject ON claim (subject, object);
CREATE INDEX claim_object ON claim (object, subject);
CREATE TABLE claim_phrasing (claim TEXT NOT NULL, phrasing TEXT NOT NULL, PRIMARY KEY (claim, phrasing)) WITHOUT ROWID;
CREATE TABLE claim_opposes (claim TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (claim, other)) WITHOUT ROWID;

CREATE TABLE hypothesis (id TEXT PRIMARY KEY, label TEXT NOT NULL, statement TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE hypothesis_claim (
  hypothesis TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (hypothesis, role, position)
) WITHOUT ROWID;
CREATE INDEX hypothesis_claim_claim ON hypothesis_claim (claim);
CREATE TABLE hypothesis_rival (hypothesis TEXT NOT NULL, rival TEXT NOT NULL, PRIMARY KEY (hypothesis, rival)) WITHOUT ROWID;
CREATE TABLE chain_step (
  hypothesis TEXT NOT NULL, position INTEGER NOT NULL, origin TEXT NOT NULL, target TEXT NOT NULL, claim TEXT, gap TEXT,
  PRIMARY KEY (hypothesis, position)
) WITHOUT ROWID;

-- Verdicts of claims and hypotheses; data is the whole verdict, proof the tree from word to source.
CREATE INDEX chain_step_origin ON chain_step (origin);
CREATE INDEX chain_step_target ON chain_step (target);

CREATE TABLE verdict (
  id TEXT NOT NULL, kind TEXT NOT NULL, word TEXT NOT NULL, direction TEXT, place INTEGER NOT NULL, certainty TEXT,
  for_count INTEGER, against_count INTEGER, mixed_count INTEGER, neutral_count INTEGER, echoes INTEGER,
  data TEXT NOT NULL, PRIMARY KEY (id, kind)
) WITHOUT ROWID;
CREATE TABLE vote (
  claim TEXT NOT NULL, cluster TEXT NOT NULL, sign TEXT NOT NULL, tier TEXT NOT NULL, level TEXT NOT NULL,
  people INTEGER, dated TEXT, studies TEXT NOT NULL, lines TEXT NOT NULL, steps TEXT NOT NULL,
  PRIMARY KEY (claim, cluster)
) WITHOUT ROWID;

CREATE TABLE diagnostic (
  path TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  severity TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL,
  PRIMARY KEY (path, line, "column", code, message)
) WITHOUT ROWID;

-- Full text. document holds what is indexed; claims carry their phrasings and the names of their concepts.
CREATE TABLE document (
  rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, names TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX document_kind ON document (kind, id);
-- The words of what a question can be about, as they are spelt there, and how often.
CREATE TABLE spelling (word TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE document_text USING fts5 (
  title, names, body, content = 'document', content_rowid = 'rowid', tokenize = "porter unicode61 remove_diacritics 2"
);

-- What saved questions and other programs may rely on.
CREATE VIEW evidence AS
  SELECT l.id, l.claim, l.study, s.label, l.source, l.direction, l.directness, l.role, l.outcome_role, l.causal_level,
    l.tier, l.counted, l.why_not, l.species, s.design, s.masking, s.population, s.drug, s.dose, s.route, s.control,
    s.timepoint, s.n, s.team, s.cluster, d.kind AS source_kind, d.short, d.issued, d.doi, d.standing, l.finding,
    l.locator
  FROM line l JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source;

CREATE VIEW independent_vote AS
  SELECT v.claim, c.statement, c.topic, v.cluster, v.sign, v.tier, v.level AS certainty_level, v.people AS participants,
    v.dated, v.studies
  FROM vote v JOIN claim c ON c.id = v.claim;

CREATE VIEW claim_verdict AS
  SELECT c.id, c.topic, c.profile, c.statement, v.word, v.direction, v.certainty, v.for_count, v.against_count,
    v.mixed_count, v.neutral_count, v.echoes, v.place, c.searched_on
  FROM claim c JOIN verdict v ON v.id = c.id AND v.kind = 'claim';

CREATE VIEW hypothesis_verdict AS
  SELECT h.id, h.label, h.statement, v.word, v.direction, v.place, json_extract(v.data, '$.decided_by') AS decided_by
  FROM hypothesis h JOIN verdict v ON v.id = h.id AND v.kind = 'hypothesis';

CREATE VIEW echo AS
  SELECT a.claim, a.source, d.short, d.kind AS source_kind, a.stance, a.wording, a.causal_level, a.study, a.via,
    a.statement, a.drift
  FROM assertion a JOIN source d ON d.id = a.source;
