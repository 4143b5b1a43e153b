package io.tweetsentiment.sentiment;

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
import java.util.HashMap;
import java.util.Map;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.tweetsentiment.sentiment";
  private static final int MOST_CLASSES = 25;

  @ArchTest
  static final ArchRule dependsOnlyOnTheSdkJacksonSettingsAndTheCommandLine =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              ROOT + "..",
              "io.tweetsentiment.settings..",
              "io.tweetsentiment.cli..",
              "picocli..",
              "com.fasterxml.jackson..",
              "software.amazon.awssdk..",
              "io.netty..",
              "org.slf4j..")
          .because(
              "the stream, the Spark job and tests use the engines, so they know neither"
                  + " Kafka nor Spark");

  @ArchTest
  static final ArchRule keepsTheCommandLineInTrain =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".train")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tweetsentiment.cli..", "picocli..")
          .because("the command line is an optional dependency, and engines run without it");

  @ArchTest
  static final ArchRule keepsTheNetworkInRemote =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".remote")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", "io.netty..", "java.net.http..")
          .because("the Spark job uses the local engine without the AWS SDK's libraries");

  @ArchTest
  static final ArchRule pointsItsArrowsOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("train")
          .definedBy(ROOT + ".train")
          .layer("local")
          .definedBy(ROOT + ".local")
          .layer("model")
          .definedBy(ROOT + ".local.model")
          .layer("text")
          .definedBy(ROOT + ".local.text")
          .layer("vader")
          .definedBy(ROOT + ".local.vader")
          .layer("shape")
          .definedBy(ROOT + ".remote.shape")
          .layer("remote")
          .definedBy(ROOT + ".remote")
          .layer("port")
          .definedBy(ROOT)
          .whereLayer("train")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("shape")
          .mayOnlyBeAccessedByLayers("remote")
          .whereLayer("remote")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("local")
          .mayOnlyBeAccessedByLayers("train")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("local", "train")
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("model", "vader", "local", "train")
          .whereLayer("vader")
          .mayOnlyBeAccessedByLayers("local", "train")
          .whereLayer("port")
          .mayOnlyBeAccessedByLayers("local", "remote", "shape", "train")
          .because(
              "engines are found as services, so the port knows none of them, and scoring does"
                  + " not need training");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void keepsPackagesSmall(JavaClasses classes) {
    Map<String, Integer> counts = new HashMap<>();
    for (JavaClass type : classes) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        counts.merge(type.getPackageName(), 1, Integer::sum);
      }
    }
    assertThat(counts)
        .allSatisfy(
            (name, count) ->
                assertThat(count)
                    .as("top-level classes of %s", name)
                    .isLessThanOrEqualTo(MOST_CLASSES));
  }
}
