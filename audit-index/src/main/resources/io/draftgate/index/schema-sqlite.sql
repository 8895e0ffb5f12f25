CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS chain_position (
    chain_partition INTEGER PRIMARY KEY,
    next_offset INTEGER NOT NULL,
    digest TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS chain_step (
    chain_partition INTEGER NOT NULL,
    chain_offset INTEGER NOT NULL,
    chain_index INTEGER NOT NULL,
    digest TEXT NOT NULL,
    intact INTEGER NOT NULL,
    step TEXT NOT NULL,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    completion INTEGER NOT NULL,
    actor TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    summary TEXT NOT NULL,
    source TEXT NOT NULL,
    facts TEXT NOT NULL,
    content TEXT NOT NULL,
    key_name TEXT,
    PRIMARY KEY (chain_partition, chain_offset)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS chain_step_of_subject ON chain_step (tenant, subject);

CREATE INDEX IF NOT EXISTS chain_step_by_key ON chain_step (key_name) WHERE key_name IS NOT NULL;

CREATE TABLE IF NOT EXISTS draft (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    completion INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    requested_by TEXT NOT NULL,
    task TEXT,
    model TEXT,
    verdict TEXT,
    probability REAL,
    reason_codes TEXT NOT NULL,
    prompt TEXT,
    text TEXT,
    erased INTEGER NOT NULL,
    key_name TEXT,
    writing TEXT,
    finding TEXT,
    decisions TEXT NOT NULL,
    facets TEXT NOT NULL,
    UNIQUE (tenant, subject, completion)
);

CREATE INDEX IF NOT EXISTS draft_by_subject ON draft (subject);

CREATE INDEX IF NOT EXISTS draft_by_state ON draft (state, id);

CREATE INDEX IF NOT EXISTS draft_by_key ON draft (key_name) WHERE key_name IS NOT NULL;

CREATE VIRTUAL TABLE IF NOT EXISTS draft_search USING fts5 (
    prompt, text, facets, content = 'draft', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER IF NOT EXISTS draft_inserted AFTER INSERT ON draft BEGIN
    INSERT INTO draft_search (rowid, prompt, text, facets) VALUES (new.id, new.prompt, new.text, new.facets);
END;

CREATE TRIGGER IF NOT EXISTS draft_deleted AFTER DELETE ON draft BEGIN
    INSERT INTO draft_search (draft_search, rowid, prompt, text, facets)
        VALUES ('delete', old.id, old.prompt, old.text, old.facets);
END;

CREATE TRIGGER IF NOT EXISTS draft_updated AFTER UPDATE ON draft
WHEN old.prompt IS NOT new.prompt OR old.text IS NOT new.text OR old.facets IS NOT new.facets BEGIN
    INSERT INTO draft_search (draft_search, rowid, prompt, text, facets)
        VALUES ('delete', old.id, old.prompt, old.text, old.facets);
    INSERT INTO draft_search (rowid, prompt, text, facets) VALUES (new.id, new.prompt, new.text, new.facets);
END;
