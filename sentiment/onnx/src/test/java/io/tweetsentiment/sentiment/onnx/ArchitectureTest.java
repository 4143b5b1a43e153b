package io.tweetsentiment.sentiment.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
}
