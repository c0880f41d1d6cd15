-- What units answered to the items of a checklist.
CREATE TABLE checklist_reply (
    checklist {{key}} NOT NULL,
    item      {{key}} NOT NULL,
    unit_id   {{key}} NOT NULL,
    found     SMALLINT NOT NULL,
    details   TEXT NOT NULL,
    userid    {{key}} NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (checklist, item, unit_id)
);

-- What people say about the tool itself, and what the county answered.
CREATE TABLE feedback (
    id          {{identity}},
    userid      {{key}} NOT NULL,
    said        TEXT NOT NULL,
    at          BIGINT NOT NULL,
    answer      TEXT NOT NULL,
    answered_by {{key}} NOT NULL,
    answered_at BIGINT
);

-- A step on a problem's way: measure, result, review, closing, sending back. The truth is the submission it made.
CREATE TABLE problem_step (
    id         {{identity}},
    root       BIGINT NOT NULL REFERENCES submission (id),
    submission BIGINT NOT NULL REFERENCES submission (id),
    stage      {{key}} NOT NULL,
    userid     {{key}} NOT NULL,
    at         BIGINT NOT NULL,
    details    TEXT NOT NULL
);
CREATE INDEX problem_step_root ON problem_step (root, id);
CREATE INDEX problem_step_submission ON problem_step (submission);

CREATE TABLE notice (
    id          {{identity}},
    kind        {{key}} NOT NULL,
    body        TEXT NOT NULL,
    audience    TEXT NOT NULL,
    ask         {{key}} NOT NULL,
    form        {{key}} NOT NULL,
    due_on      {{key}},
    userid      {{key}} NOT NULL,
    area        {{key}} NOT NULL,
    at          BIGINT NOT NULL,
    recalled_at BIGINT
);

CREATE TABLE notice_receipt (
    notice_id     BIGINT NOT NULL REFERENCES notice (id),
    userid        {{key}} NOT NULL,
    pushes        INTEGER NOT NULL,
    confirmed_at  BIGINT,
    answer        TEXT NOT NULL,
    submission_id BIGINT REFERENCES submission (id),
    PRIMARY KEY (notice_id, userid)
);
CREATE INDEX notice_receipt_open ON notice_receipt (userid) WHERE confirmed_at IS NULL;

-- A household on its way through an official procedure (identification, elimination).
CREATE TABLE household_case (
    id           {{identity}},
    procedure    {{key}} NOT NULL,
    campaign     {{key}} NOT NULL,
    household_id {{key}} NOT NULL,
    area         {{key}} NOT NULL,
    green        SMALLINT NOT NULL,
    let_in       TEXT NOT NULL,
    userid       {{key}} NOT NULL,
    opened_at    BIGINT NOT NULL,
    closed_at    BIGINT
);
CREATE UNIQUE INDEX household_case_open ON household_case (procedure, campaign, household_id) WHERE closed_at IS NULL;

CREATE TABLE case_step (
    case_id       BIGINT NOT NULL REFERENCES household_case (id),
    step          {{key}} NOT NULL,
    on_date       {{key}} NOT NULL,
    submission_id BIGINT NOT NULL REFERENCES submission (id),
    userid        {{key}} NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (case_id, step)
);

-- A unit's ledger handed up to the level above; every version is kept.
CREATE TABLE sign_off (
    id         {{identity}},
    campaign   {{key}} NOT NULL,
    ledger     {{key}} NOT NULL,
    unit_id    {{key}} NOT NULL,
    area       {{key}} NOT NULL,
    version    INTEGER NOT NULL,
    content    TEXT NOT NULL,
    row_count  INTEGER NOT NULL,
    signatures TEXT NOT NULL,
    userid     {{key}} NOT NULL,
    at         BIGINT NOT NULL,
    state      {{key}} NOT NULL,
    comment    TEXT NOT NULL,
    decided_by {{key}} NOT NULL,
    decided_at BIGINT,
    UNIQUE (campaign, ledger, unit_id, version)
);

-- Households drawn for a second look; the second answers never count as a check-in.
CREATE TABLE recheck (
    id           {{identity}},
    submission   BIGINT NOT NULL REFERENCES submission (id),
    household_id {{key}} NOT NULL,
    form         {{key}} NOT NULL,
    userid       {{key}} NOT NULL,
    area         {{key}} NOT NULL,
    drawn_at     BIGINT NOT NULL,
    answers      TEXT NOT NULL,
    done_at      BIGINT
);
CREATE INDEX recheck_open ON recheck (userid) WHERE done_at IS NULL;
