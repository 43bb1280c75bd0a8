package dev.tributary.aggregator.storage.series;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.tributary.model.LabelPattern;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import org.roaringbitmap.RoaringBitmap;

/** The posting lists of one cluster, to be asked under its read lock. */
public final class ClusterIndex {
    private final LabelPairs pairs;
    private final PostingList[] postings;
    private final Map<String, LabelNamePostings> names;

    ClusterIndex(LabelPairs pairs, PostingList[] postings, Map<String, LabelNamePostings> names) {
        this.pairs = pairs;
        this.postings = postings;
        this.names = names;
    }

    /**
     * Of the candidates, those that satisfy all matchers. Matchers on the cluster label are the caller's to answer.
     *
     * @param candidates changed to the result
     */
    public void filter(Collection<Matcher> matchers, RoaringBitmap candidates) {
        for (Matcher matcher : matchers) {
            if (!matcher.matchesEmpty() && !candidates.isEmpty()) {
                candidates.and(matching(matcher));
            }
        }
        for (Matcher matcher : matchers) {
            if (matcher.matchesEmpty() && !candidates.isEmpty()) {
                candidates.andNot(withValues(matcher.name(), value -> !matcher.matches(value)));
            }
        }
    }

    private RoaringBitmap matching(Matcher matcher) {
        LabelPattern pattern = matcher.pattern();
        if (matcher.type() == MatchType.EQUAL) {
            return withValues(matcher.name(), List.of(matcher.value()));
        }
        if (matcher.type() == MatchType.REGEX && pattern != null && !pattern.alternatives().isEmpty()) {
            return withValues(matcher.name(), pattern.alternatives());
        }
        return withValues(matcher.name(), matcher::matches);
    }

    private RoaringBitmap withValues(String name, List<String> wanted) {
        RoaringBitmap union = new RoaringBitmap();
        for (String value : wanted) {
            int pair = pairs.find(name, value);
            if (pair >= 0) {
                postings[pair].orInto(union);
            }
        }
        return union;
    }

    private RoaringBitmap withValues(String name, Predicate<String> wanted) {
        RoaringBitmap union = new RoaringBitmap();
        LabelNamePostings values = names.get(name);
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                int pair = values.pair(i);
                if (wanted.test(pairs.value(pair))) {
                    postings[pair].orInto(union);
                }
            }
        }
        return union;
    }

    /** Names of labels that some of the series carry, in no order. */
    public void names(RoaringBitmap series, Consumer<String> into) {
        for (LabelNamePostings name : names.values()) {
            for (int i = 0; i < name.size(); i++) {
                if (postings[name.pair(i)].meets(series)) {
                    into.accept(name.name());
                    break;
                }
            }
        }
    }

    /** Values of a label that some of the series carry, in no order. */
    public void values(String name, RoaringBitmap series, Consumer<String> into) {
        LabelNamePostings values = names.get(name);
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                int pair = values.pair(i);
                if (postings[pair].meets(series)) {
                    into.accept(pairs.value(pair));
                }
            }
        }
    }
}
