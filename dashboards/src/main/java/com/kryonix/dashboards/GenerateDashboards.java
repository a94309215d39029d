package com.kryonix.dashboards;

import com.kryonix.dashboards.grafana.GrafanaDashboard;
import com.kryonix.dashboards.overview.Overview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes every dashboard into a folder: {@code bin/generate} calls it with {@code dashboards/generated}. */
public final class GenerateDashboards {
    private GenerateDashboards() {}

    /** What the folder holds: file name and text. */
    public static SortedMap<String, String> files() {
        return new TreeMap<>(Map.of("overview.json", GrafanaDashboard.json(Overview.dashboard())));
    }

    /** @param arguments the folder */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: GenerateDashboards FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
