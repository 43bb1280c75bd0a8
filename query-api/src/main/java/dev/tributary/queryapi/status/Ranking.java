package dev.tributary.queryapi.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import dev.tributary.queryapi.json.JsonWriter;

/** The largest few of many counts, each of another name; shown largest first. */
final class Ranking {
    private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::count).reversed()
            .thenComparing(Entry::name);

    private record Entry(String name, long count) {
    }

    private final int limit;
    private final PriorityQueue<Entry> kept = new PriorityQueue<>(ORDER.reversed());

    Ranking(int limit) {
        this.limit = limit;
    }

    /** Enters a count under a name of two parts. */
    void add(String prefix, String name, long count) {
        Entry last = kept.peek();
        if (last != null && kept.size() == limit && count < last.count()) {
            return;
        }
        kept.add(new Entry(prefix + name, count));
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    void write(String field, JsonWriter json) {
        json.name(field).beginArray();
        List<Entry> largest = new ArrayList<>(kept);
        largest.sort(ORDER);
        for (Entry entry : largest) {
            json.beginObject().name("name").string(entry.name()).name("value").number(entry.count()).endObject();
        }
        json.endArray();
    }
}
