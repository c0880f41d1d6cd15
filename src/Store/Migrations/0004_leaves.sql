-- Who is away from when until when, and who stands in; '' where nobody does.
CREATE TABLE leave (
    id         {{identity}},
    userid     {{key}} NOT NULL,
    stand_in   {{key}} NOT NULL,
    from_day   {{key}} NOT NULL,
    to_day     {{key}} NOT NULL,
    noted_by   {{key}} NOT NULL,
    noted_at   BIGINT NOT NULL,
    ended_at   BIGINT
);
CREATE INDEX leave_days ON leave (to_day, from_day);

-- What one unit or household owes.
CREATE INDEX occurrence_subject ON occurrence (subject, campaign);
