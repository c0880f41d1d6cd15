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

-- A leave counts once somebody above has agreed to it. acting is who does the work just now, '' while nobody does: it is what
-- lets the stand-in see the households, and it is brought up to date every day.
ALTER TABLE leave ADD COLUMN acting {{key}} NOT NULL DEFAULT '';
ALTER TABLE leave ADD COLUMN confirmed_by {{key}} NOT NULL DEFAULT '';
ALTER TABLE leave ADD COLUMN confirmed_at BIGINT;
UPDATE leave SET confirmed_by = noted_by, confirmed_at = noted_at;
CREATE INDEX leave_acting ON leave (acting, userid) WHERE acting <> '';

-- Who was told that a unit is late with something: they hear of it too when it comes in.
CREATE TABLE late_told (
    campaign {{key}} NOT NULL,
    what     {{key}} NOT NULL,
    period   {{key}} NOT NULL,
    unit_id  {{key}} NOT NULL,
    userid   {{key}} NOT NULL,
    PRIMARY KEY (campaign, what, period, unit_id, userid)
);
