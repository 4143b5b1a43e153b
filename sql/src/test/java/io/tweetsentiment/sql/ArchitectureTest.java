package io.tweetsentiment.sql;

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
import java.util.Map;
import java.util.TreeMap;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnJdbcAndTheAwsSdkOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "picocli..",
              "org.slf4j..",
              "com.fasterxml.jackson.core..",
              "org.apache.avro..",
              "org.apache.parquet..",
              "org.apache.hadoop.conf..",
              "org.xerial.snappy..",
              "org.postgresql..",
              "software.amazon.awssdk..",
              "io.tweetsentiment.cli..",
              "io.tweetsentiment.settings..",
              "io.tweetsentiment.schemas..",
              "io.tweetsentiment.sql..")
          .because("the loader reads S3 and writes a database; it runs without Kafka and Spark");

  @ArchTest
  static final ArchRule packagesPointDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitecture()
          .layer("loader")
          .definedBy("io.tweetsentiment.sql")
          .layer("reconcile")
          .definedBy("io.tweetsentiment.sql.reconcile..")
          .layer("audit")
          .definedBy("io.tweetsentiment.sql.audit..")
          .layer("staging")
          .definedBy("io.tweetsentiment.sql.staging..")
          .layer("rows")
          .definedBy("io.tweetsentiment.sql.rows..")
          .layer("bucket")
          .definedBy("io.tweetsentiment.sql.bucket..")
          .layer("warehouse")
          .definedBy("io.tweetsentiment.sql.warehouse..")
          .layer("log")
          .definedBy("io.tweetsentiment.sql.log..")
          .whereLayer("loader")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("reconcile")
          .mayOnlyBeAccessedByLayers("loader")
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers("loader")
          .whereLayer("staging")
          .mayOnlyBeAccessedByLayers("loader", "reconcile", "audit")
          .whereLayer("rows")
          .mayOnlyBeAccessedByLayers("loader", "reconcile", "audit", "staging")
          .whereLayer("bucket")
          .mayOnlyBeAccessedByLayers("loader", "reconcile", "audit", "staging", "rows")
          .whereLayer("warehouse")
          .mayOnlyBeAccessedByLayers("loader", "reconcile", "audit", "staging", "rows")
          .whereLayer("log")
          .mayOnlyBeAccessedByLayers("loader", "bucket")
          .because(
              "the loader passes settings down to staging and audit, which can then be read and"
                  + " tested without it");

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
