package dev.tributary.aggregator.storage.series;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

import dev.tributary.model.LabelPattern;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LabelCounter;
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
        // Single lists first: they cost least and leave least for the others.
        for (Matcher matcher : matchers) {
            if (isSingleList(matcher)) {
                int pair = pairs.find(matcher.name(), matcher.value());
                if (pair < 0) {
                    candidates.clear();
                    return;
                }
                postings[pair].retainIn(candidates);
            }
        }
        for (Matcher matcher : matchers) {
            if (candidates.isEmpty()) {
                return;
            }
            if (matcher.matchesEmpty()) {
                candidates.andNot(refusedBy(matcher));
            } else if (!isSingleList(matcher)) {
                candidates.and(matching(matcher));
            }
        }
    }

    private static boolean isSingleList(Matcher matcher) {
        return matcher.type() == MatchType.EQUAL && !matcher.value().isEmpty();
    }

    /** Series with a value that does not match, for matchers that series without the label satisfy. */
    private RoaringBitmap refusedBy(Matcher matcher) {
        LabelPattern pattern = matcher.pattern();
        return switch (matcher.type()) {
            case NOT_EQUAL -> withValues(matcher.name(), List.of(matcher.value()));
            case NOT_REGEX -> withPattern(matcher.name(), Objects.requireNonNull(pattern));
            case EQUAL, REGEX -> withValues(matcher.name(), "", value -> !matcher.matches(value));
        };
    }

    private RoaringBitmap matching(Matcher matcher) {
        LabelPattern pattern = matcher.pattern();
        return matcher.type() == MatchType.REGEX && pattern != null
                ? withPattern(matcher.name(), pattern)
                : withValues(matcher.name(), "", matcher::matches);
    }

    private RoaringBitmap withPattern(String name, LabelPattern pattern) {
        return pattern.alternatives().isEmpty()
                ? withValues(name, pattern.prefix(), pattern::matches)
                : withValues(name, pattern.alternatives());
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

    /** @param prefix what all wanted values start with */
    private RoaringBitmap withValues(String name, String prefix, Predicate<String> wanted) {
        RoaringBitmap union = new RoaringBitmap();
        byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
        LabelNamePostings values = names.get(name);
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                int pair = values.pair(i);
                if (pairs.valueStartsWith(pair, start) && wanted.test(pairs.value(pair))) {
                    postings[pair].orInto(union);
                }
            }
        }
        return union;
    }

    /** Visits all names that any series has, each with the numbers of its labels, in no order. */
    public void eachName(BiConsumer<String, int[]> visitor) {
        for (LabelNamePostings name : names.values()) {
            int[] labels = new int[name.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = name.pair(i);
            }
            if (labels.length > 0) {
                visitor.accept(name.name(), labels);
            }
        }
    }

    /** Visits all values of a name, each with the number of its label, in no order. */
    public void eachValue(String name, ObjIntConsumer<String> visitor) {
        LabelNamePostings values = names.get(name);
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                visitor.accept(pairs.value(values.pair(i)), values.pair(i));
            }
        }
    }

    /** The series that carry the label of a number; the caller's to change. */
    public RoaringBitmap series(int label) {
        RoaringBitmap ids = new RoaringBitmap();
        postings[label].orInto(ids);
        return ids;
    }

    /** True when some of the series carry the label of a number. */
    public boolean meets(int label, RoaringBitmap series) {
        return postings[label].meets(series);
    }

    /** Tells of each label how many of the series carry it, where any do. */
    public void count(RoaringBitmap series, LabelCounter counter) {
        for (LabelNamePostings name : names.values()) {
            for (int i = 0; i < name.size(); i++) {
                long carrying = postings[name.pair(i)].countIn(series);
                if (carrying > 0) {
                    counter.count(name.name(), pairs.value(name.pair(i)), carrying);
                }
            }
        }
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
