package com.kryonix.dashboards;

/** From {@code from} upwards, this color. The first of a list holds below every number. */
public record Limit(double from, String color) {
    public static Limit always(String color) {
        return new Limit(Double.NEGATIVE_INFINITY, color);
    }
}
