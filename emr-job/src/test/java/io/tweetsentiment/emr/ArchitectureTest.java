package io.tweetsentiment.emr;

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
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnSparkTheRulesAndAnEngineOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "scala..",
              "picocli..",
              "org.slf4j..",
              "org.apache.avro..",
              "org.apache.hadoop.conf..",
              "org.apache.hadoop.fs..",
              "org.apache.parquet..",
              "org.apache.spark..",
              "io.tweetsentiment.schemas..",
              "io.tweetsentiment.sentiment..",
              "io.tweetsentiment.emr..")
          .because(
              "the job reads files with Spark and applies the same rules and engine as the stream;"
                  + " it needs neither Kafka nor the AWS SDK");

  @ArchTest
  static final ArchRule onlyTheMainClassEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(BatchMain.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class)
          .because("spark-submit starts BatchMain, and its caller reads the exit code");

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
