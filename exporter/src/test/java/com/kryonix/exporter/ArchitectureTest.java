package com.kryonix.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows inside the modules, and each library in one place; between modules, Maven draws them. */
@AnalyzeClasses(packages = "com.kryonix", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheExpositionKnowsPrometheusClientLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("com.kryonix.exporter.exposition..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    @ArchTest
    static final ArchRule collectorsDoNotKnowTheExporter = noClasses()
            .that()
            .resideOutsideOfPackage("com.kryonix.exporter..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.kryonix.exporter..");

    @ArchTest
    static final ArchRule theEngineKnowsNoSourceInParticular = noClasses()
            .that()
            .resideInAPackage("com.kryonix.exporter.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.kryonix.postgres..",
                    "com.kryonix.redis..",
                    "com.kryonix.events..",
                    "com.kryonix.exporter.exposition..",
                    "com.kryonix.exporter.http..",
                    "com.kryonix.exporter.cli..",
                    "com.kryonix.exporter.config..");

    @ArchTest
    static final ArchRule theExpositionKnowsNoHttp = noClasses()
            .that()
            .resideInAPackage("com.kryonix.exporter.exposition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.kryonix.exporter.config..", "com.kryonix.exporter.http..", "com.kryonix.exporter.cli..");

    @ArchTest
    static final ArchRule httpKnowsNoCommandLineAndNoDatabase = noClasses()
            .that()
            .resideInAPackage("com.kryonix.exporter.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.kryonix.exporter.config..",
                    "com.kryonix.exporter.cli..",
                    "com.kryonix.postgres..",
                    "com.kryonix.redis..",
                    "com.kryonix.events..");

    @ArchTest
    static final ArchRule onlyHttpKnowsTheHttpServer = noClasses()
            .that()
            .resideInAPackage("com.kryonix.exporter..")
            .and()
            .resideOutsideOfPackage("com.kryonix.exporter.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule onlyWhoStartsProgramsKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("com.kryonix.exporter.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.kryonix.exporter.cli..", "picocli..");

    @ArchTest
    static final ArchRule theApiNeedsTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("com.kryonix.collector..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("com.kryonix.collector..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theExportersPackagesHaveNoCycle =
            slices().matching("com.kryonix.exporter.(*)..").should().beFreeOfCycles();
}
