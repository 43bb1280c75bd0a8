package dev.tributary.alerts.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationTurnsTest {
    private final EvaluationTurns turns = new EvaluationTurns(new PrometheusRegistry());
    private final List<Thread> threads = new ArrayList<>();

    private void start(Runnable evaluation) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                turns.take(evaluation);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void joinAll() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void noMoreThanTheLimitRunAtOnceAndAllRunInTheEnd() throws Exception {
        turns.resize(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            start(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1_000_000);
                now.decrementAndGet();
                done.incrementAndGet();
            });
        }
        joinAll();
        assertThat(done).hasValue(200);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whoComesFirstIsFirst() throws Exception {
        turns.resize(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Integer> expected = new ArrayList<>();
        start(() -> await(gate));
        awaitFree(0);
        for (int i = 0; i < 20; i++) {
            int number = i;
            expected.add(number);
            start(() -> order.add(number));
            awaitWaiting(i + 1);
        }
        gate.countDown();
        joinAll();
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void aSmallerLimitHoldsWhenThoseRunningAreDone() throws Exception {
        turns.resize(2);
        CountDownLatch gate = new CountDownLatch(1);
        start(() -> await(gate));
        start(() -> await(gate));
        awaitFree(0);
        turns.resize(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            start(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1_000_000);
                now.decrementAndGet();
            });
        }
        gate.countDown();
        joinAll();
        assertThat(most).hasValue(1);
        turns.resize(4);
        assertThat(turns.free()).isEqualTo(4);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFree(int count) {
        while (turns.free() != count) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitWaiting(int count) {
        while (turns.waiting() < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
