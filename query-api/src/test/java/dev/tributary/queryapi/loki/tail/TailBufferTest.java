package dev.tributary.queryapi.loki.tail;

import java.util.concurrent.TimeUnit;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TailBufferTest {
    private static final Labels STREAM = Labels.of("app", "web");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @Test
    void whatASlowClientHasNoRoomForIsNoted() throws InterruptedException {
        TailBuffer buffer = new TailBuffer(_ -> true, 2, 0);
        for (int i = 1; i <= 5; i++) {
            buffer.stored(STREAM, new LogEntry(i, "line " + i));
        }
        assertThat(buffer.take(10, PATIENCE)).extracting(waiting -> waiting.entry().line()).containsExactly("line 1",
                "line 2");
        assertThat(buffer.takeDropped()).extracting(TailBuffer.Dropped::timestampNanos).containsExactly(3L, 4L, 5L);
        assertThat(buffer.takeDropped()).isEmpty();
        assertThat(buffer.droppedCount()).isEqualTo(3);
        buffer.stored(STREAM, new LogEntry(6, "room again"));
        assertThat(buffer.take(10, PATIENCE)).hasSize(1);
    }

    @Test
    void soMuchTextWaitsAtMost() {
        TailBuffer buffer = new TailBuffer(_ -> true, 1000, 0);
        for (int i = 0; i < 40; i++) {
            buffer.stored(STREAM, new LogEntry(i, "x".repeat(1 << 20)));
        }
        assertThat(buffer.droppedCount()).isEqualTo(24);
    }

    @Test
    void entriesThatWaitComeInOrderOfTime() throws InterruptedException {
        TailBuffer buffer = new TailBuffer(_ -> true, 10, TimeUnit.MILLISECONDS.toNanos(20));
        buffer.stored(STREAM, new LogEntry(3, "c"));
        buffer.stored(STREAM, new LogEntry(1, "a"));
        buffer.stored(STREAM, new LogEntry(2, "b"));
        StringBuilder lines = new StringBuilder();
        while (lines.length() < 3) {
            buffer.take(10, PATIENCE).forEach(waiting -> lines.append(waiting.entry().line()));
        }
        assertThat(lines.toString()).contains("a", "b", "c");
        assertThat(buffer.take(10, 1)).isEmpty();
    }

    @Test
    void closingWakesWhoWaits() throws InterruptedException {
        TailBuffer buffer = new TailBuffer(_ -> true, 10, 0);
        Thread closer = Thread.ofVirtual().start(buffer::close);
        assertThat(buffer.take(10, TimeUnit.HOURS.toNanos(1))).isEmpty();
        closer.join();
    }
}
