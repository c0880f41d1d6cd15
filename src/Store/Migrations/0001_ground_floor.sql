-- Instants are Unix milliseconds UTC, days yyyy-MM-dd, booleans 0 or 1.
-- {{key}} is text compared byte by byte, so that ids sort alike and an area is a range on both databases.
-- Absent text is '', never NULL; NULL is for instants, days, numbers and sealed values that are not there.

CREATE TABLE meta (
    key   {{key}} PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE pack_file (
    version {{key}} NOT NULL,
    path    {{key}} NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (version, path)
);

CREATE TABLE unit (
    id        {{key}} PRIMARY KEY,
    parent_id {{key}} REFERENCES unit (id),
    level     {{key}} NOT NULL,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    path      {{key}} NOT NULL,
    sort      INTEGER NOT NULL
);
CREATE INDEX unit_path ON unit (path);

CREATE TABLE person (
    userid       {{key}} PRIMARY KEY,
    name         TEXT NOT NULL,
    role         {{key}} NOT NULL,
    unit_id      {{key}} NOT NULL REFERENCES unit (id),
    level        {{key}} NOT NULL,
    phone_cipher {{blob}},
    phone_lookup {{key}},
    active       SMALLINT NOT NULL,
    sort         INTEGER NOT NULL
);
CREATE INDEX person_unit ON person (unit_id);
CREATE INDEX person_phone ON person (phone_lookup);

CREATE TABLE household (
    id            {{key}} PRIMARY KEY,
    village_id    {{key}} NOT NULL REFERENCES unit (id),
    area          {{key}} NOT NULL,
    group_no      TEXT NOT NULL,
    head_name     TEXT NOT NULL,
    id_cipher     {{blob}},
    id_lookup     {{key}},
    types         TEXT NOT NULL,
    size          INTEGER NOT NULL,
    monitor_type  TEXT NOT NULL,
    risk_types    TEXT NOT NULL,
    risk_status   TEXT NOT NULL,
    identified_on {{key}},
    phone_cipher  {{blob}},
    phone_lookup  {{key}},
    contact       {{key}} NOT NULL,
    sort          INTEGER NOT NULL
);
CREATE INDEX household_area ON household (area);
CREATE INDEX household_contact ON household (contact);
CREATE INDEX household_village ON household (village_id);
CREATE INDEX household_head ON household (head_name);
CREATE INDEX household_id_number ON household (id_lookup);

CREATE TABLE member (
    household_id {{key}} NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    seq          INTEGER NOT NULL,
    name         TEXT NOT NULL,
    id_cipher    {{blob}},
    id_lookup    {{key}},
    relation     TEXT NOT NULL,
    labour       TEXT NOT NULL,
    disability   TEXT NOT NULL,
    schooling    TEXT NOT NULL,
    working      TEXT NOT NULL,
    PRIMARY KEY (household_id, seq)
);
CREATE INDEX member_id_number ON member (id_lookup);

CREATE TABLE measure (
    household_id {{key}} NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    seq          INTEGER NOT NULL,
    name         TEXT NOT NULL,
    since        {{key}},
    PRIMARY KEY (household_id, seq)
);

-- Whoever writes to us has a session, known person or not.
CREATE TABLE session (
    userid     {{key}} PRIMARY KEY,
    state      TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE inbox (
    id             {{identity}},
    dedup_key      {{key}} NOT NULL UNIQUE,
    userid         {{key}} NOT NULL,
    received_at    BIGINT NOT NULL,
    payload_cipher {{blob}} NOT NULL,
    state          {{key}} NOT NULL,
    reply          TEXT,
    reply_taken_at BIGINT,
    error          TEXT,
    attempts       INTEGER NOT NULL
);
CREATE INDEX inbox_pending ON inbox (userid, id) WHERE state = 'pending';

CREATE TABLE outbox (
    id            {{identity}},
    userid        {{key}} NOT NULL,
    kind          {{key}} NOT NULL,
    payload       TEXT NOT NULL,
    not_before    BIGINT NOT NULL,
    state         {{key}} NOT NULL,
    attempts      INTEGER NOT NULL,
    created_at    BIGINT NOT NULL,
    sent_at       BIGINT,
    error         TEXT,
    msgid         {{key}},
    task_id       {{key}},
    response_code {{key}},
    dedup_key     {{key}} UNIQUE
);
CREATE INDEX outbox_due ON outbox (not_before, id) WHERE state = 'pending';
CREATE INDEX outbox_order ON outbox (userid, id) WHERE state = 'pending';
CREATE INDEX outbox_task ON outbox (task_id);

CREATE TABLE file (
    id         {{identity}},
    name       TEXT NOT NULL,
    content    {{blob}} NOT NULL,
    sha256     {{key}} NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE submission (
    id           {{identity}},
    form         {{key}} NOT NULL,
    form_version {{key}} NOT NULL,
    pack_version {{key}} NOT NULL,
    campaign     {{key}} NOT NULL,
    subject      {{key}} NOT NULL,
    period       {{key}} NOT NULL,
    userid       {{key}} NOT NULL,
    area         {{key}} NOT NULL,
    answers      TEXT NOT NULL,
    unchanged    SMALLINT NOT NULL,
    submitted_at BIGINT NOT NULL,
    replaces     BIGINT REFERENCES submission (id),
    replaced_by  BIGINT REFERENCES submission (id),
    reason       TEXT NOT NULL
);
CREATE INDEX submission_subject ON submission (form, subject, period);
CREATE INDEX submission_period ON submission (form, period, submitted_at);
CREATE INDEX submission_userid ON submission (userid);

CREATE TABLE occurrence (
    id            {{identity}},
    what          {{key}} NOT NULL,
    campaign      {{key}} NOT NULL,
    subject       {{key}} NOT NULL,
    period        {{key}} NOT NULL,
    userid        {{key}} NOT NULL,
    area          {{key}} NOT NULL,
    opens_at      BIGINT NOT NULL,
    due_at        BIGINT,
    done_at       BIGINT,
    submission_id BIGINT REFERENCES submission (id),
    UNIQUE (what, campaign, subject, period)
);
CREATE INDEX occurrence_round ON occurrence (what, campaign, period, userid);
CREATE INDEX occurrence_left ON occurrence (due_at) WHERE done_at IS NULL;

CREATE TABLE firing (
    plan     {{key}} NOT NULL,
    moment   {{key}} NOT NULL,
    due_at   BIGINT NOT NULL,
    fired_at BIGINT NOT NULL,
    counts   TEXT NOT NULL,
    PRIMARY KEY (plan, moment)
);

CREATE TABLE ledger_request (
    id           {{identity}},
    userid       {{key}} NOT NULL,
    ledger       {{key}} NOT NULL,
    campaign     {{key}} NOT NULL,
    period       {{key}} NOT NULL,
    unit         {{key}} NOT NULL,
    state        {{key}} NOT NULL,
    requested_at BIGINT NOT NULL,
    started_at   BIGINT,
    file_id      BIGINT REFERENCES file (id),
    error        TEXT
);
CREATE INDEX ledger_request_waiting ON ledger_request (id) WHERE state IN ('requested', 'making');

CREATE TABLE journal (
    id        {{identity}},
    chain     {{key}} NOT NULL,
    seq       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    actor     {{key}} NOT NULL,
    action    {{key}} NOT NULL,
    subject   {{key}} NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    why       TEXT NOT NULL,
    prev_hash {{key}} NOT NULL,
    hash      {{key}} NOT NULL,
    UNIQUE (chain, seq)
);
