-- What no form asks: one row of one table of prompts/facts. content is JSON, column -> value, sensitive ones sealed.
CREATE TABLE fact (
    id           {{identity}},
    table_id     {{key}} NOT NULL,
    campaign     {{key}} NOT NULL,
    key          {{key}} NOT NULL,
    household_id {{key}} NOT NULL,
    unit_id      {{key}} NOT NULL,
    on_date      {{key}},
    content      TEXT NOT NULL,
    source       TEXT NOT NULL,
    changed_at   BIGINT NOT NULL,
    UNIQUE (table_id, campaign, key)
);
CREATE INDEX fact_household ON fact (household_id, table_id);

-- What a rule found. gone_at is NULL as long as it stands; waived_by is '' unless somebody took it upon them.
CREATE TABLE finding (
    id         {{identity}},
    rule       {{key}} NOT NULL,
    campaign   {{key}} NOT NULL,
    subject    {{key}} NOT NULL,
    severity   {{key}} NOT NULL,
    area       {{key}} NOT NULL,
    userid     {{key}} NOT NULL,
    message    TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen  BIGINT NOT NULL,
    gone_at    BIGINT,
    waived_by  {{key}} NOT NULL,
    reason     TEXT NOT NULL,
    UNIQUE (rule, campaign, subject)
);
CREATE INDEX finding_open ON finding (area, rule) WHERE gone_at IS NULL;

-- Every submission about a household, whatever the form: what rules read of it.
CREATE INDEX submission_of_subject ON submission (subject, form) WHERE replaced_by IS NULL;
