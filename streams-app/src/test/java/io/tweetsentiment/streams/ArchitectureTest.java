package io.tweetsentiment.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BASE = "io.tweetsentiment.streams";
  private static final long MOST_CLASSES = 25;

  @ArchTest
  static final ArchRule dependsOnlyOnTheModulesOfTheDesign =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.sun.net.httpserver..",
              "org.slf4j..",
              "picocli..",
              "com.fasterxml.jackson..",
              "io.micrometer..",
              "org.apache.avro..",
              "org.apache.kafka..",
              "org.rocksdb..",
              "io.confluent.kafka..",
              "io.tweetsentiment.cli..",
              "io.tweetsentiment.schemas..",
              "io.tweetsentiment.sentiment",
              "io.tweetsentiment.settings..",
              BASE + "..")
          .because(
              "streams-app uses the contract, the engines' port, the settings, the command line,"
                  + " Kafka Streams and the registry's client, and no other part of the pipeline");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("app")
          .definedBy(BASE)
          .layer("deadletters")
          .definedBy(BASE + ".deadletters")
          .layer("rescore")
          .definedBy(BASE + ".rescore")
          .layer("http")
          .definedBy(BASE + ".http")
          .layer("scoring")
          .definedBy(BASE + ".scoring")
          .layer("windows")
          .definedBy(BASE + ".windows")
          .layer("merge")
          .definedBy(BASE + ".merge")
          .layer("intake")
          .definedBy(BASE + ".intake")
          .layer("state")
          .definedBy(BASE + ".state")
          .layer("wire")
          .definedBy(BASE + ".wire")
          .layer("counters")
          .definedBy(BASE + ".counters")
          .layer("names")
          .definedBy(BASE + ".names")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("deadletters")
          .mayNotAccessAnyLayer()
          .whereLayer("rescore")
          .mayOnlyAccessLayers("intake", "wire")
          .whereLayer("http")
          .mayOnlyAccessLayers("scoring", "windows", "counters")
          .whereLayer("scoring")
          .mayOnlyAccessLayers("merge", "intake", "state", "counters", "names")
          .whereLayer("windows")
          .mayOnlyAccessLayers("merge", "state", "counters", "names")
          .whereLayer("merge")
          .mayOnlyAccessLayers("intake", "state", "counters", "names")
          .whereLayer("intake")
          .mayOnlyAccessLayers("wire", "counters", "names")
          .whereLayer("state")
          .mayOnlyAccessLayers("wire", "counters", "names")
          .whereLayer("wire")
          .mayNotAccessAnyLayer()
          .whereLayer("counters")
          .mayNotAccessAnyLayer()
          .whereLayer("names")
          .mayNotAccessAnyLayer()
          .because("a step of the topology knows the steps before it, and never those after it");

  @ArchTest
  static final ArchRule onlyWireKnowsTheRegistry =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".wire")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.confluent..")
          .because("the registry's client and its exceptions stay behind the package wire");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void noPackageHasMoreThan25Classes(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting())))
        .allSatisfy(
            (name, count) ->
                assertThat(count)
                    .as("classes of %s; a reader should be able to take in a package", name)
                    .isLessThanOrEqualTo(MOST_CLASSES));
  }
}
