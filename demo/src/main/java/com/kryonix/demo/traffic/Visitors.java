package com.kryonix.demo.traffic;

import java.util.Random;

/** What browsers report about the pages they showed: Core Web Vitals, log-normal, slower on phones. */
final class Visitors {
    private static final int REQUESTS_PER_REPORT = 3;

    private enum Browser {
        CHROME("Chrome", "141.0", "Windows", "desktop", "1920x1080", 1.0),
        FIREFOX("Firefox", "144.0", "Linux", "desktop", "2560x1440", 1.05),
        SAFARI("Safari", "19.1", "macOS", "desktop", "1728x1117", 0.9),
        CHROME_MOBILE("Chrome", "141.0", "Android", "mobile", "412x915", 1.7),
        SAFARI_MOBILE("Safari", "19.1", "iOS", "mobile", "390x844", 1.4);

        private final String family;
        private final String version;
        private final String system;
        private final String device;
        private final String screen;
        private final double slowness;

        Browser(String family, String version, String system, String device, String screen, double slowness) {
            this.family = family;
            this.version = version;
            this.system = system;
            this.device = device;
            this.screen = screen;
            this.slowness = slowness;
        }
    }

    private final Recorder recorder;

    Visitors(Recorder recorder) {
        this.recorder = recorder;
    }

    /** A page was shown with this request, now and then; its browser reports. */
    void saw(Exchange exchange) {
        Random random = exchange.random;
        String page = switch (exchange.request.endpoint()) {
            case LIST_PRODUCTS -> "/products";
            case SHOW_PRODUCT -> "/products/:id";
            case SEARCH -> "/search";
            case SHOW_ORDER -> "/orders/:id";
            default -> "";
        };
        if (page.isEmpty() || random.nextInt(REQUESTS_PER_REPORT) != 0) {
            return;
        }
        Browser browser = Browser.values()[random.nextInt(Browser.values().length)];
        double ttfb = around(random, 210 * browser.slowness, 0.5);
        double fcp = ttfb + around(random, 550 * browser.slowness, 0.4);
        double lcp = fcp + around(random, 600 * browser.slowness, 0.5);
        recorder.add(Event.of(
                EventWrite.FRONTEND_METRICS,
                "s-" + Long.toHexString(random.nextLong()),
                page,
                "Shop",
                fcp,
                lcp,
                // INP needs an interaction, and not every visit has one.
                random.nextInt(4) == 0 ? null : around(random, 90 * browser.slowness, 0.6),
                Math.min(1.5, around(random, 0.03, 1.0)),
                ttfb,
                fcp + around(random, 120, 0.4),
                lcp + around(random, 300, 0.5),
                180_000 + random.nextInt(900_000),
                20 + random.nextInt(60),
                browser.device.equals("mobile") ? "4g" : "wifi",
                browser.device,
                browser.family,
                browser.version,
                browser.system,
                browser.screen));
    }

    private static double around(Random random, double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
