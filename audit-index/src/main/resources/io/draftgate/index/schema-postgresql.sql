CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS chain_position (
    chain_partition INTEGER PRIMARY KEY,
    next_offset BIGINT NOT NULL,
    digest TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS chain_step (
    chain_partition INTEGER NOT NULL,
    chain_offset BIGINT NOT NULL,
    chain_index BIGINT NOT NULL,
    digest TEXT NOT NULL,
    intact INTEGER NOT NULL,
    step TEXT NOT NULL,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    completion INTEGER NOT NULL,
    actor TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    summary TEXT NOT NULL,
    source TEXT NOT NULL,
    facts TEXT NOT NULL,
    content TEXT NOT NULL,
    key_name TEXT,
    PRIMARY KEY (chain_partition, chain_offset)
);

CREATE INDEX IF NOT EXISTS chain_step_of_subject ON chain_step (tenant, subject);

CREATE INDEX IF NOT EXISTS chain_step_by_key ON chain_step (key_name) WHERE key_name IS NOT NULL;

CREATE TABLE IF NOT EXISTS draft (
    id BIGINT PRIMARY KEY,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    completion INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    requested_by TEXT NOT NULL,
    task TEXT,
    model TEXT,
    verdict TEXT,
    probability DOUBLE PRECISION,
    reason_codes TEXT NOT NULL,
    prompt TEXT,
    text TEXT,
    erased INTEGER NOT NULL,
    key_name TEXT,
    writing TEXT,
    finding TEXT,
    decisions TEXT NOT NULL,
    facets TEXT NOT NULL,
    -- A tsvector holds at most 1 MiB; what stands further on is kept, not found.
    search TSVECTOR GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(prompt, ''), 100000) || ' ' || left(coalesce(text, ''), 100000))
            || array_to_tsvector(string_to_array(facets, ' '))) STORED,
    UNIQUE (tenant, subject, completion)
);

CREATE INDEX IF NOT EXISTS draft_by_subject ON draft (subject);

CREATE INDEX IF NOT EXISTS draft_by_state ON draft (state, id);

CREATE INDEX IF NOT EXISTS draft_by_key ON draft (key_name) WHERE key_name IS NOT NULL;

CREATE INDEX IF NOT EXISTS draft_by_words ON draft USING gin (search);
