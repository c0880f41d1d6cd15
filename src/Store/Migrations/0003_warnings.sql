-- What a submission was warned of when it was handed in: JSON, [{"name", "message"}].
ALTER TABLE submission ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]';
