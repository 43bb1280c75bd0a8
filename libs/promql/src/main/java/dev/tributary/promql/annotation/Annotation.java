package dev.tributary.promql.annotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.ast.StringText;

/** One thing to tell the asker. Those with the same key are one. */
sealed interface Annotation {
    Place place();

    boolean warning();

    /** The text without place and counts; what makes annotations equal. */
    String key();

    /** The full text, with the place in the query. */
    String text(String query);

    /** This and another of the same key as one. */
    Annotation merge(Annotation other);

    static Place later(Place a, Place b) {
        return b.rank() > a.rank() ? b : a;
    }

    /** A text that says all. */
    record Plain(boolean warning, String key, Place place) implements Annotation {
        @Override
        public String text(String query) {
            return key + " (" + place.span().lineAndColumn(query) + ")";
        }

        @Override
        public Annotation merge(Annotation other) {
            return new Plain(warning, key, later(place, other.place()));
        }
    }

    /** Classic buckets that had to be lifted, gathered over all steps and series of a metric. */
    record Monotonicity(String key, Place place, long minMillis, long maxMillis, double bucketMin, double bucketMax,
            double differenceMax, int count) implements Annotation {
        @Override
        public boolean warning() {
            return false;
        }

        @Override
        public String text(String query) {
            return key + ", from buckets " + NumberText.general(bucketMin) + " to " + NumberText.general(bucketMax)
                    + ", with a max diff of " + NumberText.general(differenceMax, 2) + ", over " + count
                    + " samples from " + seconds(minMillis) + " to " + seconds(maxMillis) + " ("
                    + place.span().lineAndColumn(query) + ")";
        }

        private static String seconds(long millis) {
            return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
        }

        @Override
        public Annotation merge(Annotation other) {
            return other instanceof Monotonicity that
                    ? new Monotonicity(key, later(place, that.place), Math.min(minMillis, that.minMillis),
                            Math.max(maxMillis, that.maxMillis), Math.min(bucketMin, that.bucketMin),
                            Math.max(bucketMax, that.bucketMax), Math.max(differenceMax, that.differenceMax),
                            count + that.count)
                    : this;
        }
    }

    /** Samples whose start time lies before the sample before them. */
    record StartOverlap(String metric, Place place, int count) implements Annotation {
        @Override
        public boolean warning() {
            return true;
        }

        @Override
        public String key() {
            return "PromQL warning: sample has start time that overlaps with previous sample timestamp for metric "
                    + StringText.quote(metric);
        }

        @Override
        public String text(String query) {
            String occurrences = count > 1 ? " (" + count + " occurrences)" : "";
            return key() + occurrences + " (" + place.span().lineAndColumn(query) + ")";
        }

        @Override
        public Annotation merge(Annotation other) {
            return other instanceof StartOverlap that
                    ? new StartOverlap(metric, later(place, that.place), count + that.count)
                    : this;
        }
    }
}
