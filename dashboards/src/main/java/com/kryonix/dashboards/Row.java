package com.kryonix.dashboards;

import java.util.ArrayList;
import java.util.List;

/** Panels that together answer one question, its title. They are laid from left to right on 24 columns. */
public record Row(String title, List<Placed> panels) {
    /** Grafana's grid. */
    static final int COLUMNS = 24;

    public Row {
        panels = List.copyOf(panels);
    }

    public static Row of(String title) {
        return new Row(title, List.of());
    }

    public Row with(int width, int height, Panel panel) {
        List<Placed> more = new ArrayList<>(panels);
        more.add(new Placed(width, height, panel));
        return new Row(title, more);
    }

    /** A panel and its size in cells of the grid. */
    public record Placed(int width, int height, Panel panel) {
        public Placed {
            if (width < 1 || width > COLUMNS || height < 1) {
                throw new IllegalArgumentException(panel.title() + ": " + width + " x " + height + " cells");
            }
        }
    }
}
