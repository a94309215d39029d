package com.kryonix.exporter.docs;

/** What docs/configuration.md says before its tables. */
final class ConfigurationIntroduction {
    static final String TEXT = """
            # Configuration

            One YAML file, named by `--config` or by the variable `KRYONIX_CONFIG`. Without a file, the variables
            `KRYONIX_POSTGRES_URL` (`postgresql://user:password@host:port/database?option=value`, or `jdbc:postgresql:…`)
            and `KRYONIX_REDIS_URL` (`redis://…`, `rediss://…` for TLS) are enough, either alone too.

            ```yaml
            http:
              listen: 127.0.0.1:9847  # the default, 0.0.0.0:9847, is every address of this machine
            postgres:
              - name: main
                host: db.example
                database: shop
                user: kryonix_exporter
                password_file: /run/secrets/postgres
            redis:
              - name: cache
                url: redis://${CACHE_HOST:-localhost}:6379
            ```

            - The file is read strictly. An unknown key, a wrong type or value, an empty one, a name given twice: the exporter says file,
              line, key and what is allowed, and ends with exit code 2.
            - `${NAME}` in a value is the environment variable of that name, which must be set; `${NAME:-default}` has a
              default, and an empty one leaves the key out; `$${` is a literal `${`.
            - A `password_file`'s first line is the password. It is read again for each new connection, so a rotated secret
              needs no restart. Relative paths start at the configuration's own folder.
            - Durations are a whole number with `ms`, `s`, `m`, `h` or `d`.
            - A change needs a restart. `kryonix-exporter check` says beforehand what is wrong with the file, the servers, or
              the rights on them; `/config` shows the effective configuration, without secrets.
            """;

    private ConfigurationIntroduction() {}
}
