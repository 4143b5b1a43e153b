package io.tweetsentiment.sentiment.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.TreeMap;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnlyOnItsRuntimesAndOnModuleSentiment =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.tweetsentiment.sentiment",
              "io.tweetsentiment.sentiment.local",
              "io.tweetsentiment.sentiment.local.model",
              "io.tweetsentiment.sentiment.onnx",
              "io.tweetsentiment.settings..",
              "com.fasterxml.jackson..",
              "ai.onnxruntime..",
              "ai.djl..")
          .because(
              "its jars lie beside those of any application that scores, which may have neither"
                  + " Kafka nor the AWS SDK");

  @ArchTest
  static final ArchRule onlyTheProgramEndsTheProcess =
      noClasses()
          .should()
          .callMethod(System.class, "exit", int.class)
          .because(
              "io.tweetsentiment.cli.Program ends the process, with one policy for exit codes");

  @ArchTest
  static void noPackageHasMoreThan25TopLevelClasses(JavaClasses classes) {
    Map<String, Long> sizes =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));

    assertThat(sizes)
        .isNotEmpty()
        .allSatisfy(
            (name, size) ->
                assertThat(size)
                    .as("top-level classes in %s, because a reader loses track of more", name)
                    .isLessThanOrEqualTo(25));
  }
}
