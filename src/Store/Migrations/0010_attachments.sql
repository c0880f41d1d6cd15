-- What somebody handed in lately, and what they sent: asked for whenever something is sent without a form being open.
DROP INDEX submission_userid;
CREATE INDEX submission_userid ON submission (userid, submitted_at);
CREATE INDEX evidence_userid ON evidence (userid, id);
