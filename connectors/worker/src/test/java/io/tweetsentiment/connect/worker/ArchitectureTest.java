package io.tweetsentiment.connect.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule startsAWorkerAndKnowsNoPlugin =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "picocli..",
              "org.apache.kafka..",
              "io.tweetsentiment.cli..",
              "io.tweetsentiment.settings..",
              "io.tweetsentiment.connect.worker..")
          .because("the worker loads the plugins by their names, as any other worker does");
}
