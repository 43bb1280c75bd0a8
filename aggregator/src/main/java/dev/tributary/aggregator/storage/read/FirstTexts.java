package dev.tributary.aggregator.storage.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import org.roaringbitmap.RoaringBitmap;

/**
 * The first few names or values in byte order that series with samples carry, found without a look at the series of all
 * others: of most texts one series is enough to tell. Where many texts turn out to have none, all series are looked at once.
 */
final class FirstTexts {
    /** Looking at one text costs about as much as looking at a hundred series at once. */
    private static final int MISSES_MAX = 1000;

    private final ReadView view;
    private final Map<ClusterSeries, RoaringBitmap> present = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private int misses;

    /** A text, and the labels of one cluster that have it; none where all series of the cluster have it. */
    private static final class Candidate implements Comparable<Candidate> {
        private final String text;
        private final ClusterSeries cluster;
        private final int[] labels;

        Candidate(String text, ClusterSeries cluster, int... labels) {
            this.text = text;
            this.cluster = cluster;
            this.labels = labels;
        }

        @Override
        public int compareTo(Candidate other) {
            return Labels.compareUtf8(text, other.text);
        }
    }

    private FirstTexts(ReadView view) {
        this.view = view;
    }

    /** Names of labels on any series of these clusters. */
    static List<String> names(Collection<ClusterSeries> clusters, ReadView view, int max) {
        FirstTexts texts = new FirstTexts(view);
        for (ClusterSeries cluster : clusters) {
            texts.candidates.add(new Candidate(ClusterId.LABEL, cluster));
            cluster.query(index -> {
                index.eachName((name, labels) -> texts.candidates.add(new Candidate(name, cluster, labels)));
                return index;
            });
        }
        return texts.first(max);
    }

    /** Values of a label, not that of the cluster, on any series of these clusters. */
    static List<String> values(String name, Collection<ClusterSeries> clusters, ReadView view, int max) {
        FirstTexts texts = new FirstTexts(view);
        for (ClusterSeries cluster : clusters) {
            cluster.query(index -> {
                index.eachValue(name, (value, label) -> texts.candidates.add(new Candidate(value, cluster, label)));
                return index;
            });
        }
        return texts.first(max);
    }

    private List<String> first(int max) {
        PriorityQueue<Candidate> next = new PriorityQueue<>(candidates);
        List<String> found = new ArrayList<>();
        while (found.size() < max && !next.isEmpty()) {
            Candidate candidate = next.remove();
            boolean known = !found.isEmpty() && found.getLast().equals(candidate.text);
            if (!known && isPresent(candidate)) {
                found.add(candidate.text);
            }
        }
        return found;
    }

    private boolean isPresent(Candidate candidate) {
        ClusterSeries cluster = candidate.cluster;
        if (candidate.labels.length == 0) {
            return view.holdsAny(cluster, everySeries(cluster));
        }
        for (int label : candidate.labels) {
            boolean seen = misses < MISSES_MAX
                    ? view.holdsAny(cluster, cluster.query(index -> index.series(label)))
                    : cluster.query(index -> index.meets(label, present(cluster)));
            if (seen) {
                return true;
            }
            misses++;
        }
        return false;
    }

    private RoaringBitmap present(ClusterSeries cluster) {
        return present.computeIfAbsent(cluster, one -> view.present(one, everySeries(one)));
    }

    private static RoaringBitmap everySeries(ClusterSeries cluster) {
        return RoaringBitmap.bitmapOfRange(0, cluster.nextId() & 0xffffffffL);
    }
}
