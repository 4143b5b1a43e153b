package io.tweetsentiment.schemas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBuilderBase;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnAvroAndJacksonOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.apache.avro..",
              "com.fasterxml.jackson..",
              "io.tweetsentiment.schemas..")
          .because("the data contract is shared by every part, whatever that part runs on");

  @ArchTest
  static final ArchRule rulesNeedOnlyTheRecords =
      classes()
          .that()
          .resideInAPackage("io.tweetsentiment.schemas.rules..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "org.apache.avro..",
                      "com.fasterxml.jackson..",
                      "io.tweetsentiment.schemas.rules..")
                  .or(assignableTo(SpecificRecord.class))
                  .or(assignableTo(SpecificRecordBuilderBase.class)))
          .because("the rules give the records their meaning and know nothing of Kafka topics");

  @ArchTest
  static final ArchRule recordsDoNotKnowTheRules =
      noClasses()
          .that()
          .resideInAPackage("io.tweetsentiment.schemas")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tweetsentiment.schemas.rules..")
          .because("the records are generated from the .avsc files alone");

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
