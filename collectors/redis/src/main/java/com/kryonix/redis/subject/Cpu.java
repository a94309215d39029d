package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * CPU time, in the kernel (sys) and outside it (user).
 *
 * <pre>redis_cpu_user_seconds_total 182.022643</pre>
 *
 * Source: INFO cpu, already in seconds.
 */
public final class Cpu {
    public static final Metric SYSTEM =
            Metric.counter("redis_cpu_sys_seconds_total", "CPU time in the kernel (INFO used_cpu_sys)");
    public static final Metric USER =
            Metric.counter("redis_cpu_user_seconds_total", "CPU time outside the kernel (INFO used_cpu_user)");

    private Cpu() {}

    public static InfoCollector collector() {
        InfoCollector.Builder cpu = InfoCollector.section("cpu")
                .sample(SYSTEM, field("used_cpu_sys"))
                .sample(USER, field("used_cpu_user"));
        part(cpu, "sys_children", "in the kernel, of background processes");
        part(cpu, "user_children", "outside the kernel, of background processes");
        part(cpu, "sys_main_thread", "in the kernel, of the thread that runs commands");
        part(cpu, "user_main_thread", "outside the kernel, of the thread that runs commands");
        return cpu.counter(
                        "redis_active_time_main_thread_seconds_total",
                        "Time the main thread was not idle (Valkey)",
                        field("used_active_time_main_thread"))
                .build();
    }

    private static void part(InfoCollector.Builder cpu, String what, String help) {
        cpu.counter("redis_cpu_" + what + "_seconds_total", "CPU time " + help, field("used_cpu_" + what));
    }
}
