package dev.tributary.app.storage;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.app.cli.Console;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a work is: a bar on a terminal, a plain line every few seconds elsewhere. For one thread at a time. */
final class WorkBar implements WorkProgress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final Console console;
    private final @Nullable ProgressBar bar;
    private long nextLine = System.nanoTime() + LINE_EVERY_NANOS;

    WorkBar(String name, Console console) {
        this.name = name;
        this.console = console;
        bar = console.terminal() ? bar(name, console) : null;
    }

    private static ProgressBar bar(String name, Console console) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(0).setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(stream(console.err()), console.columns() - 1)).build();
    }

    private static PrintStream stream(PrintWriter writer) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                writer.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writer.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void flush() {
                writer.flush();
            }
        }, true, StandardCharsets.UTF_8);
    }

    @Override
    public void at(long doneBytes, long totalBytes) {
        if (bar != null) {
            bar.maxHint(totalBytes);
            bar.stepTo(doneBytes);
        } else if (System.nanoTime() - nextLine >= 0) {
            nextLine = System.nanoTime() + LINE_EVERY_NANOS;
            console.err().printf("%s: %d %% (%d of %d MiB)%n", name, totalBytes == 0 ? 0 : 100 * doneBytes / totalBytes,
                    doneBytes / MEBIBYTE, totalBytes / MEBIBYTE);
            console.err().flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
