package io.tweetsentiment.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.tweetsentiment.standalone.";
  private static final int MOST_CLASSES = 25;

  @ArchTest
  static final ArchRule arrowsGoFromTheCommandsToTheParts =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitectureIgnoring("io.tweetsentiment.standalone")
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("run")
          .definedBy(ROOT + "run..")
          .layer("bench")
          .definedBy(ROOT + "bench", ROOT + "bench.jmh_generated..")
          .layer("bench.live")
          .definedBy(ROOT + "bench.live")
          .layer("bench.latency")
          .definedBy(ROOT + "bench.latency")
          .layer("bench.connectors")
          .definedBy(ROOT + "bench.connectors")
          .whereLayer("bench.connectors")
          .mayOnlyBeAccessedByLayers("bench")
          .layer("bench.broken")
          .definedBy(ROOT + "bench.broken")
          .layer("bench.broken.kinds")
          .definedBy(ROOT + "bench.broken.kinds..")
          .layer("feed")
          .definedBy(ROOT + "feed..")
          .layer("page")
          .definedBy(ROOT + "page..")
          .layer("parts")
          .definedBy(ROOT + "parts..")
          .layer("transactions")
          .definedBy(ROOT + "transactions..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("bench.live")
          .mayOnlyBeAccessedByLayers("bench", "bench.broken", "bench.latency")
          .whereLayer("bench.latency")
          .mayOnlyBeAccessedByLayers("bench")
          .whereLayer("bench.broken")
          .mayOnlyBeAccessedByLayers("bench")
          .whereLayer("bench.broken.kinds")
          .mayOnlyBeAccessedByLayers("bench.broken")
          .whereLayer("feed")
          .mayOnlyBeAccessedByLayers("cli", "run")
          .whereLayer("page")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("parts")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "run",
              "bench",
              "bench.broken",
              "bench.latency",
              "bench.live",
              "bench.connectors")
          .whereLayer("transactions")
          .mayOnlyBeAccessedByLayers("cli", "run")
          .because("a command starts a run, a run starts parts, and a part knows nothing above it");

  @ArchTest
  static final ArchRule everyClassIsInARoom =
      noClasses()
          .that()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAPackage("io.tweetsentiment.standalone")
          .because("each class belongs to a package that is named after its job");

  @ArchTest
  static final ArchRule pageNeedsNoOtherModule =
      classes()
          .that()
          .resideInAPackage(ROOT + "page..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.sql..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson..",
              "org.slf4j..",
              ROOT + "page..")
          .because("the page reads the warehouse by SQL, as Grafana does");

  @ArchTest
  static final ArchRule transactionsNeedOnlyKafka =
      classes()
          .that()
          .resideInAPackage(ROOT + "transactions..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.apache.kafka..", ROOT + "transactions..")
          .because("the repair works on any cluster of Kafka");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void noPackageIsCrowded(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, toList())))
        .allSatisfy(
            (name, inside) ->
                assertThat(inside)
                    .as("top-level classes of %s: split a package that has more", name)
                    .hasSizeLessThanOrEqualTo(MOST_CLASSES));
  }
}
