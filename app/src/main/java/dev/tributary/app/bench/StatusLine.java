package dev.tributary.app.bench;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import dev.tributary.app.cli.Console;

/** Tells how a run goes: a bar over its duration on a terminal, a line every ten seconds elsewhere. */
final class StatusLine {
    private static final int BAR = 30;
    private static final long LOOK_MILLIS = 250;

    private final Console console;
    private final Duration duration;
    private final String unit;

    StatusLine(Console console, Duration duration, String unit) {
        this.console = console;
        this.duration = duration;
        this.unit = unit;
    }

    /** Shows the rate until the duration is over or all threads have ended. */
    void watch(Iterable<Thread> threads, DoubleSupplier rate) {
        long start = System.nanoTime();
        long nextLine = 10;
        for (double at = 0; at < duration.toMillis() / 1000.0 && anyAlive(threads);) {
            sleep();
            at = (System.nanoTime() - start) / 1e9;
            if (console.terminal()) {
                int filled = (int) Math.clamp(at * 1000 / duration.toMillis() * BAR, 0, BAR);
                console.err().printf("\r[%s%s] %3.0f s  %,.0f %s ", "=".repeat(filled), " ".repeat(BAR - filled), at,
                        rate.getAsDouble(), unit);
                console.err().flush();
            } else if (at >= nextLine) {
                nextLine += 10;
                console.err().printf("%3.0f s  %,.0f %s%n", at, rate.getAsDouble(), unit);
            }
        }
        if (console.terminal()) {
            console.err().println();
        }
    }

    private static boolean anyAlive(Iterable<Thread> threads) {
        for (Thread thread : threads) {
            if (thread.isAlive()) {
                return true;
            }
        }
        return false;
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
