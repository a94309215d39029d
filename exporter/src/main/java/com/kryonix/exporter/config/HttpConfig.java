package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;

/** Where and how the pages are served. */
public record HttpConfig(
        @Setting("Address and port, `host:port`; `:port` is every address of this machine.")
        ListenAddress listen,

        @Setting("Scrapes answered at the same time; a further one gets 503 at once.")
        Integer maxConcurrent) {
    static final HttpConfig DEFAULT = new HttpConfig(ListenAddress.DEFAULT, 4);

    public HttpConfig {
        listen = listen == null ? ListenAddress.DEFAULT : listen;
        maxConcurrent = maxConcurrent == null ? 4 : InvalidSetting.within("max_concurrent", 1, 64, maxConcurrent);
    }
}
