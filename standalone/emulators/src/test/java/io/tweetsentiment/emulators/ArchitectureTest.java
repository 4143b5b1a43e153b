package io.tweetsentiment.emulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.tweetsentiment.emulators";
  private static final int LARGEST_PACKAGE = 25;

  @ArchTest
  static final ArchRule needsOnlyTheJdkJacksonAndNetty =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson..",
              "io.netty..",
              "io.tweetsentiment.settings..",
              "io.tweetsentiment.schemas..",
              ROOT + "..")
          .because(
              "the tests of every module can start an emulator, so it brings neither Kafka nor"
                  + " PostgreSQL nor the client of the service that it emulates");

  @ArchTest
  static final ArchRule hasArrowsInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("x")
          .definedBy(ROOT + ".x")
          .layer("kinesis")
          .definedBy(ROOT + ".kinesis")
          .layer("comprehend")
          .definedBy(ROOT + ".comprehend")
          .layer("jetstream")
          .definedBy(ROOT + ".jetstream")
          .layer("corpus")
          .definedBy(ROOT + ".corpus")
          .layer("wire")
          .definedBy(ROOT + ".wire")
          .whereLayer("x")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("kinesis")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("jetstream")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("comprehend")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("corpus")
          .mayOnlyBeAccessedByLayers("x")
          .whereLayer("wire")
          .mayOnlyBeAccessedByLayers("x", "kinesis", "comprehend", "jetstream")
          .because(
              "each service is emulated on its own; the emulators share only the server in wire, and only X"
                  + " serves a corpus of tweets");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void hasNoPackageWithMoreThan25Classes(JavaClasses all) {
    Map<String, Long> sizes =
        all.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes.values())
        .as("top-level classes by package; split a larger package: %s", sizes)
        .allMatch(size -> size <= LARGEST_PACKAGE);
  }
}
