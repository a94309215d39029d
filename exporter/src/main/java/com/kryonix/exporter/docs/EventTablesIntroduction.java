package com.kryonix.exporter.docs;

/** What docs/event-tables.md says before its tables. */
final class EventTablesIntroduction {
    static final String TEXT = """
            # Declaring an event table

            Any append-only table of yours becomes exact Prometheus counters and histograms, as those of `performance.*` do
            ([how, and what "exact" means](tailing.md)). One file declares one table:

            ```yaml
            table: shop.payments
            time: created_at
            labels:
              state: {limit: 10}
            counters:
              shop_payments_total: {labels: [state]}
              shop_payments_declined_total: {where: "state in (failed, refused)"}
            histograms:
              shop_payment_seconds: {column: took, unit: milliseconds, labels: [state], buckets: [0.1, 0.5, 1, 5]}
            ```

            and the configuration names it:

            ```yaml
            postgres:
              - name: main
                url: ${KRYONIX_POSTGRES_URL}
                events:
                  tables:
                    files: [tails/*.yml]
            ```

            - `kryonix-exporter check` says what is missing: the table, a column, a grant, an index on the time column.
            - The exporter's role needs `USAGE` on the schema and `SELECT` on the table; writers should have `INSERT` alone.
            - The counts are kept in `performance.exporter_checkpoint`, in the same database: `kryonix-exporter schema apply` makes it,
              and [role.sql](../provisioning/postgres/role.sql) grants it. Without it they are kept in files, or where `events.checkpoint_file` says.
            - The time column is filled by its default, `now()`. An event's own time belongs in another column.
            - A sum or a histogram keeps whole numbers inside: `decimals` says how many decimals of the column count. A `numeric`
              column that is declared with more is refused. So is one whose type limits none (`real`, `double precision`, plain `numeric`), unless
              `decimals` is 1 or more: then each row's value is rounded to that many, half up, and the sum of these may differ from SQL's. NULL, a negative number, NaN and infinity are not observed, and add nothing to a sum.
              A sum ends at 9223372036854775807 of its smallest decimal, and stays there.
            - `where` knows `=`, `!=`, `<`, `<=`, `>`, `>=`, `in (a, b)` and `not in (a, b)`, with `and` and `or` between them, `and`
              first. Texts stand as they are or in single quotes. A comparison with NULL does not hold, as in SQL.
              The server compares numbers, whatever their type and their decimals. There are no parentheses but those of lists, and no `is null`.

              | column | comparisons | literals |
              | --- | --- | --- |
              | `boolean` | `=`, `!=` | `true`, `false` |
              | `smallint`, `integer`, `bigint`, `numeric`, `real`, `double precision` | `=`, `!=`, `<`, `<=`, `>`, `>=` | a number of up to 12 digits and 6 decimals, such as `-0.5` |
              | any other, as text | `=`, `!=`, `in (a, b)`, `not in (a, b)` | `abc`, `'a b'`, `'it''s'`; in quotes what has a space, a sign or a parenthesis in it, or looks like a number |

            - A label or a counter without options may be left empty, as any mapping: that means `{}`. Any other empty value is refused.
            - A metric's name is in base units: seconds, bytes, ratio. A word in it, behind the first, that reads as another unit or
              as a unit's short form, such as `ms`, `day` or `b`, is refused.
            - Label values beyond `limit` are `other`: first come, first kept, through restarts. `kryonix_tail_other_ratio` says how
              much that is.
            - A byte that means nothing in the database's encoding is `?` in a label.
            - A declaration that changes makes the counters of its table begin anew, from where `events.start` says: so does a label's
              `column`, `as`, `rules` or `absent` (and `endpoint_rules`), since its series would mean two things. Its `limit` may change.
            - A table whose rows are updated needs a `key`: a row is then counted once, when its key is seen first, with the values
              that it has then. `gauges` count what there is now.

            The platform's own tables are declared in the same form: [api_metrics](../collectors/events/src/main/resources/com/kryonix/events/tables/api_metrics.yml),
            [frontend_metrics](../collectors/events/src/main/resources/com/kryonix/events/tables/frontend_metrics.yml),
            [database_metrics](../collectors/events/src/main/resources/com/kryonix/events/tables/database_metrics.yml),
            [cache_metrics](../collectors/events/src/main/resources/com/kryonix/events/tables/cache_metrics.yml),
            [alerts](../collectors/events/src/main/resources/com/kryonix/events/tables/alerts.yml).
            """;

    private EventTablesIntroduction() {}
}
