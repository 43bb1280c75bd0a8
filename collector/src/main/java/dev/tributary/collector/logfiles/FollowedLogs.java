package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.collector.files.Tail;
import dev.tributary.collector.files.TailState;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of a job, read in turn so that a busy one does not keep the others waiting. Owned by the job's thread; what is
 * told of sizes and status may be asked by others.
 */
final class FollowedLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedLogs.class);

    /** What a log may give before it is another's turn. */
    private static final int QUOTA_BYTES = 256 << 10;
    /** What all logs together must give for it to be worth asking them again at once. */
    private static final int WORTH_BYTES = 64 << 10;
    private static final long RETRY_NANOS = 5_000_000_000L;

    /** A log and how its reading fares. */
    private static final class Followed {
        private final Tail tail;
        private String problem = "";
        private long retryAt;

        Followed(Tail tail) {
            this.tail = tail;
        }
    }

    private final LogOpener opener;
    private final LogSource source;
    private final Map<String, TailState> known = new LinkedHashMap<>();
    private final TreeMap<Path, Followed> followed = new TreeMap<>();
    private final byte[] buffer;
    private List<Followed> turns = new ArrayList<>();
    private int next;
    private int open;
    private boolean first = true;
    private boolean changed;
    private boolean more;
    /** Those that may be closed for others, found once in each reading. */
    private @Nullable Iterator<Followed> oldest;
    private volatile int size;
    private volatile int ignored;
    private volatile List<LogFileStatus> status = List.of();
    private volatile String problem = "";

    FollowedLogs(LogOpener opener, LogSource source) {
        this.opener = opener;
        this.source = source;
        // An escaped text may be twice as long as what it stands for.
        buffer = new byte[Math.max(QUOTA_BYTES, 2 * opener.settings().limits().bytesMax() + 1024)];
    }

    /** Tells how far logs were read before, by path. */
    void know(Map<String, TailState> states) {
        known.putAll(states);
    }

    /** Looks for logs that are new and gives up those that are gone. */
    void refresh(long now) throws IOException {
        Map<Path, Labels> found = source.discovery().find();
        int beyond = 0;
        for (Map.Entry<Path, Labels> log : found.entrySet()) {
            if (!followed.containsKey(log.getKey())) {
                beyond += follow(log.getKey(), log.getValue()) ? 0 : 1;
            }
        }
        first = false;
        ignored = beyond;
        removeGone(found, now);
        if (isWholeSearch()) {
            // Those that are not there any more will not come back under the same name and inode.
            known.keySet().removeIf(path -> !found.containsKey(Path.of(path)));
        }
        turns = new ArrayList<>(followed.values());
        size = turns.size();
        status = statusNow();
    }

    private boolean isWholeSearch() {
        String now = source.discovery().problem();
        if (!now.isEmpty() && !now.equals(problem)) {
            opener.failed();
            LOG.warn("not all logs can be looked for reason={}", now);
        }
        problem = now;
        return now.isEmpty();
    }

    /** What keeps the job from some of its logs, empty for nothing. */
    String problem() {
        return problem;
    }

    /** False when there are too many already. */
    private boolean follow(Path path, Labels labels) {
        TargetRules.LogLabels target = source.rules().apply(labels).orElse(null);
        if (target == null) {
            return true;
        }
        if (followed.size() >= opener.settings().logsMax()) {
            return false;
        }
        followed.put(path, new Followed(opener.open(path, target, known.remove(path.toString()), !first)));
        return true;
    }

    private void removeGone(Map<Path, Labels> found, long now) {
        for (Map.Entry<Path, Followed> each : List.copyOf(followed.entrySet())) {
            Followed log = each.getValue();
            try {
                if (!found.containsKey(each.getKey()) && isGone(log.tail, now)) {
                    log.tail.close();
                    followed.remove(each.getKey());
                    changed = true;
                } else if (!log.tail.isOpen()) {
                    log.retryAt = log.tail.hasGrown() ? 0 : Long.MAX_VALUE;
                }
            } catch (IOException e) {
                failed(log, e, now);
            }
        }
        open = (int) followed.values().stream().filter(one -> one.tail.isOpen()).count();
    }

    private static boolean isGone(Tail tail, long now) throws IOException {
        return !tail.isOpen() && (!tail.open(now) || tail.isGone());
    }

    /**
     * Reads from one log after the other until the round is full or they have little more; gives the bytes read. Logs that are
     * written all the time always have a line or two: to ask for those again and again would take a processor for itself.
     */
    long read(Round round, long now) {
        more = false;
        oldest = null;
        long all = 0;
        long read;
        do {
            read = readOnce(round, now);
            all += read;
        } while (read >= WORTH_BYTES && round.bytes() > 0 && !isFull(round));
        more |= read >= WORTH_BYTES || isFull(round);
        return all;
    }

    private boolean isFull(Round round) {
        return round.bytes() >= opener.settings().batchBytes();
    }

    /** True when it is worth reading on at once, as far as the last reading has shown. */
    boolean hasMore() {
        return more;
    }

    private long readOnce(Round round, long now) {
        long read = 0;
        for (int turn = 0; turn < turns.size() && !isFull(round); turn++) {
            next = next >= turns.size() - 1 ? 0 : next + 1;
            Followed log = turns.get(next);
            if (log.retryAt == 0 || log.retryAt != Long.MAX_VALUE && now - log.retryAt >= 0) {
                read += read(log, now);
            }
        }
        return read;
    }

    private long read(Followed log, long now) {
        try {
            boolean wasOpen = log.tail.isOpen();
            if (!wasOpen && open >= opener.settings().openFilesMax() && !release()) {
                // It has its turn once the others are committed
                more = true;
                return 0;
            }
            long read = log.tail.turn(buffer, QUOTA_BYTES, now);
            open += (log.tail.isOpen() ? 1 : 0) - (wasOpen ? 1 : 0);
            log.problem = "";
            if (wasOpen && !log.tail.isOpen() && log.tail.isIdle()) {
                log.retryAt = Long.MAX_VALUE;
            }
            return read;
        } catch (IOException e) {
            failed(log, e, now);
            return 0;
        }
    }

    private void failed(Followed log, IOException failure, long now) {
        opener.failed();
        if (!log.problem.equals(failure.toString())) {
            LOG.warn("log cannot be read, trying again path={} reason={}", log.tail.path(), failure.toString());
        }
        log.problem = failure.toString();
        log.retryAt = now + RETRY_NANOS;
        rewind(log);
    }

    /** Closes the file that has not grown for the longest time, so that another can be opened. */
    private boolean release() throws IOException {
        Iterator<Followed> candidates = oldest;
        if (candidates == null) {
            candidates = followed.values().stream().filter(log -> log.tail.isOpen())
                    .sorted(Comparator.comparingLong(log -> log.tail.lastGrowth())).toList().iterator();
            oldest = candidates;
        }
        while (candidates.hasNext()) {
            Followed log = candidates.next();
            if (log.tail.lagBytes() == 0 && log.tail.release()) {
                log.retryAt = Long.MAX_VALUE;
                open--;
                return true;
            }
        }
        return false;
    }

    /** True when something must be on disk before the round's batch is committed. */
    boolean plans() {
        return turns.stream().anyMatch(log -> log.tail.plans());
    }

    List<TailState> planned() {
        return withUnread(turns.stream().map(log -> log.tail.planned()).toList());
    }

    List<TailState> states() {
        return withUnread(turns.stream().map(log -> log.tail.state()).toList());
    }

    /** Logs that are known from before and wait to be found keep their positions. */
    private List<TailState> withUnread(List<TailState> states) {
        List<TailState> all = new ArrayList<>(states);
        all.addAll(known.values());
        return all;
    }

    /** What was read is safe. */
    void committed() {
        for (Followed log : turns) {
            changed |= log.tail.committed();
        }
    }

    /** True when a position has moved since this was last asked. */
    boolean takeChanged() {
        boolean moved = changed;
        changed = false;
        return moved;
    }

    /** What was read was not taken. */
    void rewind() {
        turns.forEach(this::rewind);
        open = 0;
    }

    private void rewind(Followed log) {
        try {
            log.tail.rewind();
        } catch (IOException e) {
            LOG.warn("log file did not close path={} reason={}", log.tail.path(), e.toString());
        }
    }

    int size() {
        return size;
    }

    int ignored() {
        return ignored;
    }

    int open() {
        return open;
    }

    long lagBytes() {
        return status.stream().mapToLong(LogFileStatus::lagBytes).sum();
    }

    /** As it was when logs were last looked for, the largest lag first. */
    List<LogFileStatus> status() {
        return status;
    }

    private List<LogFileStatus> statusNow() throws IOException {
        List<LogFileStatus> all = new ArrayList<>();
        for (Followed log : followed.values()) {
            all.add(new LogFileStatus(log.tail.path().toString(), log.tail.isOpen(), log.tail.committedPosition(),
                    log.tail.lagBytes(), log.problem));
        }
        all.sort(Comparator.comparingLong(LogFileStatus::lagBytes).reversed());
        return List.copyOf(all);
    }

    @Override
    public void close() {
        rewind();
        source.discovery().close();
    }
}
