package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;

/** Which of pg_stat_statements' entries get series of their own. */
public record StatementsConfig(
        @Setting("Statements with series of their own; the rest is summed into `queryid=\"other\"`.")
        Integer top,

        @Setting("Characters of a statement's normalised text in `pg_stat_statements_query_info`; 0: no text at all.")
        Integer textLength) {
    static final StatementsConfig DEFAULT = new StatementsConfig(100, 300);

    public StatementsConfig {
        top = top == null ? 100 : InvalidSetting.within("top", 1, 5000, top);
        textLength = textLength == null ? 300 : InvalidSetting.within("text_length", 0, 10000, textLength);
    }
}
