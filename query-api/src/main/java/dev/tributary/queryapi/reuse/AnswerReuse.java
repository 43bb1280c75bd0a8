package dev.tributary.queryapi.reuse;

import java.util.List;
import java.util.function.LongFunction;

import dev.tributary.model.change.SampleChanges;
import dev.tributary.promql.QueryResult;
import dev.tributary.promql.QueryStats;
import dev.tributary.promql.QueryValue;
import dev.tributary.queryapi.reuse.ReuseMetrics.Outcome;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from answers given before as far as nothing has changed below their steps, and computes the rest. Only
 * answers without annotations are kept, whose steps depend on no other step and no later sample. Safe for several threads.
 */
public final class AnswerReuse {
    private static final QueryStats NOTHING_READ = new QueryStats(0, 0, 0, 0, 0, 0, List.of());

    private final AnswerCache cache;
    private final ReuseMetrics metrics;
    private final long samplesMax;

    /**
     * Nothing is kept yet.
     *
     * @param bytesMax   memory for kept answers
     * @param samplesMax samples of one answer
     */
    public AnswerReuse(long bytesMax, long samplesMax, PrometheusRegistry registry) {
        this.samplesMax = samplesMax;
        metrics = new ReuseMetrics(registry);
        cache = new AnswerCache(bytesMax, metrics);
        metrics.watch(cache::bytes, cache::size);
    }

    /**
     * Answers a question. Of a kept answer the cost is not told again.
     *
     * @param changes of the store that is read
     * @param from    computes the answer from a step on to the end of the question
     */
    public QueryResult answer(Asked asked, SampleChanges changes, LongFunction<QueryResult> from) {
        if (changes.equals(SampleChanges.UNKNOWN)) {
            return from.apply(asked.startMillis());
        }
        // Before anything is read: what changes from now on is later than the answer.
        long version = changes.version();
        KeptAnswer kept = cache.find(asked.key());
        if (kept != null) {
            long valid = kept.lastBefore(changes.lowestSince(kept.version()), asked.stepMillis());
            boolean begins = kept.firstMillis() <= asked.startMillis() && asked.startMillis() <= valid;
            if (begins && asked.lastMillis() <= valid) {
                metrics.asked(Outcome.HIT);
                return new QueryResult(part(kept, asked.startMillis(), asked.lastMillis()), List.of(), List.of(),
                        NOTHING_READ, true);
            }
            QueryResult result = begins ? extended(asked, kept, valid, version, from) : null;
            if (result != null) {
                metrics.asked(Outcome.PARTIAL);
                return result;
            }
        }
        metrics.asked(Outcome.MISS);
        QueryResult result = from.apply(asked.startMillis());
        if (isReusable(result)) {
            keep(asked, result.value(), asked.startMillis(), version);
        }
        return result;
    }

    private static boolean isReusable(QueryResult result) {
        return result.independent() && result.warnings().isEmpty() && result.infos().isEmpty();
    }

    private static QueryValue part(KeptAnswer kept, long firstMillis, long lastMillis) {
        boolean whole = kept.firstMillis() == firstMillis && kept.lastMillis() == lastMillis;
        return whole || !(kept.value() instanceof QueryValue.Matrix matrix)
                ? kept.value()
                : MatrixParts.cut(matrix, firstMillis, lastMillis);
    }

    /** The kept steps up to one, and the others computed; null when these cannot be joined to them. */
    private @Nullable QueryResult extended(Asked asked, KeptAnswer kept, long valid, long version,
            LongFunction<QueryResult> from) {
        QueryResult rest = from.apply(valid + asked.stepMillis());
        if (!isReusable(rest) || !(rest.value() instanceof QueryValue.Matrix late)) {
            return null;
        }
        long first = firstToKeep(asked, kept);
        QueryValue.Matrix all = MatrixParts.join((QueryValue.Matrix) part(kept, first, valid), late);
        QueryValue.Matrix wanted = first == asked.startMillis()
                ? all
                : MatrixParts.cut(all, asked.startMillis(), asked.lastMillis());
        if (MatrixParts.rows(wanted) > samplesMax) {
            return null;
        }
        keep(asked, all, first, version);
        return new QueryResult(wanted, List.of(), List.of(), rest.stats(), true);
    }

    /** A kept answer moves on with the questions and gets no longer than the longest of them. */
    private static long firstToKeep(Asked asked, KeptAnswer kept) {
        long width = Math.max(asked.lastMillis() - asked.startMillis(), kept.lastMillis() - kept.firstMillis());
        return Math.max(kept.firstMillis(), asked.lastMillis() - width);
    }

    private void keep(Asked asked, QueryValue value, long firstMillis, long version) {
        long bytes = AnswerBytes.of(value, asked.expression());
        cache.keep(asked.key(), new KeptAnswer(value, firstMillis, asked.lastMillis(), version, bytes));
    }
}
