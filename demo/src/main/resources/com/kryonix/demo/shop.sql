-- The demo's shop: enough rows for an index to matter and for a sort to spill.
CREATE ROLE shop_app LOGIN;
-- Small, so that the sales report spills to temporary files.
ALTER ROLE shop_app SET work_mem = '256kB';
CREATE SCHEMA shop AUTHORIZATION shop_app;
SET ROLE shop_app;

CREATE TABLE shop.customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text NOT NULL
);
CREATE TABLE shop.products (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    price numeric(10, 2) NOT NULL,
    stock integer NOT NULL
);
CREATE TABLE shop.orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    status text NOT NULL DEFAULT 'new',
    total numeric(10, 2) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz
);
CREATE TABLE shop.order_items (
    order_id bigint NOT NULL,
    product_id bigint NOT NULL,
    quantity integer NOT NULL,
    price numeric(10, 2) NOT NULL
);
CREATE TABLE shop.cart_items (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    product_id bigint NOT NULL
);
CREATE TABLE shop.payments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL,
    amount numeric(10, 2) NOT NULL,
    state text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON shop.payments (created_at);

INSERT INTO shop.customers (email, name)
SELECT 'customer' || n || '@shop.example', 'Customer ' || n FROM generate_series(0, 4999) n;

INSERT INTO shop.products (category, name, description, price, stock)
SELECT (ARRAY['books', 'music', 'garden', 'kitchen', 'toys'])[1 + n % 5],
       'Product ' || n,
       'A ' || (ARRAY['small', 'round', 'quiet', 'sturdy'])[1 + n % 4] || ' thing of '
           || (ARRAY['oak', 'steel', 'cotton', 'glass', 'clay', 'paper'])[1 + n % 6] || ', in '
           || (ARRAY['blue', 'green', 'red', 'grey', 'white'])[1 + n % 5] || '. ' || repeat(md5(n::text) || ' ', 6),
       5 + n % 95, 100000
FROM generate_series(1, 2000) n;

INSERT INTO shop.orders (customer_id, status, total, created_at)
SELECT 1 + n * 7 % 5000, 'shipped', 10 + n % 200, now() - (n % 90) * interval '1 day'
FROM generate_series(1, 20000) n;

INSERT INTO shop.order_items (order_id, product_id, quantity, price)
SELECT n, 1 + (n * 13 + item * 701) % 2000, 1 + n % 3, 5 + (n + item) % 95
FROM generate_series(1, 20000) n, generate_series(1, 3) item;
CREATE INDEX ON shop.order_items (order_id);

INSERT INTO shop.cart_items (customer_id, product_id)
SELECT n, 1 + n % 2000 FROM generate_series(1, 5000) n;

RESET ROLE;
ANALYZE;
