package dev.tributary.alerts.unittest;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;

/**
 * One test of a file: series, and what rules and expressions must make of them.
 *
 * @param name        may be empty
 * @param interval    between the values of the series
 * @param startMillis time of the first value
 */
record UnitTest(String name, Duration interval, long startMillis, List<Series> inputSeries, List<AlertCase> alertCases,
        List<ExprCase> exprCases, Labels externalLabels, String externalUrl) {
    UnitTest {
        inputSeries = List.copyOf(inputSeries);
        alertCases = List.copyOf(alertCases);
        exprCases = List.copyOf(exprCases);
    }

    record Series(String series, String values) {
    }

    /** The alerts of a name that must fire at a time, and no others. */
    record AlertCase(Duration evalTime, String alertName, List<ExpectedAlert> alerts) {
        AlertCase {
            alerts = List.copyOf(alerts);
        }
    }

    /** Without the label {@code alertname}, which every alert has. */
    record ExpectedAlert(Map<String, String> labels, Map<String, String> annotations) {
        ExpectedAlert {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    record ExprCase(String expression, Duration evalTime, List<ExpectedSample> samples) {
        ExprCase {
            samples = List.copyOf(samples);
        }
    }

    /** With a histogram, the value does not count. */
    record ExpectedSample(String labels, double value, String histogram) {
    }

    /** The latest time that anything is asked about, from the start. */
    Duration lastEvalTime() {
        Duration last = Duration.ZERO;
        for (AlertCase one : alertCases) {
            last = one.evalTime().compareTo(last) > 0 ? one.evalTime() : last;
        }
        for (ExprCase one : exprCases) {
            last = one.evalTime().compareTo(last) > 0 ? one.evalTime() : last;
        }
        return last;
    }
}
