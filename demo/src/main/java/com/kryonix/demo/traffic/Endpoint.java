package com.kryonix.demo.traffic;

/** What the shop offers, how often each is asked for, and how long its own work takes beside database and cache. */
enum Endpoint {
    LIST_PRODUCTS("GET", "/api/v1/products", 22, 14, 0.45),
    SHOW_PRODUCT("GET", "/api/v1/products/:id", 30, 8, 0.45),
    SEARCH("GET", "/api/v1/search", 9, 25, 0.5),
    LOG_IN("POST", "/api/v1/auth/login", 6, 70, 0.3),
    CREATE_ORDER("POST", "/api/v1/orders", 7, 30, 0.5),
    SHOW_ORDER("GET", "/api/v1/orders/:id", 9, 10, 0.45),
    UPDATE_ORDER("PATCH", "/api/v1/orders/:id", 3, 18, 0.45),
    REMOVE_CART_ITEM("DELETE", "/api/v1/cart/items/:id", 3, 9, 0.45),
    /** Asks a provider that fails now and then. */
    PAY("POST", "/api/v1/payments", 8, 140, 0.4),
    /** Sorts everything that was ever sold: the slow one. */
    SALES_REPORT("GET", "/api/v1/reports/sales", 3, 650, 0.35);

    final String method;
    final String route;
    final int weight;

    /** Median of the log-normal time of the request's own work, in milliseconds, and its sigma. */
    final double medianMillis;

    final double sigma;

    Endpoint(String method, String route, int weight, double medianMillis, double sigma) {
        this.method = method;
        this.route = route;
        this.weight = weight;
        this.medianMillis = medianMillis;
        this.sigma = sigma;
    }

    /** Picks by weight, for {@code share} in [0, 1). */
    static Endpoint at(double share) {
        int total = 0;
        for (Endpoint endpoint : values()) {
            total += endpoint.weight;
        }
        double left = share * total;
        for (Endpoint endpoint : values()) {
            left -= endpoint.weight;
            if (left < 0) {
                return endpoint;
            }
        }
        return SALES_REPORT;
    }
}
