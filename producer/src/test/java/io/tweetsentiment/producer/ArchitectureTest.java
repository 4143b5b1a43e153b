package io.tweetsentiment.producer;

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

  private static final String ROOT = "io.tweetsentiment.producer";
  private static final int LARGEST_PACKAGE = 25;

  @ArchTest
  static final ArchRule needsNothingDownstreamOfKinesis =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "..",
              "io.tweetsentiment.settings..",
              "io.tweetsentiment.schemas..",
              "io.tweetsentiment.cli..",
              "io.confluent.kafka..",
              "org.apache.kafka.common..",
              "org.apache.kafka.clients.producer..",
              "software.amazon.awssdk..",
              "com.fasterxml.jackson..",
              "picocli..",
              "org.yaml.snakeyaml..",
              "org.slf4j..",
              "java..",
              "javax.net.ssl..")
          .because(
              "the producer puts tweets to Kinesis or Kafka: it needs the schemas, the registry's"
                  + " client, Kafka's producer and AWS, and no part that reads from them");

  @ArchTest
  static final ArchRule hasArrowsInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("run")
          .definedBy(ROOT)
          .layer("x")
          .definedBy(ROOT + ".x")
          .layer("sink")
          .definedBy(ROOT + ".sink")
          .layer("avro")
          .definedBy(ROOT + ".avro")
          .layer("checkpoint")
          .definedBy(ROOT + ".checkpoint")
          .layer("config")
          .definedBy(ROOT + ".config")
          .layer("staging")
          .definedBy(ROOT + ".staging")
          .layer("stream")
          .definedBy(ROOT + ".stream")
          .layer("cost")
          .definedBy(ROOT + ".cost")
          .layer("plan")
          .definedBy(ROOT + ".plan")
          .layer("failure")
          .definedBy(ROOT + ".failure")
          .whereLayer("run")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("x")
          .mayOnlyBeAccessedByLayers("run", "stream")
          .whereLayer("sink")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("avro")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("staging")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("stream")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("cost")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("checkpoint")
          .mayOnlyBeAccessedByLayers("run", "cost")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("run", "x", "checkpoint", "staging")
          .whereLayer("failure")
          .mayOnlyBeAccessedByLayers("run", "x", "sink", "avro", "checkpoint", "staging", "stream")
          .because(
              "the run connects X, the sink, the registry and the checkpoints, which do not know"
                  + " each other, so that each can be read and tested alone");

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
