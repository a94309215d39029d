-- What reports read: each hour's and each day's counts, sums and buckets, under the labels of the exported families.
-- Written by "kryonix-exporter schema maintain"; they stay when the rows that they were counted from are dropped.

-- A family of an event table. Another meaning, such as other buckets, makes another row.
CREATE TABLE IF NOT EXISTS performance.rollup_families (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    metric text NOT NULL,
    -- labels, column, unit, buckets and condition
    shape text NOT NULL,
    tail text NOT NULL,
    labels text[] NOT NULL,
    -- upper bounds of a histogram's buckets in base units, the last one infinite
    bounds double precision[],
    UNIQUE (metric, shape)
);

-- label_values stand in the order of the family's labels. A counter of rows has a count, one of amounts a sum, in base
-- units; a histogram has both, and how many rows fell into each bucket alone. Rows without a time are those of -infinity.
CREATE TABLE IF NOT EXISTS performance.rollup_hourly (
    family integer NOT NULL REFERENCES performance.rollup_families,
    hour timestamptz NOT NULL,
    label_values text[] NOT NULL,
    count bigint,
    sum numeric,
    buckets bigint[],
    PRIMARY KEY (family, hour, label_values)
);

-- Days are those of UTC.
CREATE TABLE IF NOT EXISTS performance.rollup_daily (
    family integer NOT NULL REFERENCES performance.rollup_families,
    day timestamptz NOT NULL,
    label_values text[] NOT NULL,
    count bigint,
    sum numeric,
    buckets bigint[],
    PRIMARY KEY (family, day, label_values)
);

-- How far each event table is counted: changes in one transaction with the counts.
CREATE TABLE IF NOT EXISTS performance.rollup_progress (
    tail text PRIMARY KEY,
    state bytea,
    -- rows of before this time may have been dropped: they are never counted again
    dropped_before timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE OR REPLACE VIEW performance.hourly AS
    SELECT f.metric, c.hour, jsonb_object(f.labels, c.label_values) AS labels, c.count, c.sum, c.buckets, f.bounds
    FROM performance.rollup_hourly c JOIN performance.rollup_families f ON f.id = c.family;

CREATE OR REPLACE VIEW performance.daily AS
    SELECT f.metric, c.day, jsonb_object(f.labels, c.label_values) AS labels, c.count, c.sum, c.buckets, f.bounds
    FROM performance.rollup_daily c JOIN performance.rollup_families f ON f.id = c.family;
