package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.plan.PipelinePlanner;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.ReadRefusedException;

/** All that the parts of one running query share. */
public final class QueryRun {
    private final LogReader reader;
    private final Budget budget;
    private final int parallelism;
    private final boolean optimise;
    private final Set<String> warnings = new LinkedHashSet<>();

    /** A run on so many threads; without optimisation the store gets no hints and steps do all of their work. */
    public QueryRun(LogReader reader, Budget budget, int parallelism, boolean optimise) {
        this.reader = reader;
        this.budget = budget;
        this.parallelism = parallelism;
        this.optimise = optimise;
    }

    public Budget budget() {
        return budget;
    }

    PipelinePlanner planner() {
        return new PipelinePlanner(optimise);
    }

    boolean optimises() {
        return optimise;
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Opens the streams of a query, has them read, and notes what the store has to say of them, at the end too. */
    void read(LogQuery query, Consumer<LogSelection> reading) {
        budget.check();
        try (LogSelection selection = select(query)) {
            budget.opened(selection.streams().size());
            reading.accept(selection);
            warnings.addAll(selection.warnings());
        }
    }

    private LogSelection select(LogQuery query) {
        try {
            return reader.select(query);
        } catch (ReadRefusedException e) {
            throw new QueryFailure(QueryFailure.Kind.LIMIT, String.valueOf(e.getMessage()));
        }
    }

    int parallelism() {
        return parallelism;
    }

    /** Runs parts of the work at the same time, the first on the caller's thread. The first failure ends all. */
    void together(List<Runnable> parts) {
        List<Future<?>> others = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable part : parts.subList(1, parts.size())) {
                others.add(threads.submit(() -> stopping(part)));
            }
            stopping(parts.getFirst());
        }
        for (Future<?> other : others) {
            if (other.state() == Future.State.FAILED && other.exceptionNow() instanceof RuntimeException failure) {
                throw failure;
            }
        }
    }

    private void stopping(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            budget.stop(e);
            throw e;
        }
    }
}
