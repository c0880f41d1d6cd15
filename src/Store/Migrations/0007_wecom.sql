-- waits: it was due and is held back (under way, no room, to be tried again), and what the person is sent later waits behind it.
-- asked: somebody waits for it, so it goes out at night too.
-- call_id: those that one call carries, to be repeated as the same call. called_at: it may be on its way; NULL once that is known.
-- guarded: nothing like it went to the person lately, so that WeCom's own check for duplicates can stand in for a lost answer.
ALTER TABLE outbox ADD COLUMN waits SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN asked SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN call_id {{key}} NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN called_at BIGINT;
ALTER TABLE outbox ADD COLUMN guarded SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN parts_sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN reason {{key}} NOT NULL DEFAULT '';
UPDATE outbox SET waits = 1 WHERE state = 'pending' AND attempts > 0;
DROP INDEX outbox_due;
CREATE INDEX outbox_pending ON outbox (id) WHERE state = 'pending';
CREATE INDEX outbox_call ON outbox (call_id) WHERE state = 'pending' AND call_id <> '';
CREATE INDEX outbox_lately ON outbox (userid, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_not_delivered ON outbox (id) WHERE state IN ('undeliverable', 'unknown');

-- Where a stored file lies with WeCom, for three days.
ALTER TABLE file ADD COLUMN media_id {{key}};
ALTER TABLE file ADD COLUMN media_until BIGINT;

-- When the person wrote it, which decides the order of what waits.
ALTER TABLE inbox ADD COLUMN written_at BIGINT;

-- Whom WeCom said it cannot reach, and why; gone as soon as something arrives.
CREATE TABLE unreachable (
    userid {{key}} PRIMARY KEY,
    reason {{key}} NOT NULL,
    error  TEXT NOT NULL,
    since  BIGINT NOT NULL
);

-- What people sent rather than said, fetched before WeCom forgets it.
CREATE TABLE evidence (
    id            {{identity}},
    userid        {{key}} NOT NULL,
    kind          {{key}} NOT NULL,
    media_id      {{key}} NOT NULL UNIQUE,
    form          {{key}} NOT NULL,
    subject       {{key}} NOT NULL,
    received_at   BIGINT NOT NULL,
    state         {{key}} NOT NULL,
    attempts      INTEGER NOT NULL,
    not_before    BIGINT NOT NULL,
    file_id       BIGINT REFERENCES file (id),
    submission_id BIGINT REFERENCES submission (id),
    error         TEXT
);
CREATE INDEX evidence_waiting ON evidence (not_before) WHERE state = 'waiting';
CREATE INDEX evidence_loose ON evidence (userid, form, subject) WHERE submission_id IS NULL;
CREATE INDEX evidence_submission ON evidence (submission_id);

-- What the platform told us that nobody said: the address book changed, a batch ended, the app is about to be switched off.
CREATE TABLE channel_event (
    id         {{identity}},
    at         BIGINT NOT NULL,
    kind       {{key}} NOT NULL,
    subject    {{key}} NOT NULL,
    detail     TEXT NOT NULL,
    handled_at BIGINT
);
CREATE INDEX channel_event_open ON channel_event (id) WHERE handled_at IS NULL;
CREATE INDEX channel_event_kind ON channel_event (kind, at);
