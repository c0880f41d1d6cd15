-- How far a finding has been told: 0 = nobody yet, 1 = whom it concerns, 2 and on = as many steps above them.
ALTER TABLE finding ADD COLUMN told SMALLINT NOT NULL DEFAULT 0;
