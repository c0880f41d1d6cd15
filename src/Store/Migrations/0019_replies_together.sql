-- Replies that went out of one commit share a row: nearly always all of them are taken within the second.
ALTER TABLE reply_untaken RENAME COLUMN dedup_key TO first_key;
ALTER TABLE reply_untaken ADD COLUMN keys TEXT NOT NULL DEFAULT '[]';
UPDATE reply_untaken SET keys = '["' || first_key || '"]';
