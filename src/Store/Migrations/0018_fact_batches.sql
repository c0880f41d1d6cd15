-- Every import of fact tables that changed something, and what each row was before: an import can be taken back.
CREATE TABLE fact_batch (
    id          {{identity}},
    source      TEXT NOT NULL,
    imported_by {{key}} NOT NULL,
    imported_at BIGINT NOT NULL,
    undone_by   {{key}} NOT NULL,
    undone_at   BIGINT
);

-- former is the row as it lay there, as JSON, sealed values sealed; NULL where the batch added it.
-- mark is a hash of what the batch left: a row that no longer has it was changed by somebody since.
CREATE TABLE fact_change (
    batch_id BIGINT NOT NULL REFERENCES fact_batch (id),
    table_id {{key}} NOT NULL,
    campaign {{key}} NOT NULL,
    key      {{key}} NOT NULL,
    former   TEXT,
    mark     {{key}} NOT NULL,
    PRIMARY KEY (batch_id, table_id, campaign, key)
);
CREATE INDEX fact_change_row ON fact_change (table_id, campaign, key);
