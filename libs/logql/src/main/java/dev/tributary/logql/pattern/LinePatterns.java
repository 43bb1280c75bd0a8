package dev.tributary.logql.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Finds the patterns of lines in one pass, after the Drain method: lines with as many tokens and the same first token are
 * compared token by token with the patterns known so far; one that is like enough joins it, and the tokens that differ
 * become wildcards. Memory is bounded by the number of patterns. Owned by one thread.
 */
public final class LinePatterns {
    /** Share of tokens that must be equal. */
    private static final double SIMILARITY_MIN = 0.5;
    /** Longer lines are compared by their first tokens. */
    private static final int TOKENS_MAX = 80;
    /** The same form with other patterns: beyond this a new one would hardly tell more. */
    private static final int PER_FORM_MAX = 32;

    private final int patternsMax;
    private final long bucketNanos;
    private final Map<String, List<Cluster>> forms = new HashMap<>();
    private int patterns;

    private static final class Cluster {
        private final String[] tokens;
        private final String level;
        private final TreeMap<Long, Long> counts = new TreeMap<>();
        private long total;

        Cluster(List<String> tokens, String level) {
            this.tokens = tokens.toArray(String[]::new);
            this.level = level;
        }

        double similarity(List<String> line) {
            int equal = 0;
            for (int i = 0; i < tokens.length; i++) {
                equal += tokens[i].equals(line.get(i)) ? 1 : 0;
            }
            return (double) equal / tokens.length;
        }

        void join(List<String> line, long bucket) {
            for (int i = 0; i < tokens.length; i++) {
                if (!tokens[i].equals(line.get(i))) {
                    tokens[i] = LineTokens.WILDCARD;
                }
            }
            counts.merge(bucket, 1L, Long::sum);
            total++;
        }

        String text() {
            StringBuilder out = new StringBuilder();
            String before = "";
            for (String token : tokens) {
                boolean repeated = token.equals(LineTokens.WILDCARD) && before.equals(LineTokens.WILDCARD);
                if (!repeated) {
                    out.append(out.isEmpty() ? "" : " ").append(token);
                }
                before = token;
            }
            return out.toString();
        }
    }

    /**
     * A finder.
     *
     * @param patternsMax lines of further forms are not taken in
     * @param bucketNanos the span of time that counts are for
     */
    public LinePatterns(int patternsMax, long bucketNanos) {
        this.patternsMax = patternsMax;
        this.bucketNanos = bucketNanos;
    }

    /** Takes in a line with its level. */
    public void add(long timestampNanos, String line, String level) {
        List<String> tokens = LineTokens.of(line, TOKENS_MAX);
        if (tokens.isEmpty()) {
            return;
        }
        String form = level + '\0' + tokens.size() + '\0' + tokens.getFirst();
        List<Cluster> known = forms.computeIfAbsent(form, _ -> new ArrayList<>());
        Cluster cluster = nearest(known, tokens);
        if (cluster == null) {
            if (patterns >= patternsMax || known.size() >= PER_FORM_MAX) {
                return;
            }
            cluster = new Cluster(tokens, level);
            known.add(cluster);
            patterns++;
        }
        cluster.join(tokens, Math.floorDiv(timestampNanos, bucketNanos) * bucketNanos);
    }

    private static @Nullable Cluster nearest(List<Cluster> known, List<String> tokens) {
        Cluster best = null;
        double bestSimilarity = SIMILARITY_MIN;
        for (Cluster cluster : known) {
            double similarity = cluster.similarity(tokens);
            if (similarity >= bestSimilarity) {
                best = cluster;
                bestSimilarity = similarity;
            }
        }
        return best;
    }

    /** The patterns, those with the most lines first. */
    public List<CountedPattern> patterns() {
        return forms.values().stream().flatMap(List::stream)
                .sorted(Comparator.<Cluster>comparingLong(cluster -> cluster.total).reversed()
                        .thenComparing(Cluster::text))
                .map(cluster -> new CountedPattern(cluster.text(), cluster.level, cluster.total, cluster.counts))
                .toList();
    }
}
