package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.re2j.Pattern;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.redis.RedisUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;

/** The effective configuration as people see it: defaults filled in, no secrets. */
public final class ConfigText {
    private ConfigText() {}

    /** As YAML; what {@code /config} shows. */
    public static String of(ExporterConfig config) {
        try {
            return writer().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One value of it, as the file would write it: a default in the documentation. */
    static String ofValue(Object value) {
        try {
            return writer().writeValueAsString(value).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for equal configurations, secrets left aside; 12 hexadecimal digits. */
    public static String hash(ExporterConfig config) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(config.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectMapper writer() {
        YAMLFactory yaml = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
        SimpleModule texts = new SimpleModule()
                .addSerializer(Duration.class, new DurationText())
                .addSerializer(ZoneId.class, ToStringSerializer.instance)
                .addSerializer(PostgresUrl.class, ToStringSerializer.instance)
                .addSerializer(RedisUrl.class, ToStringSerializer.instance)
                .addSerializer(Pattern.class, ToStringSerializer.instance)
                .addSerializer(Path.class, ToStringSerializer.instance);
        return YAMLMapper.builder(yaml)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .addModule(texts)
                .build();
    }
}
