package dev.tributary.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LifecycleTest {
    private final List<String> stopped = new CopyOnWriteArrayList<>();

    private void start(Lifecycle lifecycle, String name) {
        lifecycle.started(name, () -> stopped.add(name));
    }

    @Test
    void theNewestStopsFirstAndOnlyOnce() {
        Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(10));
        start(lifecycle, "store");
        start(lifecycle, "server");
        lifecycle.close();
        lifecycle.close();
        assertThat(stopped).containsExactly("server", "store");
    }

    @Test
    void aFailureDoesNotKeepOthersFromStopping() {
        Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(10));
        start(lifecycle, "store");
        lifecycle.started("broken", () -> {
            throw new IllegalStateException("cannot");
        });
        lifecycle.close();
        assertThat(stopped).containsExactly("store");
    }

    @Test
    void aStepThatHangsIsGivenUp() {
        Lifecycle lifecycle = new Lifecycle(Duration.ZERO);
        start(lifecycle, "store");
        lifecycle.started("hanging", () -> new CountDownLatch(1).await());
        lifecycle.close();
        assertThat(stopped).containsExactly("store");
    }

    @Test
    void whatStartsAfterTheStopIsStoppedAtOnce() {
        Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(10));
        lifecycle.close();
        start(lifecycle, "late");
        assertThat(stopped).containsExactly("late");
    }

    @Test
    void aSignalRunsItsAction() throws Exception {
        CountDownLatch reloaded = new CountDownLatch(1);
        ProcessSignals.on("HUP", reloaded::countDown);
        long self = ProcessHandle.current().pid();
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(self)).start().waitFor()).isZero();
        assertThat(reloaded.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
