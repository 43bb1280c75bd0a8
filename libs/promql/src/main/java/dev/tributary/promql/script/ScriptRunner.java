package dev.tributary.promql.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.Features;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.script.ScriptReport.Failure;

/**
 * Runs scripts in Prometheus' promqltest language. Every evaluation at an instant is repeated with {@code @} modifiers at
 * other times and as a range query, as the reference runner does.
 */
public final class ScriptRunner {
    /** The settings of the reference runner: everything on, and so few samples that waste shows. */
    public static final EngineOptions OPTIONS = new EngineOptions(Duration.ofMinutes(5), Duration.ofMinutes(1), 10_000,
            1L << 30,
            0,
            Duration.ofSeconds(100),
            Set.of(Features.EXPERIMENTAL_FUNCTIONS, Features.EXTENDED_RANGE_SELECTORS, Features.FILL_MODIFIERS,
                    Features.DELAYED_NAME_REMOVAL, Features.START_TIMESTAMPS),
            1);

    private final PromqlEngine engine;
    private final Supplier<ScriptStore> stores;

    /** With the settings of the reference runner; a new store is opened for each script and each {@code clear}. */
    public ScriptRunner(Supplier<ScriptStore> stores) {
        this(new PromqlEngine(OPTIONS), stores);
    }

    public ScriptRunner(PromqlEngine engine, Supplier<ScriptStore> stores) {
        this.engine = engine;
        this.stores = stores;
    }

    /** Runs all commands of a script; a failed evaluation does not end it. */
    public ScriptReport run(String script) {
        List<Command> commands;
        try {
            commands = ScriptReader.read(script);
        } catch (ScriptException e) {
            return new ScriptReport(0, List.of(new Failure(e.line(), "", String.valueOf(e.getMessage()))));
        }
        List<Failure> failures = new ArrayList<>();
        int passed = 0;
        Loaded store = new Loaded(stores.get());
        try {
            for (Command command : commands) {
                switch (command) {
                    case Command.Clear _ -> {
                        store.close();
                        store = new Loaded(stores.get());
                    }
                    case Command.Load load -> load(load, store, failures);
                    case Command.Eval eval -> passed += evaluate(eval, store, failures) ? 1 : 0;
                }
            }
        } finally {
            store.close();
        }
        return new ScriptReport(passed, failures);
    }

    /** A store and what has been loaded into it since it was opened. */
    private record Loaded(ScriptStore store, StoredHints hints) {
        Loaded(ScriptStore store) {
            this(store, new StoredHints());
        }

        void load(Labels series, SampleColumns samples) {
            store.load(series, hints.apply(series, samples));
        }

        void close() {
            store.close();
        }
    }

    private static void load(Command.Load load, Loaded store, List<Failure> failures) {
        load.series().forEach(store::load);
        if (load.withCustomBuckets()) {
            try {
                CustomBucketLoad.convert(load).forEach(store::load);
            } catch (ScriptException e) {
                failures.add(new Failure(e.line(), "", String.valueOf(e.getMessage())));
            }
        }
    }

    private boolean evaluate(Command.Eval eval, Loaded store, List<Failure> failures) {
        try {
            new EvalRun(engine, store.store.reader(), eval).run();
            return true;
        } catch (MismatchException e) {
            failures.add(new Failure(eval.line(), eval.query(), String.valueOf(e.getMessage())));
            return false;
        }
    }
}
