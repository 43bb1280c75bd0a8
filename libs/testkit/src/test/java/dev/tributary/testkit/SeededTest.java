package dev.tributary.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

class SeededTest {
    private static final List<Long> DRAWN = new ArrayList<>();

    @BeforeEach
    void forget() {
        DRAWN.clear();
    }

    /** Runs one of the sample tests below with JUnit itself. */
    private static List<TestExecutionResult> run(String method, Class<?> parameter, String seed) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Samples.class, method, parameter)).build();
        List<TestExecutionResult> results = new ArrayList<>();
        String before = System.getProperty(SeededRuns.SEED_PROPERTY, "");
        System.setProperty(SeededRuns.SEED_PROPERTY, seed);
        try {
            LauncherFactory.create().execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        results.add(result);
                    }
                }
            });
        } finally {
            System.setProperty(SeededRuns.SEED_PROPERTY, before);
        }
        return results;
    }

    @Test
    void everyRunHasItsOwnSeed() {
        assertThat(run("draws", RandomGenerator.class, "")).hasSize(20)
                .allMatch(result -> result.getStatus() == Status.SUCCESSFUL);
        assertThat(new HashSet<>(DRAWN)).hasSize(20);
    }

    @Test
    void aGivenSeedRunsOnceAndAlwaysTheSame() {
        assertThat(run("draws", RandomGenerator.class, "42")).hasSize(1);
        assertThat(run("draws", RandomGenerator.class, " 42 ")).hasSize(1);
        assertThat(DRAWN).containsExactly(new Random(42).nextLong(), new Random(42).nextLong());
    }

    @Test
    void aBuildDrawsWhatTheLastOneDrewUnlessNewSeedsAreAskedFor() {
        run("draws", RandomGenerator.class, "");
        List<Long> drawn = List.copyOf(DRAWN);
        DRAWN.clear();
        run("draws", RandomGenerator.class, "");
        assertThat(DRAWN).isEqualTo(drawn);
        run("draws", RandomGenerator.class, "random");
        assertThat(DRAWN).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aFailureNamesItsSeed() {
        List<TestExecutionResult> results = run("fails", Random.class, "7");
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().getThrowable().orElseThrow()).hasMessageContaining("-Dtests.seed=7")
                .hasMessageContaining("broken").hasRootCauseMessage("broken");
    }

    @Test
    void anAssumptionStaysAnAssumption() {
        assertThat(run("skips", Random.class, "7")).extracting(TestExecutionResult::getStatus)
                .containsExactly(Status.ABORTED);
    }

    /** Not found by itself: its methods are run by the tests above. */
    static class Samples {
        @Seeded(runs = 20)
        void draws(RandomGenerator random) {
            DRAWN.add(random.nextLong());
        }

        @Seeded
        void fails(Random random) {
            throw new IllegalStateException("broken");
        }

        @Seeded
        void skips(Random random) {
            Assumptions.abort("not here");
        }
    }
}
