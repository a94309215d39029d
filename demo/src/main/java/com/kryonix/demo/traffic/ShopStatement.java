package com.kryonix.demo.traffic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything that the shop asks its database, from an index lookup to a sort that spills. */
enum ShopStatement {
    LIST_PRODUCTS("SELECT p.id, p.name, p.price, count(i.order_id) AS sold FROM shop.products p"
            + " LEFT JOIN shop.order_items i ON i.product_id = p.id"
            + " WHERE p.category = ? GROUP BY p.id ORDER BY sold DESC LIMIT 20"),
    PRODUCT("SELECT id, name, price, stock, description FROM shop.products WHERE id = ?"),
    /** No index helps a pattern that begins with a wildcard: a sequential scan. */
    SEARCH("SELECT id, name FROM shop.products WHERE description ILIKE '%' || ? || '%' LIMIT 50"),
    CUSTOMER("SELECT id, name FROM shop.customers WHERE email = ?"),
    NEW_ORDER("INSERT INTO shop.orders (customer_id, total) VALUES (?, ?) RETURNING id"),
    NEW_ITEM("INSERT INTO shop.order_items (order_id, product_id, quantity, price) VALUES (?, ?, ?, ?)"),
    TAKE_FROM_STOCK("UPDATE shop.products SET stock = stock - ? WHERE id = ?"),
    ORDER("SELECT o.id, o.status, o.total, i.product_id, i.quantity FROM shop.orders o"
            + " JOIN shop.order_items i ON i.order_id = o.id WHERE o.id = ?"),
    CHANGE_ORDER("UPDATE shop.orders SET status = ?, changed_at = now() WHERE id = ?"),
    DROP_CART_ITEM("DELETE FROM shop.cart_items WHERE id = ?"),
    NEW_CART_ITEM("INSERT INTO shop.cart_items (customer_id, product_id) VALUES (?, ?)"),
    NEW_PAYMENT("INSERT INTO shop.payments (order_id, amount, state) VALUES (?, ?, ?)"),
    /** Sorts more than work_mem holds: temporary files. */
    SALES_REPORT("SELECT day, category, revenue, rank() OVER (PARTITION BY day ORDER BY revenue DESC) FROM"
            + " (SELECT date_trunc('day', o.created_at) AS day, p.category, sum(i.quantity * i.price) AS revenue"
            + " FROM shop.orders o JOIN shop.order_items i ON i.order_id = o.id"
            + " JOIN shop.products p ON p.id = i.product_id GROUP BY 1, 2) sales ORDER BY day DESC, revenue DESC"),
    HANG("SELECT pg_sleep(?)");

    final String sql;
    final String type;
    final String hash;

    ShopStatement(String sql) {
        this.sql = sql;
        this.type = sql.substring(0, sql.indexOf(' '));
        this.hash = md5(sql);
    }

    /** Whether a run now and then is explained, for its blocks. */
    boolean isExplained() {
        return this == LIST_PRODUCTS || this == SEARCH || this == SALES_REPORT || this == PRODUCT;
    }

    /** The table's own identity of a statement. */
    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
