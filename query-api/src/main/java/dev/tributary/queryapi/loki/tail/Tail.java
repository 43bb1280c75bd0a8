package dev.tributary.queryapi.loki.tail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.logql.LogPipeline;
import dev.tributary.logql.LogPipeline.Passed;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.model.Labels;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.loki.query.LogqlFailures;
import dev.tributary.queryapi.query.QueryTicket;
import dev.tributary.queryapi.query.QueryTurns;

/**
 * Follows a log for one client, on a thread of its own. Following begins before the stored lines are read, so nothing falls
 * between; what both show is sent once.
 */
final class Tail {
    /** Entries of one message. */
    private static final int MESSAGE_ENTRIES_MAX = 100;
    /** How often the thread looks whether it must end. */
    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final short INTERNAL_ERROR = 1011;
    private static final short POLICY_VIOLATION = 1008;

    private final TailParts parts;
    private final TailQuestion question;
    private final ReadAccess access;
    private final TailClient client;
    private final LogPipeline pipeline;
    private final TailHistory history = new TailHistory();

    Tail(TailParts parts, TailQuestion question, ReadAccess access, TailClient client) {
        this.parts = parts;
        this.question = question;
        this.access = access;
        this.client = client;
        this.pipeline = LogqlEngine.pipeline(question.query());
    }

    private boolean wants(Labels stream) {
        return access.allows(stream) && pipeline.matchers().stream()
                .allMatch(matcher -> matcher.matches(stream.get(matcher.name())));
    }

    /** Sends lines until the client has gone or must go. */
    void run(Cancellation cancellation) {
        TailBuffer buffer = new TailBuffer(this::wants, parts.limits().tailEntriesMax(), question.delay().toNanos());
        cancellation.onCancel(buffer::close);
        Runnable unfollow = parts.feed().follow(buffer);
        try {
            readHistory(cancellation);
            if (sendHistory()) {
                follow(buffer);
            }
        } catch (ApiException e) {
            client.end(INTERNAL_ERROR, e.text());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            unfollow.run();
            parts.metrics().dropped(buffer.droppedCount());
        }
    }

    private void readHistory(Cancellation cancellation) {
        Instant now = parts.clock().instant();
        long nowNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        QueryTicket ticket = new QueryTicket(question.query(), "loki_tail", "start="
                + Instant.ofEpochSecond(0, question.startNanos()), "lines", null);
        QueryTurns turns = parts.turns();
        turns.take(ticket, parts.limits().timeout(), cancellation, _ -> LogqlFailures.translated(() -> {
            history.read(access.narrow(parts.reader()), pipeline, question, nowNanos, parts.limits().streamsMax(),
                    cancellation);
            turns.metrics().logsRead(history.linesRead(), history.bytesRead());
            return new QueryTurns.Read<>(history, history.linesRead());
        }));
    }

    private boolean sendHistory() {
        List<Passed> lines = history.lines();
        for (int from = 0; from < lines.size(); from += MESSAGE_ENTRIES_MAX) {
            int to = Math.min(lines.size(), from + MESSAGE_ENTRIES_MAX);
            if (!send(lines.subList(from, to), List.of())) {
                return false;
            }
        }
        return true;
    }

    private void follow(TailBuffer buffer) throws InterruptedException {
        long started = System.nanoTime();
        while (!client.isGone()) {
            String reason = client.endReason();
            if (!reason.isEmpty()) {
                client.end(POLICY_VIOLATION, reason);
                return;
            }
            if (Duration.ofNanos(System.nanoTime() - started).compareTo(parts.limits().tailDurationMax()) > 0) {
                client.end(INTERNAL_ERROR, "reached tail max duration limit");
                return;
            }
            List<Passed> lines = passed(buffer.take(MESSAGE_ENTRIES_MAX, LOOK_UP_NANOS));
            List<TailBuffer.Dropped> dropped = buffer.takeDropped();
            if ((!lines.isEmpty() || !dropped.isEmpty()) && !send(lines, dropped)) {
                return;
            }
        }
    }

    private List<Passed> passed(List<TailBuffer.Waiting> entries) {
        List<Passed> passed = new ArrayList<>();
        for (TailBuffer.Waiting entry : entries) {
            Passed line = history.holds(entry) ? null : pipeline.process(entry.stream(), entry.entry());
            if (line != null) {
                passed.add(line);
            }
        }
        return passed;
    }

    private boolean send(List<Passed> lines, List<TailBuffer.Dropped> dropped) {
        parts.metrics().sent(lines.size());
        return client.send(TailFrame.of(lines, dropped, question.form()));
    }
}
