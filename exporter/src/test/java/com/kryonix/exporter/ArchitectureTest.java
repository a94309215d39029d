package com.kryonix.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows inside the modules; between modules, Maven draws them. */
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
                    "com.kryonix.exporter.http..",
                    "com.kryonix.exporter.cli..",
                    "com.kryonix.exporter.config..");

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
