package dev.tributary.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.aggregator.web.planted.ReachesIntoRocksDb;
import dev.tributary.collector.planted.CallsTheHubDirectly;
import dev.tributary.logql.planted.CountsWithPromql;
import dev.tributary.model.planted.NeedsVertx;
import dev.tributary.model.planted.NeedsWire;
import dev.tributary.model.planted.StringUtil;
import dev.tributary.promql.ast.planted.NodeThatEvaluates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Holds the module directions over every class of the program, and shows that each rule notices a violation. */
final class ArchitectureTest {
    private static JavaClasses program = new ClassFileImporter().importClasses();

    @BeforeAll
    static void importProgram() {
        program = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tributary");
        assertThat(program.contain("dev.tributary.app.Main")).isTrue();
        assertThat(program.contain("dev.tributary.model.Labels")).isTrue();
    }

    @Test
    void modelStandsAlone() {
        holdsAndNotices(Rules.modelStandsAlone(), NeedsWire.class);
    }

    @Test
    void librariesKnowOnlyTheModel() {
        for (String library : Rules.libraries()) {
            Rules.librariesKnowOnlyTheModel(library).check(program);
        }
        notices(Rules.librariesKnowOnlyTheModel("dev.tributary.promql.."), NodeThatEvaluates.class);
    }

    @Test
    void rolesNeverDependOnEachOther() {
        for (String role : Rules.roles()) {
            Rules.roleKnowsLibrariesAlone(role).check(program);
        }
        notices(Rules.roleKnowsLibrariesAlone("dev.tributary.collector.."), CallsTheHubDirectly.class);
    }

    @Test
    void onlyRocksStorageKnowsRocksDb() {
        holdsAndNotices(Rules.onlyRocksStorageKnowsRocksDb(), ReachesIntoRocksDb.class);
    }

    @Test
    void plainJavaKnowsNoVertx() {
        holdsAndNotices(Rules.plainJavaKnowsNoVertx(), NeedsVertx.class);
    }

    @Test
    void syntaxTreeKnowsOnlyTheModel() {
        holdsAndNotices(Rules.syntaxTreeKnowsOnlyTheModel(), NodeThatEvaluates.class);
        Rules.syntaxTreeKnowsOnlyTheModel("dev.tributary.logql.ast..").check(program);
    }

    @Test
    void logqlKnowsModelAndTemplates() {
        holdsAndNotices(Rules.logqlKnowsModelAndTemplates(), CountsWithPromql.class);
    }

    @Test
    void onlyTheProgramKnowsTheCommandLine() {
        holdsAndNotices(Rules.onlyTheProgramKnowsTheCommandLine(), CallsTheHubDirectly.class);
    }

    @Test
    void noPackageCycles() {
        holdsAndNotices(Rules.noPackageCycles(), CallsTheHubDirectly.class, ReachesIntoRocksDb.class);
    }

    @Test
    void namesSayWhatAClassIs() {
        holdsAndNotices(Rules.namesSayWhatAClassIs(), StringUtil.class);
    }

    @Test
    void everyPackageIsNullMarked() {
        holdsAndNotices(Rules.everyPackageIsNullMarked(), StringUtil.class);
    }

    private static void holdsAndNotices(ArchRule rule, Class<?>... planted) {
        rule.check(program);
        notices(rule, planted);
    }

    private static void notices(ArchRule rule, Class<?>... planted) {
        JavaClasses violation = new ClassFileImporter().importClasses(planted);
        assertThatThrownBy(() -> rule.check(violation)).isInstanceOf(AssertionError.class)
                .hasMessageContaining(planted[0].getSimpleName());
    }
}
