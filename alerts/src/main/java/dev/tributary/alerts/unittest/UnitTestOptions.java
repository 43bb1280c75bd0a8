package dev.tributary.alerts.unittest;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How unit tests are run.
 *
 * @param run           names of tests to run, found anywhere in the name; empty runs all
 * @param diff          show failures of alerts line by line instead of expected and got as a whole
 * @param debug         show all series when a test has ended
 * @param ignoreUnknown pass over unknown keys in rule files
 * @param features      experimental parts of PromQL that are on
 */
public record UnitTestOptions(Optional<Pattern> run, boolean diff, boolean debug, boolean ignoreUnknown,
        Set<String> features) {
    /** Everything, as strictly as Prometheus. */
    public static final UnitTestOptions DEFAULT = new UnitTestOptions(Optional.empty(), false, false, false,
            Set.of());

    public UnitTestOptions {
        features = Set.copyOf(features);
    }

    boolean wants(String name) {
        return run.map(Pattern::asPredicate).orElse((Predicate<String>) _ -> true).test(name);
    }
}
