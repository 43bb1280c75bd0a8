package dev.tributary.promql.script;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.tributary.promql.annotation.Annotations;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.annotation.Place;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.function.Signatures;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The project's own scripts leave out no function, aggregation, operator, modifier, annotation and error. */
class ScriptCoverageTest {
    private static final List<Command.Eval> EVALS = new ArrayList<>();
    private static final Set<String> USED = new HashSet<>();
    private static final List<TextPattern> EXPECTED = new ArrayList<>();

    @BeforeAll
    static void readScripts() throws IOException {
        try (Stream<Path> files = Files.walk(ScriptFiles.OWN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (Command command : ScriptReader.read(Files.readString(file))) {
                    if (command instanceof Command.Eval eval) {
                        EVALS.add(eval);
                    }
                }
            }
        }
        EVALS.forEach(ScriptCoverageTest::note);
    }

    private static void note(Command.Eval eval) {
        Command.Outcome outcome = eval.expectation().outcome();
        EXPECTED.addAll(outcome.warnings());
        EXPECTED.addAll(outcome.infos());
        if (outcome.failure() == null) {
            try {
                note(Parser.expression(eval.query(), ParseOptions.ALL));
            } catch (ParseException e) {
                throw new IllegalStateException("a query without expected failure does not parse: " + eval.query(), e);
            }
        } else {
            EXPECTED.add(outcome.failure());
        }
    }

    private static void note(Expr expr) {
        switch (expr) {
            case Expr.Call call -> USED.add(call.function().name());
            case Expr.Aggregate aggregate -> {
                USED.add(aggregate.operation().keyword());
                if (!aggregate.grouping().labels().isEmpty()) {
                    USED.add(aggregate.grouping().without() ? "without" : "by");
                }
            }
            case Expr.Binary binary -> note(binary);
            case Expr.Unary unary -> USED.add(unary.negative() ? "unary -" : "unary +");
            case Expr.VectorSelector selector -> {
                note(selector.shift());
                selector.matchers().forEach(each -> USED.add("match " + each.type()));
                note(selector.extension());
            }
            case Expr.MatrixSelector matrix -> {
                note(matrix.selector());
                note(matrix.range());
            }
            case Expr.Subquery subquery -> {
                USED.add("subquery");
                note(subquery.shift());
                note(subquery.range());
            }
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.Paren _ -> USED.add("literal");
        }
        expr.children().forEach(ScriptCoverageTest::note);
    }

    private static void note(RangeExtension extension) {
        if (extension != RangeExtension.NONE) {
            USED.add(extension.keyword());
        }
    }

    private static void note(Expr.Binary binary) {
        USED.add(binary.operator().symbol());
        if (binary.returnBool()) {
            USED.add("bool");
        }
        VectorMatching matching = binary.matching();
        if (matching != null) {
            USED.add(matching.on() ? "on" : "ignoring");
            USED.add(matching.cardinality().name());
            USED.add((matching.fillLeft() == null ? "" : "left ") + (matching.fillRight() == null ? "" : "right ")
                    + "filled");
        }
    }

    private static void note(TimeShift shift) {
        USED.add(shift.isOffsetZero() ? "no offset" : "offset");
        DurationExpr offset = shift.offset();
        if (offset != null) {
            note(offset);
        }
        switch (shift.at()) {
            case AtModifier.Start _ -> USED.add("@ start()");
            case AtModifier.End _ -> USED.add("@ end()");
            case AtModifier.Fixed _ -> USED.add("@");
            case null -> USED.add("no @");
        }
    }

    private static void note(DurationExpr duration) {
        switch (duration) {
            case DurationExpr.Literal _ -> USED.add("duration");
            case DurationExpr.Step _ -> USED.add("duration step()");
            case DurationExpr.Range _ -> USED.add("duration range()");
            case DurationExpr.Extreme extreme -> USED.add(extreme.maximum() ? "duration max_of" : "duration min_of");
            case DurationExpr.Arithmetic arithmetic -> USED.add("duration " + arithmetic.operator().symbol());
            case DurationExpr.Negative _ -> USED.add("duration negative");
            case DurationExpr.Group group -> note(group.inner());
        }
    }

    @Test
    void everyFunctionIsUsed() {
        assertThat(USED).containsAll(Signatures.all().stream().map(FunctionSignature::name).toList());
    }

    @Test
    void everyAggregationIsUsed() {
        assertThat(USED).containsAll(Arrays.stream(Aggregation.values()).map(Aggregation::keyword).toList());
    }

    @Test
    void everyOperatorIsUsed() {
        assertThat(USED).containsAll(Arrays.stream(BinaryOperator.values()).map(BinaryOperator::symbol).toList());
    }

    @Test
    void everyModifierIsUsed() {
        assertThat(USED).contains("by", "without", "on", "ignoring", "MANY_TO_ONE", "ONE_TO_MANY", "bool", "offset",
                "@",
                "@ start()", "@ end()", "subquery", "left right filled", "left filled", "right filled", "anchored",
                "smoothed", "unary -", "unary +", "match EQUAL", "match NOT_EQUAL", "match REGEX", "match NOT_REGEX",
                "duration step()", "duration range()", "duration max_of", "duration min_of", "duration +", "duration -",
                "duration *", "duration /", "duration %", "duration ^", "duration negative");
    }

    static List<String> errors() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/error-texts.txt"));
    }

    /** Errors that only another engine, store or request can cause have tests of their own. */
    @ParameterizedTest
    @MethodSource("errors")
    void everyErrorIsExpected(String text) {
        assertThat(EXPECTED).extracting(TextPattern::toString).map(each -> each.replace("\\", ""))
                .anyMatch(each -> each.contains(text));
    }

    /** The annotations are what the methods of {@link Notes} write, so none can be forgotten here. */
    @Test
    void everyAnnotationIsExpected() throws ReflectiveOperationException {
        Set<String> missing = new TreeSet<>();
        for (Method method : Notes.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                for (String text : texts(method)) {
                    if (EXPECTED.stream().map(TextPattern::toString).noneMatch(each -> each.contains(text))) {
                        missing.add(text);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** What the method writes, up to the first thing that differs from query to query. */
    private static List<String> texts(Method method) throws ReflectiveOperationException {
        List<String> texts = new ArrayList<>();
        for (HistogramOperation operation : HistogramOperation.values()) {
            Annotations annotations = new Annotations();
            Object[] arguments = Arrays.stream(method.getParameterTypes()).map(type -> argument(type, operation))
                    .toArray();
            try {
                method.invoke(new Notes(annotations, new Place(new Span(0, 1), 0)), arguments);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(method + " refuses " + Arrays.toString(arguments), e);
            }
            Stream.concat(annotations.warnings("?").stream(), annotations.infos("?").stream())
                    .map(text -> text.split("[~(]| aggregation|7.5")[0].strip()).forEach(texts::add);
        }
        return texts;
    }

    private static Object argument(Class<?> type, HistogramOperation operation) {
        return type == double.class
                ? (Object) 7.5
                : type == long.class
                        ? (Object) 75L
                        : type == String.class ? "~" : operation;
    }
}
