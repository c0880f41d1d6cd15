-- What is wanted of a ledger: the file, the records behind a cell, an issue, or what does not agree; and what the asking says besides.
ALTER TABLE ledger_request ADD COLUMN kind {{key}} NOT NULL DEFAULT 'make';
ALTER TABLE ledger_request ADD COLUMN detail TEXT NOT NULL DEFAULT '';
