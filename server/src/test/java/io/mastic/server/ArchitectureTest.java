package io.mastic.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.mastic.protocol.OperationTable;
import java.time.Instant;

@AnalyzeClasses(packages = "io.mastic.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.mastic.server";
    private static final String WIRE = "software.amazon.awssdk.services..model..";

    @ArchTest
    static final ArchRule NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "io.mastic.runtime..")
            .because("the server starts drivers as processes: an engine on its class path would cost every start, "
                    + "and a driver's failure would be the server's");

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs another which needs it back is one feature");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THE_WHOLE = noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ControlPlane.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ServerConfig.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(DataFolder.class.getName())
            .because("ControlPlane puts features together; what they need they are given");

    @ArchTest
    static final ArchRule STORES_ARE_THEIR_FEATURES_OWN = classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should(notUseStoresOfOthers())
            .because("a feature calls another's service: its rules hold there, and its tables may change");

    @ArchTest
    static final ArchRule ONLY_STORES_SPEAK_SQL = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi.v3.sqlobject.statement..")
            .because("a table is one interface with its SQL");

    @ArchTest
    static final ArchRule STORES_KNOW_NO_WIRE = noClasses()
            .that(simpleNameEndingWith("Store")
                    .or(simpleNameEndingWith("Row"))
                    .and(not(resideInAPackage(ROOT + ".objects.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WIRE)
            .because("what is kept as the SDK's document is text to the store; objects are kept by s3proxy, whose "
                    + "interface speaks S3's types");

    @ArchTest
    static final ArchRule WIRE_TYPES_STOP_AT_FEATURES = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".http..", ROOT + ".launch..", ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WIRE)
            .because("these are no feature of an AWS service: an SDK upgrade must not touch them");

    @ArchTest
    static final ArchRule RUNS_ARE_DOMAIN_RECORDS = noClasses()
            .that()
            .resideInAPackage(ROOT + ".jobs..")
            .and()
            .haveSimpleNameNotEndingWith("Operations")
            .and()
            .haveSimpleNameNotEndingWith("Converter")
            .and(not(belongToAnyOf(types(
                    "Jobs", "JobDefinitions", "JobLimits", "JobRuns", "RunStarts", "TriggeredRuns", "DriverSizes"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WIRE)
            .because("a job is kept as the SDK's own document, which these few classes read; a run has behaviour, "
                    + "and its wire type stops at the converter");

    @ArchTest
    static final ArchRule TABLES_STAND_IN_OPERATIONS = classes()
            .that(declareATable())
            .should()
            .haveSimpleNameEndingWith("Operations")
            .because("StartJobRun is found by its own name, in a class of operations");

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that()
            .areNotAssignableTo(org.gaul.s3proxy.S3ProxyHandler.class)
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler|Processor|Base|Common)")
            .because("such a name fits any class, and then anything is put there");

    @ArchTest
    static final ArchRule NOTHING_IS_INHERITED_FROM = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("behaviour is put together, not inherited: a class is closed unless it says how to extend it");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("the clock is passed in, so that a test of time takes none");

    @ArchTest
    static final ArchRule THE_LOG_IS_THE_OUTPUT = noClasses()
            .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("what a server says is a line of its log");

    private static Class<?>[] types(String... names) {
        return java.util.Arrays.stream(names)
                .map(name -> {
                    try {
                        return Class.forName(ROOT + ".jobs." + name);
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(Class<?>[]::new);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> declareATable() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "declare an operation table",
                type -> !resideInAPackage(ROOT).test(type)
                        && type.getMethods().stream()
                                .anyMatch(m -> m.getRawReturnType().isEquivalentTo(OperationTable.class)));
    }

    private static ArchCondition<JavaClass> notUseStoresOfOthers() {
        return new ArchCondition<>("not call stores of other features") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    var target = access.getTargetOwner();
                    if (target.getSimpleName().endsWith("Store")
                            && target.getPackageName().startsWith(ROOT)
                            && !target.getPackageName().equals(type.getPackageName())
                            && !isHealthCheck(type)) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }

    /** The whole asks one store whether the database answers. */
    private static boolean isHealthCheck(JavaClass type) {
        return type.isEquivalentTo(ControlPlane.class);
    }
}
