package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.promql.QueryValue;
import dev.tributary.promql.QueryValue.MatrixSeries;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.promql.check.Checker;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import dev.tributary.promql.script.Command.Outcome;
import org.jspecify.annotations.Nullable;

/** Runs one evaluation with all its repetitions. */
final class EvalRun {
    private static final long MINUTE = 60_000;
    private static final Pattern QUERY_CONTEXT = Pattern.compile("(start|end|range|step)\\(\\)");

    private final PromqlEngine engine;
    private final MetricReader reader;
    private final Command.Eval eval;
    private final ResultCheck check;

    EvalRun(PromqlEngine engine, MetricReader reader, Command.Eval eval) {
        this.engine = engine;
        this.reader = reader;
        this.eval = eval;
        this.check = new ResultCheck(eval);
    }

    void run() throws MismatchException {
        if (eval.isRange()) {
            range();
            return;
        }
        Command.Times rangeVector = eval.expectation().rangeVector();
        long time = rangeVector == null ? eval.startMillis() : rangeVector.endMillis();
        instant(eval.query(), time);
        if (!isValid(eval.query())) {
            // A query that is expected to be refused has been tried as it is; in another one places differ.
            return;
        }
        String pinned = AtRewrite.pin(eval.query(), time).orElse(null);
        if (pinned != null) {
            for (long other : AtRewrite.evaluationTimes(time)) {
                instant(pinned, other);
            }
        }
    }

    private static boolean isValid(String query) {
        try {
            new Checker(query).check(Parser.expression(query, ParseOptions.ALL));
            return true;
        } catch (ParseException e) {
            return false;
        }
    }

    private void range() throws MismatchException {
        QueryResult result;
        try {
            result = engine.range(reader, eval.query(), eval.startMillis(), eval.endMillis(), eval.stepMillis(),
                    QueryOptions.DEFAULT);
        } catch (QueryException e) {
            failed(eval.query(), e);
            return;
        }
        succeeded(eval.query(), result);
    }

    private void instant(String query, long time) throws MismatchException {
        QueryResult result;
        try {
            result = engine.instant(reader, query, time, QueryOptions.DEFAULT);
        } catch (QueryException e) {
            failed(query + " @" + time, e);
            return;
        }
        succeeded(query, result);
        boolean ranged = eval.expectation().rangeVector() == null && eval.expectation().text() == null
                && !QUERY_CONTEXT.matcher(query).find();
        if (ranged) {
            asRange(query, time, result.value());
        }
    }

    private void failed(String query, QueryException failure) throws MismatchException {
        TextPattern expected = eval.expectation().outcome().failure();
        String message = String.valueOf(failure.getMessage());
        if (expected == null) {
            throw new MismatchException("error evaluating " + query + ": " + message);
        }
        if (!expected.matches(message)) {
            throw new MismatchException("expected error with " + expected + " evaluating " + query + ", but got: "
                    + message);
        }
    }

    private void succeeded(String query, QueryResult result) throws MismatchException {
        Outcome outcome = eval.expectation().outcome();
        if (outcome.failure() != null) {
            throw new MismatchException("expected error evaluating " + query + " but got none");
        }
        annotations("warn", query, outcome.warnings(), outcome.noWarnings(), outcome.anyWarning(), result.warnings());
        annotations("info", query, outcome.infos(), outcome.noInfos(), outcome.anyInfo(), result.infos());
        try {
            check.check(result.value());
        } catch (MismatchException e) {
            throw new MismatchException(e.getMessage() + " (evaluating " + query + ")");
        }
    }

    private static void annotations(String kind, String query, List<TextPattern> expected, boolean none, boolean any,
            List<String> actual) throws MismatchException {
        if (none && !actual.isEmpty()) {
            throw new MismatchException("unexpected " + kind + " annotations evaluating " + query + ": " + actual);
        }
        if (any && actual.isEmpty()) {
            throw new MismatchException("expected " + kind + " annotations evaluating " + query + " but got none");
        }
        if (expected.isEmpty()) {
            return;
        }
        for (TextPattern pattern : expected) {
            if (actual.stream().noneMatch(pattern::matches)) {
                throw new MismatchException("expected " + kind + " annotation with " + pattern + " evaluating " + query
                        + " but got " + actual);
            }
        }
        for (String text : actual) {
            if (expected.stream().noneMatch(pattern -> pattern.matches(text))) {
                throw new MismatchException("unexpected " + kind + " annotation evaluating " + query + ": " + text);
            }
        }
    }

    /** The middle step of a range query must be what the instant query gave. */
    private void asRange(String query, long time, QueryValue instant) throws MismatchException {
        QueryResult result;
        try {
            result = engine.range(reader, query, time - MINUTE, time + MINUTE, MINUTE, QueryOptions.DEFAULT);
        } catch (QueryException e) {
            throw new MismatchException("error evaluating " + query + " in range mode: " + e.getMessage());
        }
        if (eval.expectation().outcome().ordered()) {
            // A range query must run too, but has an order of its own.
            return;
        }
        List<MatrixSeries> matrix = ((QueryValue.Matrix) result.value()).series();
        ResultCheck.checkSorted(matrix);
        List<VectorSample> middle = new ArrayList<>();
        for (MatrixSeries series : matrix) {
            VectorSample sample = at(series, time);
            if (sample != null) {
                middle.add(sample);
            }
        }
        try {
            check.check(instant instanceof QueryValue.Scalar
                    ? new QueryValue.Scalar(time, middle.getFirst().value())
                    : new QueryValue.Vector(middle));
        } catch (MismatchException e) {
            throw new MismatchException(e.getMessage() + " (evaluating " + query + " in range mode)");
        }
    }

    private static @Nullable VectorSample at(MatrixSeries series, long time) {
        SampleColumns samples = series.samples();
        for (int row = 0; row < samples.size(); row++) {
            if (samples.timestamp(row) == time) {
                return new VectorSample(series.labels(), time, samples.value(row), samples.histogram(row));
            }
        }
        return null;
    }
}
