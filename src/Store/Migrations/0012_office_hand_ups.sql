-- What goes out with a notice: photos and files that its sender had sent, by the channel's name for them. No file yet = not fetched.
CREATE TABLE notice_file (
    notice_id BIGINT NOT NULL REFERENCES notice (id),
    media_id  {{key}} NOT NULL,
    file_id   BIGINT REFERENCES file (id),
    PRIMARY KEY (notice_id, media_id)
);
CREATE INDEX notice_file_waiting ON notice_file (media_id) WHERE file_id IS NULL;

-- Why something that is owed is not there yet, in the words of whoever owes it.
CREATE TABLE excuse (
    campaign {{key}} NOT NULL,
    what     {{key}} NOT NULL,
    subject  {{key}} NOT NULL,
    period   {{key}} NOT NULL,
    reason   TEXT NOT NULL,
    userid   {{key}} NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (campaign, what, subject, period)
);
