-- Counts the turns of a conversation: whoever worked one out says from which it began.
ALTER TABLE session ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Replies that no response has taken yet; nearly always few.
CREATE INDEX inbox_untaken ON inbox (id) WHERE state = 'done' AND reply_taken_at IS NULL AND reply <> '';
