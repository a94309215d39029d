/**
 * What Redis and Valkey tell about themselves. {@link com.kryonix.redis.RedisServer} keeps one connection and makes
 * one pass a scrape; each file of {@code subject} is one INFO section or one kind of its rows.
 */
package com.kryonix.redis;
