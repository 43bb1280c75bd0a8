package dev.tributary.alerts.unittest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.alerts.unittest.UnitTest.ExpectedSample;
import dev.tributary.alerts.unittest.UnitTest.ExprCase;
import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue;
import dev.tributary.promql.script.InputSeries;
import dev.tributary.promql.script.ScriptException;

/** Compares an expression's samples with those it should have. */
final class ExprCheck {
    private final ExprCase expected;
    private final boolean fuzzy;

    /** {@code histogram} is empty for a float. */
    private record Shown(Labels labels, double value, String histogram) {
        @Override
        public String toString() {
            String number = Double.isNaN(value) || Double.isInfinite(value)
                    ? GoFloat.exponent(value)
                    : GoFloat.exponent(value).toUpperCase(Locale.ROOT);
            return LabelNotation.format(labels) + " " + (histogram.isEmpty() ? number : histogram);
        }

        boolean agrees(Shown other, boolean fuzzy) {
            return labels.equals(other.labels) && histogram.equals(other.histogram)
                    && (value == other.value || fuzzy && (Math.nextDown(value) == other.value
                            || Math.nextUp(value) == other.value));
        }
    }

    ExprCheck(ExprCase expected, boolean fuzzy) {
        this.expected = expected;
        this.fuzzy = fuzzy;
    }

    Optional<String> problem(Function<String, QueryValue> query) {
        String head = "    expr: " + GoQuote.quote(expected.expression()) + ", time: "
                + PrometheusDuration.format(expected.evalTime()) + ",";
        List<Shown> got;
        List<Shown> wanted;
        try {
            got = RuleQuery.elements(query.apply(expected.expression())).stream().map(ExprCheck::shown)
                    .sorted(Comparator.comparing(Shown::labels)).toList();
            wanted = wanted();
        } catch (QueryException | ScriptException e) {
            return Optional.of(head + " err: " + e.getMessage());
        }
        return agree(wanted, got)
                ? Optional.empty()
                : Optional.of(head + "\n        exp: " + text(wanted) + "\n        got: " + text(got));
    }

    private static Shown shown(QueryValue.VectorSample sample) {
        return new Shown(sample.labels(), sample.histogram() == null ? sample.value() : 0,
                sample.histogram() == null ? "" : InputSeries.notation(sample.histogram()));
    }

    private List<Shown> wanted() {
        List<Shown> wanted = new ArrayList<>();
        for (ExpectedSample sample : expected.samples()) {
            wanted.add(new Shown(InputSeries.labels(sample.labels()), sample.histogram().isEmpty() ? sample.value() : 0,
                    sample.histogram().isEmpty()
                            ? ""
                            : InputSeries.notation(InputSeries.histogram(sample.histogram()))));
        }
        wanted.sort(Comparator.comparing(Shown::labels));
        return wanted;
    }

    private boolean agree(List<Shown> wanted, List<Shown> got) {
        if (wanted.size() != got.size()) {
            return false;
        }
        for (int i = 0; i < got.size(); i++) {
            if (!wanted.get(i).agrees(got.get(i), fuzzy)) {
                return false;
            }
        }
        return true;
    }

    private static String text(List<Shown> samples) {
        return samples.isEmpty()
                ? "nil"
                : samples.stream().map(Shown::toString).collect(Collectors.joining(", "));
    }
}
