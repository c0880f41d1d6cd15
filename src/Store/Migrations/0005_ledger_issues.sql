-- What was issued stays as it was: the file, and its rows for comparing with the next issue. Rows are sealed JSON.
CREATE TABLE ledger_issue (
    id           {{identity}},
    number       {{key}} NOT NULL UNIQUE,
    ledger       {{key}} NOT NULL,
    campaign     {{key}} NOT NULL,
    period       {{key}} NOT NULL,
    unit_id      {{key}} NOT NULL,
    issued_at    BIGINT NOT NULL,
    issuer       {{key}} NOT NULL,
    check_code   {{key}} NOT NULL,
    rows_cipher  {{blob}} NOT NULL,
    file_id      BIGINT NOT NULL REFERENCES file (id),
    changes      TEXT NOT NULL,
    reason       TEXT NOT NULL,
    pack_version {{key}} NOT NULL
);
CREATE INDEX ledger_issue_of ON ledger_issue (ledger, campaign, period, unit_id, id);
