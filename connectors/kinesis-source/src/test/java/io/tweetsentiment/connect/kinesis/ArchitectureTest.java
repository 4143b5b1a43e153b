package io.tweetsentiment.connect.kinesis;

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
  private static final String ROOT = "io.tweetsentiment.connect.kinesis";
  private static final long MAX_CLASSES = 25;

  @ArchTest
  static final ArchRule shouldDependOnlyOnConnectAndTheAwsSdk =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.management..",
              ROOT + "..",
              "org.apache.kafka.common..",
              "org.apache.kafka.connect..",
              "software.amazon.awssdk..",
              "org.reactivestreams..",
              "org.slf4j..")
          .because(
              "the source is a plugin for any Connect worker, so it must not know the records of"
                  + " this project");

  @ArchTest
  static final ArchRule shouldKeepDependenciesBetweenPackagesOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("root")
          .definedBy(ROOT)
          .layer("config")
          .definedBy(ROOT + ".config")
          .layer("shards")
          .definedBy(ROOT + ".shards")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .layer("metrics")
          .definedBy(ROOT + ".metrics")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("root")
          .layer("client")
          .definedBy(ROOT + ".client")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("root", "client")
          .whereLayer("shards")
          .mayOnlyBeAccessedByLayers("root", "config")
          .because("shards holds values and pure functions, which the connector and tasks share");

  @ArchTest
  static final ArchRule shouldKeepShardsPure =
      classes()
          .that()
          .resideInAPackage(ROOT + ".shards")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + ".shards")
          .because("the assignment of shards is tested without Connect and without Kinesis");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void shouldKeepPackagesSmall(JavaClasses classes) {
    Map<String, Long> sizes =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes)
        .allSatisfy(
            (name, size) ->
                assertThat(size)
                    .as("number of top-level classes in %s", name)
                    .isLessThanOrEqualTo(MAX_CLASSES));
  }
}
