package dev.tributary.model.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;

/**
 * The feed of a store. The store tells it of each entry after readers can see the entry; while nobody follows, that costs a
 * look at an empty list. Safe for several threads.
 */
public final class LogFollowers implements LogFeed {
    private final List<LogFollower> followers = new CopyOnWriteArrayList<>();

    @Override
    public Runnable follow(LogFollower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** True while entries of this stream need not be told to anybody. */
    public boolean ignore(Labels stream) {
        for (LogFollower follower : followers) {
            if (follower.wants(stream)) {
                return false;
            }
        }
        return true;
    }

    /** True while nobody follows anything. */
    public boolean isEmpty() {
        return followers.isEmpty();
    }

    /** Tells all who want the stream of an entry that readers can see by now. */
    public void stored(Labels stream, LogEntry entry) {
        for (LogFollower follower : followers) {
            if (follower.wants(stream)) {
                follower.stored(stream, entry);
            }
        }
    }
}
