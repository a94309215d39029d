-- What the exporter has counted so far, one row an exporter instance and tail: written whole, read at its start.
CREATE TABLE IF NOT EXISTS performance.exporter_checkpoint (
    instance text NOT NULL,
    tail text NOT NULL,
    state bytea NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (instance, tail)
);
