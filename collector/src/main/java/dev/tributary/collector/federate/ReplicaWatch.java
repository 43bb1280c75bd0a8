package dev.tributary.collector.federate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.collector.heal.Gap;
import dev.tributary.collector.heal.GapLedger;
import dev.tributary.collector.page.RoundReport;
import dev.tributary.collector.shard.NameRange;

/**
 * What is missed although some replica is pulled completely: series come from one replica each, and while that one's pages fail
 * or its samples are replaced, the other's are no help. One event loop.
 */
final class ReplicaWatch {
    private final long[] completeMillis;
    private final long spacingMillisMax;
    private int mostServing;

    ReplicaWatch(int replicas, Duration interval) {
        completeMillis = new long[replicas];
        spacingMillisMax = interval.toMillis() * 3 / 2;
    }

    /** The windows that a round shows as missed by the replicas that serve series. */
    List<Gap> missed(List<ShardResult> shards, RoundReport report) {
        List<Gap> missed = new ArrayList<>();
        long start = report.startMillis();
        for (int replica = 0; replica < completeMillis.length; replica++) {
            int number = replica;
            List<ShardResult> own = shards.stream().filter(shard -> shard.replica() == number).toList();
            if (own.stream().allMatch(ShardResult::isComplete)) {
                long from = own.stream().mapToLong(ShardResult::missedFromMillis).min().orElse(Long.MAX_VALUE);
                long last = completeMillis[replica];
                if (last != 0 && start - last > spacingMillisMax) {
                    from = Math.min(from, last - GapLedger.OVERLAP.toMillis());
                }
                if (from < start && own.stream().anyMatch(shard -> shard.served() > 0)) {
                    missed.add(new Gap(NameRange.ALL, from, start, replica));
                }
                completeMillis[replica] = start;
            }
        }
        if (report.totals().successionsFromMillis() < start) {
            missed.add(new Gap(NameRange.ALL, report.totals().successionsFromMillis(), start));
        }
        note(shards);
        return missed;
    }

    /** Series that one replica alone has, as those of its own metrics, do not count. */
    private void note(List<ShardResult> shards) {
        long duplicates = shards.stream().mapToLong(ShardResult::duplicates).sum();
        long[] points = new long[completeMillis.length];
        for (ShardResult shard : shards) {
            points[shard.replica()] += duplicates > 0 ? -shard.duplicates() : shard.successions();
        }
        long most = Arrays.stream(points).max().orElse(0);
        while (points[mostServing] < most) {
            mostServing = (mostServing + 1) % points.length;
        }
    }

    /** The replica that serves most of the series that several have. */
    int mostServing() {
        return mostServing;
    }
}
