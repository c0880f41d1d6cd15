-- Every import that changed the roster, and what each row was before: an import can be taken back.
CREATE TABLE roster_batch (
    id          {{identity}},
    source      TEXT NOT NULL,
    imported_by {{key}} NOT NULL,
    imported_at BIGINT NOT NULL,
    undone_by   {{key}} NOT NULL,
    undone_at   BIGINT
);

-- former is the record as it was, as JSON, its personal numbers sealed as they lie in the roster; NULL where the batch added it.
-- mark is a hash of what the batch left: a row that no longer has it was changed by somebody since.
CREATE TABLE roster_change (
    batch_id BIGINT NOT NULL REFERENCES roster_batch (id),
    sheet    {{key}} NOT NULL,
    id       {{key}} NOT NULL,
    former   TEXT,
    mark     {{key}} NOT NULL,
    PRIMARY KEY (batch_id, sheet, id)
);
CREATE INDEX roster_change_row ON roster_change (sheet, id);
