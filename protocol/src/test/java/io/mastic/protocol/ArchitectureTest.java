package io.mastic.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.mastic", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DEPENDS_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("io.mastic.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mastic.server..", "io.mastic.model..", "io.mastic.runtime..", "io.mastic.cli..")
            .because("the wire is the same for every feature, and knows none");

    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services..")
            .because("it reads and writes any type by the SDK's field tables: a new service needs no code here");

    @ArchTest
    static final ArchRule KNOWS_NO_TRANSPORT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..", "java.sql..", "org.jdbi..")
            .because("protocol, operation and transport are three words: a request is bytes and headers here");

    @ArchTest
    static final ArchRule NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
            .because("no engine is on the server's class path");

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler|Processor|Base|Common)")
            .because("such a name fits any class, and then anything is put there");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("the clock is passed in: a signature's age is tested without waiting");
}
