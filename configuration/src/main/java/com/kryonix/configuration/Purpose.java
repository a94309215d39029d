package com.kryonix.configuration;

/**
 * What a file is for, in the words that its refusals need.
 *
 * @param find what to do when it is not there
 * @param write what to do when it is empty
 * @param key one that it may have
 */
public record Purpose(String find, String write, String key) {}
