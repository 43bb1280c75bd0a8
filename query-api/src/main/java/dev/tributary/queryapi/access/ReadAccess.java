package dev.tributary.queryapi.access;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.MetricReader;

/**
 * The label policy of one asker: everything shown to it satisfies all these matchers. One value per request; the same
 * rule holds for samples, names, values, metadata, exemplars, rules, alerts and targets.
 *
 * @param matchers all must hold; empty means everything may be seen
 */
public record ReadAccess(List<Matcher> matchers) {
    /** Sees everything. */
    public static final ReadAccess ALL = new ReadAccess(List.of());

    public ReadAccess {
        matchers = List.copyOf(matchers);
    }

    public boolean seesAll() {
        return matchers.isEmpty();
    }

    /** True when something with these labels may be shown. */
    public boolean allows(Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }

    /** The part of a reader's logs that may be seen. */
    public LogReader narrow(LogReader reader) {
        return seesAll() ? reader : new NarrowedLogReader(reader, this);
    }

    /** The part of a reader's data that may be seen. */
    public MetricReader narrow(MetricReader reader) {
        return seesAll() ? reader : new NarrowedReader(reader, this);
    }
}
