package com.kryonix.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows inside the exporter: config → engine → exposition → http, and each library in one place. */
@AnalyzeClasses(packages = "com.kryonix.exporter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule prometheusClientLibraryIsKnownToExpositionAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..exporter.exposition..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    @ArchTest
    static final ArchRule httpServerIsKnownToHttpAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..exporter.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule engineKnowsNoServerAndNoPage = noClasses()
            .that()
            .resideInAPackage("..exporter.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..exporter.config..",
                    "..exporter.exposition..",
                    "..exporter.http..",
                    "..exporter.cli..",
                    "com.kryonix.postgres..",
                    "com.kryonix.redis..",
                    "com.kryonix.events..");

    @ArchTest
    static final ArchRule expositionKnowsNoHttp = noClasses()
            .that()
            .resideInAPackage("..exporter.exposition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..exporter.config..", "..exporter.http..", "..exporter.cli..");

    @ArchTest
    static final ArchRule httpKnowsNoCommandLineAndNoDatabase = noClasses()
            .that()
            .resideInAPackage("..exporter.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..exporter.config..", "..exporter.cli..", "com.kryonix.postgres..", "com.kryonix.redis..");
}
