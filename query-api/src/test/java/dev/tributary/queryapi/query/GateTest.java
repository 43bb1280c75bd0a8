package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.query.Gate.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Gate gate = new Gate(1, 2);

    @Test
    void theFirstPassesAtOnce() throws InterruptedException {
        assertThat(gate.enter(LONG, new Cancellation())).isEqualTo(Outcome.PASSED);
        assertThat(gate.inside()).isEqualTo(1);
        gate.leave();
        assertThat(gate.inside()).isZero();
    }

    @Test
    void othersPassInTheOrderTheyCame() throws Exception {
        gate.enter(LONG, new Cancellation());
        CompletableFuture<Outcome> second = waiting(new Cancellation(), 1);
        CompletableFuture<Outcome> third = waiting(new Cancellation(), 2);
        assertThat(gate.enter(LONG, new Cancellation())).isEqualTo(Outcome.FULL);
        gate.leave();
        assertThat(get(second)).isEqualTo(Outcome.PASSED);
        assertThat(third).isNotDone();
        gate.leave();
        assertThat(get(third)).isEqualTo(Outcome.PASSED);
        assertThat(gate.inside()).isEqualTo(1);
    }

    @Test
    void aCancelledWaiterMakesRoom() throws Exception {
        gate.enter(LONG, new Cancellation());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Outcome> second = waiting(cancellation, 1);
        cancellation.cancel();
        assertThat(get(second)).isEqualTo(Outcome.CANCELLED);
        assertThat(gate.queued()).isZero();
    }

    @Test
    void whoIsCancelledAlreadyDoesNotWait() throws InterruptedException {
        gate.enter(LONG, new Cancellation());
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(gate.enter(LONG, cancellation)).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void patienceEnds() throws InterruptedException {
        gate.enter(LONG, new Cancellation());
        assertThat(gate.enter(Duration.ofMillis(1), new Cancellation())).isEqualTo(Outcome.TIMED_OUT);
        assertThat(gate.queued()).isZero();
        gate.leave();
        assertThat(gate.inside()).isZero();
    }

    @Test
    void noPlaceIsLostWhenWaitersAreInterruptedCancelledAndLetIn() throws Exception {
        Gate wide = new Gate(3, 1000);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Cancellation cancellation = new Cancellation();
            int turn = i;
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    if (wide.enter(LONG, cancellation) == Outcome.PASSED) {
                        LockSupport.parkNanos(1_000);
                        wide.leave();
                    }
                } catch (InterruptedException _) {
                    // Ends, as it was told.
                }
            });
            threads.add(thread);
            if (turn % 3 == 0) {
                thread.interrupt();
            } else if (turn % 3 == 1) {
                cancellation.cancel();
            }
        }
        for (Thread thread : threads) {
            assertThat(thread.join(LONG)).isTrue();
        }
        assertThat(wide.inside()).isZero();
        assertThat(wide.queued()).isZero();
    }

    private CompletableFuture<Outcome> waiting(Cancellation cancellation, int queuedThen) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(gate.enter(LONG, cancellation));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        long deadline = System.nanoTime() + LONG.toNanos();
        while (gate.queued() < queuedThen && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(gate.queued()).isEqualTo(queuedThen);
        return outcome;
    }

    private static Outcome get(CompletableFuture<Outcome> outcome)
            throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(30, TimeUnit.SECONDS);
    }
}
