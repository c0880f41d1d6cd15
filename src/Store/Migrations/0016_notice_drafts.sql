-- A notice that somebody is writing on the desk and has not sent: what they filled in, and the files they have put there already.
CREATE TABLE notice_draft (
    id      {{key}} NOT NULL PRIMARY KEY,
    userid  {{key}} NOT NULL,
    content TEXT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX notice_draft_userid ON notice_draft (userid);
