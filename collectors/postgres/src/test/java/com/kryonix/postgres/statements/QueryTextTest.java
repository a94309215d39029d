package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
    private static String shown(String raw) {
        return QueryText.of(raw, true, 1000).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE ann PASSWORD 'hush'",
                "ALTER USER ann WITH ENCRYPTED PASSWORD E'it\\'s hush'",
                "ALTER USER ann PASSWORD 'it''s hush, isn''t it'",
                "CREATE USER MAPPING FOR ann SERVER s OPTIONS (password $$hush$$)",
                "DO $body$ BEGIN PERFORM dblink('hush'); END $body$",
                "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $_$ SELECT 'x' || $1 || 'hush' $_$",
                "SELECT 1 -- hush\n",
                "SELECT /* trace /* hush */ still hush */ 1",
                "SELECT \"it's\", 'hush' FROM \"t's\"",
                "SET app.token = U&'\\0068ush hush'",
                "SELECT don /* don't */ , 'hush'",
                "CREATE ROLE ann PASSWORD 'hush",
                "COMMENT ON TABLE t IS $hush$ hush",
            })
    void noLiteralAndNoCommentIsShown(String raw) {
        assertThat(shown(raw)).doesNotContain("hush");
    }

    @Test
    void whatIsNoLiteralStays() {
        assertThat(shown("SELECT  a$b, $1\n FROM \"Odd $$ 'Name'\" WHERE c = $2 AND d - -$3 > 4"))
                .isEqualTo("SELECT a$b, $1 FROM \"Odd $$ 'Name'\" WHERE c = $2 AND d - -$3 > 4");
        assertThat(shown("CREATE ROLE ann LOGIN PASSWORD 'x' VALID UNTIL '2030-01-01'"))
                .isEqualTo("CREATE ROLE ann LOGIN PASSWORD '***' VALID UNTIL '***'");
    }

    @Test
    void aLongTextIsCutAndMarked() {
        QueryText cut = QueryText.of("SELECT " + "a, ".repeat(200) + "a FROM t", true, 50);
        assertThat(cut.text()).hasSize(50).startsWith("SELECT a, a").endsWith(QueryText.CUT);
        assertThat(QueryText.of("SELECT a", false, 50).text()).isEqualTo("SELECT a" + QueryText.CUT);
        assertThat(QueryText.of("SELECT a", true, 8).text()).isEqualTo("SELECT a");
    }

    @Test
    void aCutNeverSplitsACharacter() {
        String emoji = "\uD83D\uDE00";
        QueryText cut = QueryText.of("SELECT \"" + emoji.repeat(20) + "\"", true, 21);
        assertThat(cut.text()).isEqualTo("SELECT \"" + emoji.repeat(4) + QueryText.CUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | SELECT",
                "(SELECT 1) UNION (SELECT 2) | SELECT",
                "/* x */ Insert INTO t VALUES (1) | INSERT",
                "WITH a AS (INSERT INTO t VALUES (1) RETURNING x) SELECT * FROM a | SELECT",
                "WITH a AS (SELECT 1), \"delete\" AS (SELECT 2) UPDATE t SET x = 1 | UPDATE",
                "create role ann | CREATE",
                "nonsense | OTHER",
                "'' | OTHER",
            })
    void theCommandIsNamed(String raw, String command) {
        assertThat(QueryText.of(raw, true, 100).command()).isEqualTo(command);
    }
}
