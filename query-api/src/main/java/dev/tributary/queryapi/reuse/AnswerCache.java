package dev.tributary.queryapi.reuse;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Answers by their keys within a bound of bytes; those not used for longest go first. Safe for several threads. */
final class AnswerCache {
    private final long bytesMax;
    private final ReuseMetrics metrics;
    private final Map<Asked.Key, KeptAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    AnswerCache(long bytesMax, ReuseMetrics metrics) {
        this.bytesMax = bytesMax;
        this.metrics = metrics;
    }

    synchronized @Nullable KeptAnswer find(Asked.Key key) {
        return answers.get(key);
    }

    /** Keeps an answer in the place of another one; one that takes more than a quarter of the room is not kept. */
    synchronized void keep(Asked.Key key, KeptAnswer answer) {
        if (answer.bytes() > bytesMax / 4) {
            return;
        }
        KeptAnswer before = answers.put(key, answer);
        bytes += answer.bytes() - (before == null ? 0 : before.bytes());
        Iterator<KeptAnswer> eldest = answers.values().iterator();
        while (bytes > bytesMax) {
            bytes -= eldest.next().bytes();
            eldest.remove();
            metrics.evicted();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return answers.size();
    }
}
