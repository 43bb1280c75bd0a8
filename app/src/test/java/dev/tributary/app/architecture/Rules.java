package dev.tributary.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The directions between modules, as docs/architecture.md draws them. A rule may hold for a module that has no class yet;
 * that each one can fail is shown on planted classes.
 */
final class Rules {
    private static final String OURS = "dev.tributary..";
    private static final String MODEL = "dev.tributary.model..";
    private static final String WIRE = "dev.tributary.wire..";
    private static final String PROMQL = "dev.tributary.promql..";
    private static final String LOGQL = "dev.tributary.logql..";
    private static final String GOTEMPLATE = "dev.tributary.gotemplate..";
    private static final String RUNTIME = "dev.tributary.runtime..";
    private static final String TESTKIT = "dev.tributary.testkit..";
    private static final String STORAGE = "dev.tributary.aggregator.storage..";
    private static final String[] ROLES = {"dev.tributary.collector..", "dev.tributary.aggregator..",
            "dev.tributary.queryapi..", "dev.tributary.alerts..", "dev.tributary.ui.."};

    private Rules() {
    }

    static ArchRule modelStandsAlone() {
        return onlyOurs(MODEL, MODEL).because("the values and ports are at the bottom");
    }

    static ArchRule librariesKnowOnlyTheModel(String library) {
        return onlyOurs(library, library, MODEL).because("libraries meet in the model");
    }

    static String[] libraries() {
        return new String[]{WIRE, PROMQL, RUNTIME, TESTKIT, GOTEMPLATE};
    }

    static String[] roles() {
        return ROLES.clone();
    }

    static ArchRule roleKnowsLibrariesAlone(String role) {
        return onlyOurs(role, role, MODEL, WIRE, PROMQL, LOGQL, GOTEMPLATE, RUNTIME)
                .because("roles meet at the model's ports or over HTTP");
    }

    static ArchRule onlyRocksStorageKnowsRocksDb() {
        return noClasses().that().resideInAPackage(OURS).and()
                .resideOutsideOfPackage("dev.tributary.aggregator.storage.rocks..")
                .should().dependOnClassesThat().resideInAPackage("org.rocksdb..").allowEmptyShould(true);
    }

    static ArchRule plainJavaKnowsNoVertx() {
        return noClasses().that().resideInAnyPackage(MODEL, WIRE, PROMQL, LOGQL, GOTEMPLATE, STORAGE)
                .should().dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.netty..").allowEmptyShould(true)
                .because("blocking code must be usable without an event loop");
    }

    static ArchRule logqlKnowsModelAndTemplates() {
        return onlyOurs(LOGQL, LOGQL, MODEL, GOTEMPLATE).because("line_format and label_format are Go templates");
    }

    static ArchRule syntaxTreeKnowsOnlyTheModel() {
        return syntaxTreeKnowsOnlyTheModel("dev.tributary.promql.ast..");
    }

    static ArchRule syntaxTreeKnowsOnlyTheModel(String tree) {
        return onlyOurs(tree, tree, MODEL).because("a parsed query holds no state of a run");
    }

    static ArchRule onlyTheProgramKnowsTheCommandLine() {
        return noClasses().that().resideInAPackage(OURS).and().resideOutsideOfPackage("dev.tributary.app..")
                .should().dependOnClassesThat().resideInAPackage("picocli..").allowEmptyShould(true);
    }

    static ArchRule noPackageCycles() {
        return slices().matching("dev.tributary.(**)").should().beFreeOfCycles();
    }

    static ArchRule namesSayWhatAClassIs() {
        return noClasses().that().resideInAPackage(OURS)
                .should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameStartingWith("Abstract");
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().that().resideInAPackage(OURS).should(new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " of " + type.getName()
                        + (marked ? " is marked" : " has no package-info with @NullMarked")));
            }
        });
    }

    private static ArchRule onlyOurs(String from, String... allowed) {
        return noClasses().that().resideInAPackage(from).should()
                .dependOnClassesThat(resideInAnyPackage(OURS).and(resideOutsideOfPackages(allowed)))
                .allowEmptyShould(true);
    }
}
