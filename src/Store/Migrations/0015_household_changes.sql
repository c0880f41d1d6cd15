-- A household that has left the roster, such as one that moved away, stays with its history; it is not visited or counted any more.
ALTER TABLE household ADD COLUMN ended_on {{key}};
ALTER TABLE household ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';

-- What was reported of a household's people, until somebody above takes it into the roster or sends it back.
CREATE TABLE household_change (
    submission_id BIGINT PRIMARY KEY REFERENCES submission (id),
    household_id  {{key}} NOT NULL,
    area          {{key}} NOT NULL,
    userid        {{key}} NOT NULL,
    reported_at   BIGINT NOT NULL,
    state         {{key}} NOT NULL,
    comment       TEXT NOT NULL,
    decided_by    {{key}} NOT NULL,
    decided_at    BIGINT,
    batch_id      BIGINT REFERENCES roster_batch (id)
);
CREATE INDEX household_change_waiting ON household_change (reported_at) WHERE state = 'waiting';
