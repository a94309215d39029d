package com.kryonix.demo.traffic;

import static com.kryonix.demo.traffic.ShopStatement.*;

import java.sql.SQLException;

/** Serves the shop's requests with real statements and a real cache. */
final class Shop {
    static final int CUSTOMERS = 5_000;
    static final int PRODUCTS = 2_000;
    static final int ORDERS = 20_000;
    private static final String[] CATEGORIES = {"books", "music", "garden", "kitchen", "toys"};
    private static final String[] WORDS = {"oak", "steel", "cotton", "blue", "small", "round", "quiet"};
    private static final int LIST_TTL = 20;
    private static final int PRODUCT_TTL = 120;

    private final Database database;
    private final Cache cache;

    Shop(Database database, Cache cache) {
        this.database = database;
        this.cache = cache;
    }

    void serve(Exchange exchange) throws SQLException, InterruptedException {
        double own = exchange.request.ownMillis();
        if (exchange.request.endpoint() == Endpoint.PAY) {
            pay(exchange, own);
            return;
        }
        exchange.work(own);
        switch (exchange.request.endpoint()) {
            case LIST_PRODUCTS -> listProducts(exchange);
            case SHOW_PRODUCT -> showProduct(exchange);
            case SEARCH -> respond(exchange, database.run(exchange, SEARCH, one(exchange, WORDS)));
            case LOG_IN -> logIn(exchange);
            case CREATE_ORDER -> createOrder(exchange);
            case SHOW_ORDER -> respond(exchange, database.run(exchange, ORDER, anyOrder(exchange)));
            case UPDATE_ORDER -> respond(exchange, database.run(exchange, CHANGE_ORDER, "shipped", anyOrder(exchange)));
            case REMOVE_CART_ITEM -> removeCartItem(exchange);
            case SALES_REPORT -> salesReport(exchange);
            case PAY -> throw new IllegalStateException("served above");
        }
    }

    private void listProducts(Exchange exchange) throws SQLException {
        String category = one(exchange, CATEGORIES);
        if (cache.get(exchange, "products:list:" + category) == null) {
            respond(exchange, database.run(exchange, LIST_PRODUCTS, category));
            cache.set(exchange, "products:list:" + category, "p".repeat(3000), LIST_TTL);
        }
        exchange.responseBytes = 3000;
    }

    private void showProduct(Exchange exchange) throws SQLException {
        // Few products are asked for often, most hardly ever.
        long product = 1 + (long) (150 * Math.pow(exchange.random.nextDouble(), 2));
        if (exchange.random.nextInt(200) == 0) {
            product = PRODUCTS + 1L + exchange.random.nextInt(1000);
        }
        String key = "product:" + product;
        if (cache.get(exchange, key) == null) {
            respond(exchange, database.run(exchange, PRODUCT, product));
            if (exchange.status() == 200) {
                cache.set(exchange, key, "p".repeat(400 + (int) (product % 300)), PRODUCT_TTL);
            }
        }
        exchange.responseBytes = 700;
    }

    private void logIn(Exchange exchange) throws SQLException {
        int customer = exchange.random.nextInt(CUSTOMERS * 21 / 20);
        respond(exchange, database.run(exchange, CUSTOMER, "customer" + customer + "@shop.example"));
        if (exchange.status() == 404) {
            exchange.fails(401, "unauthorized", "unknown customer");
        } else {
            cache.set(exchange, "session:" + customer, "s".repeat(180), 1800);
        }
    }

    private void createOrder(Exchange exchange) throws SQLException {
        if (exchange.random.nextInt(25) == 0) {
            exchange.fails(422, "validation", "quantity must be at least 1");
            return;
        }
        int customer = 1 + exchange.random.nextInt(CUSTOMERS);
        long order = database.run(exchange, NEW_ORDER, customer, 10 + exchange.random.nextInt(200))
                .first();
        int items = 1 + exchange.random.nextInt(4);
        for (int i = 0; i < items; i++) {
            long product = 1L + exchange.random.nextInt(PRODUCTS);
            database.run(exchange, NEW_ITEM, order, product, 1, 10 + exchange.random.nextInt(50));
            database.run(exchange, TAKE_FROM_STOCK, 1, product);
            cache.remove(exchange, "product:" + product);
        }
        database.run(exchange, NEW_CART_ITEM, customer, 1 + exchange.random.nextInt(PRODUCTS));
        exchange.responseBytes = 240;
        exchange.ends(201);
    }

    private void removeCartItem(Exchange exchange) throws SQLException {
        database.run(exchange, DROP_CART_ITEM, 1 + exchange.random.nextInt(CUSTOMERS));
        exchange.ends(204);
    }

    private void pay(Exchange exchange, double own) throws SQLException, InterruptedException {
        exchange.callProvider(own);
        boolean fails = exchange.request.fault() == Fault.FAILS;
        String state = fails ? "failed" : "paid";
        database.run(exchange, NEW_PAYMENT, anyOrder(exchange), 10 + exchange.random.nextInt(200), state);
        exchange.responseBytes = 160;
        if (fails) {
            exchange.fails(502, "payment_provider", "the provider did not accept the payment");
        } else {
            exchange.ends(201);
        }
    }

    private void salesReport(Exchange exchange) throws SQLException {
        if (exchange.request.fault() == Fault.HANGS) {
            // One in three is beyond the second limit, too.
            database.run(exchange, HANG, exchange.random.nextInt(3) == 0 ? 10.2 : 5.3);
        }
        respond(exchange, database.run(exchange, SALES_REPORT));
    }

    private static void respond(Exchange exchange, Database.Answer answer) {
        exchange.responseBytes = 60 + 90 * answer.rows();
        if (answer.rows() == 0 && exchange.request.endpoint() != Endpoint.SEARCH) {
            exchange.fails(404, "not_found", "no such thing");
        }
    }

    /** Now and then one that was never made. */
    private static long anyOrder(Exchange exchange) {
        return 1L + exchange.random.nextInt(ORDERS + ORDERS / 50);
    }

    private static String one(Exchange exchange, String[] of) {
        return of[exchange.random.nextInt(of.length)];
    }
}
