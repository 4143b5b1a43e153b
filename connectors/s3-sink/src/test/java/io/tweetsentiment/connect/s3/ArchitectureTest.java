package io.tweetsentiment.connect.s3;

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
  private static final String ROOT = "io.tweetsentiment.connect.s3";
  private static final long MAX_CLASSES = 25;

  @ArchTest
  static final ArchRule shouldDependOnlyOnConnectTheAwsSdkAndTheFileFormats =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.management..",
              ROOT + "..",
              "io.tweetsentiment.connect.avro..",
              "org.apache.kafka.common..",
              "org.apache.kafka.clients.consumer..",
              "org.apache.kafka.connect..",
              "software.amazon.awssdk..",
              "org.apache.avro..",
              "org.apache.parquet..",
              "org.slf4j..")
          .because(
              "the sink is a plugin for any Connect worker, so it must not know the records of this"
                  + " project");

  @ArchTest
  static final ArchRule shouldKeepDependenciesBetweenPackagesOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("root")
          .definedBy(ROOT)
          .layer("config")
          .definedBy(ROOT + ".config")
          .layer("writer")
          .definedBy(ROOT + ".writer")
          .layer("format")
          .definedBy(ROOT + ".format")
          .layer("partitioner")
          .definedBy(ROOT + ".partitioner")
          .layer("storage")
          .definedBy(ROOT + ".storage")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("writer")
          .mayOnlyBeAccessedByLayers("root", "config")
          .whereLayer("format")
          .mayOnlyBeAccessedByLayers("root", "config", "writer")
          .whereLayer("partitioner")
          .mayOnlyBeAccessedByLayers("root", "config", "writer")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("root", "config", "writer", "format")
          .because(
              "only config knows the configuration keys, and a part that receives values instead"
                  + " can be tested without a connector");

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
