-- Replies that no response has taken yet. A row of its own: marking the message again would write the whole of it twice.
CREATE TABLE reply_untaken (
    dedup_key   {{key}} PRIMARY KEY,
    received_at BIGINT NOT NULL
);
INSERT INTO reply_untaken (dedup_key, received_at)
SELECT dedup_key, received_at FROM inbox WHERE state = 'done' AND reply_taken_at IS NULL AND reply <> '';

DROP INDEX inbox_untaken;
ALTER TABLE inbox DROP COLUMN reply_taken_at;
