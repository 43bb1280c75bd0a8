package dev.tributary.collector.shard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How measured sizes become shards. */
class ShardPlannerTest {
    private final ShardPlanner planner = new ShardPlanner(new ShardSizing(1000, 8));

    private static Map<String, Integer> names(int count, int samplesEach) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < count; i++) {
            names.put("metric_%03d".formatted(i), samplesEach);
        }
        return names;
    }

    @Test
    void beforeAnythingIsKnownThereIsOneShard() {
        assertThat(planner.next()).singleElement().satisfies(shard -> assertThat(shard.range().isAll()).isTrue());
        assertThat(planner.knowsNothing()).isTrue();
    }

    @Test
    void aLargeTargetIsCutBeforeItsFirstPage() {
        planner.expect(names(40, 100));
        List<Shard> shards = planner.next();
        assertThat(shards).hasSize(4).extracting(Shard::expected).containsOnly(1000L);
        assertThat(shards.getFirst().range().from()).isEmpty();
        assertThat(shards.getLast().range().to()).isEmpty();
    }

    @Test
    void thereAreNeverMoreThanTheLimit() {
        planner.expect(names(900, 100));
        assertThat(planner.next()).hasSizeLessThanOrEqualTo(8).hasSizeGreaterThan(5);
    }

    @Seeded
    void theNamesOfOneHistogramAreNeverParted(RandomGenerator random) {
        ShardPlanner seeded = new ShardPlanner(new ShardSizing(random.nextInt(50, 500), 50));
        Map<String, Integer> names = new HashMap<>();
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            String family = "f" + random.nextInt(100);
            names.put(family + "_bucket", random.nextInt(1, 200));
            names.put(family + "_sum", 10);
            names.put(family + "_count", 10);
            names.put("f" + random.nextInt(100) + "_c", 5);
        }
        seeded.expect(names);
        for (String name : names.keySet()) {
            if (name.endsWith("_bucket")) {
                String family = ShardCut.family(name);
                assertThat(seeded.next()).filteredOn(shard -> shard.range().contains(name)).singleElement()
                        .satisfies(shard -> assertThat(shard.range().contains(family + "_sum")
                                && shard.range().contains(family + "_count")).as(family).isTrue());
            }
        }
    }

    @Test
    void aShardThatTimesOutIsHalvedAtOnce() {
        planner.expect(names(9, 100));
        Shard whole = planner.next().getFirst();
        planner.timedOut(whole);
        assertThat(planner.next()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void growthIsFollowedAfterAWhileAndWithIdsOfTheirOwn() {
        planner.measured(planner.next().getFirst(), names(9, 100), true);
        Shard old = planner.next().getFirst();
        planner.measured(old, names(90, 100), true);
        for (int i = 0; i < 20; i++) {
            planner.next();
        }
        assertThat(planner.next()).hasSizeBetween(6, 8).extracting(Shard::id).doesNotContain(old.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatACutPageDidNotShowIsStillExpected() {
        Shard whole = planner.next().getFirst();
        planner.measured(whole, names(40, 100), true);
        planner.measured(whole, names(3, 100), false);
        for (int i = 0; i < 20; i++) {
            planner.next();
        }
        assertThat(planner.next()).hasSize(4);
    }
}
