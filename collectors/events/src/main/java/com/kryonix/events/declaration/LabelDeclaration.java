package com.kryonix.events.declaration;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.events.label.Normal;
import com.kryonix.events.label.Rule;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A label of an event table's metrics. */
public record LabelDeclaration(
        @Setting("The column; none: the label's own name.") @Nullable
        String column,

        @Setting("What the label makes of the column's value; none: `text`.")
        Normal as,

        @Setting("`match` and `replace`: rules that come before that, in order.")
        List<Rule> rules,

        @Setting(
                "How many values get series of their own, first come, first kept; what is beyond is `other`; none: as many as usual, 100 for a text.")
        Integer limit,

        @Setting("The label's value for NULL and for an empty text; none: `unknown`.")
        String absent,

        @Setting("Whether the table may lack the column; the label is then as for NULL.")
        boolean optional) {
    /** Whatever the label is of, so many series are more than a mistake. */
    private static final int MOST = 10_000;

    public LabelDeclaration {
        as = as == null ? Normal.TEXT : as;
        rules = rules == null ? List.of() : List.copyOf(rules);
        limit = limit == null ? as.limit() : limit;
        InvalidSetting.within("limit", 1, MOST, limit);
        absent = absent == null ? "unknown" : absent;
    }

    /** @param first rules that come before its own */
    Label label(String name, Columns columns, List<Rule> first) {
        String source = column == null ? name : column;
        Column read = as.columnType() == Column.Type.NUMBER
                ? columns.number(source, 0, optional)
                : columns.text(source, optional);
        List<Rule> all = new ArrayList<>(first);
        all.addAll(rules);
        return as.label(name, read, all, limit, absent);
    }
}
