package dev.tributary.alerts.unittest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.Problems;
import dev.tributary.alerts.rulefile.RuleFileProblem;
import dev.tributary.alerts.rulefile.YamlMapping;
import dev.tributary.alerts.unittest.UnitTest.AlertCase;
import dev.tributary.alerts.unittest.UnitTest.ExpectedAlert;
import dev.tributary.alerts.unittest.UnitTest.ExpectedSample;
import dev.tributary.alerts.unittest.UnitTest.ExprCase;
import dev.tributary.alerts.unittest.UnitTest.Series;
import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloatParser;
import dev.tributary.runtime.config.FileProblem;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads files of unit tests as promtool 3.14 does, strictly, and reports everything that is wrong with its place. */
final class UnitTestFileReader {
    private static final Duration STANDARD_INTERVAL = Duration.ofMinutes(1);

    private final Path file;
    private final Problems problems;

    private UnitTestFileReader(Path file) {
        this.file = file;
        this.problems = new Problems(file.toString());
    }

    static UnitTestFile read(Path file) throws InvalidRuleFileException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new InvalidRuleFileException(
                    List.of(new RuleFileProblem(file.toString(), 1, 1, "cannot be read: " + FileProblem.reason(e))));
        }
        UnitTestFileReader reader = new UnitTestFileReader(file);
        Optional<Node> root = YamlMapping.compose(text, reader.problems);
        reader.problems.throwIfAny();
        UnitTestFile found = reader
                .file(root.map(node -> new YamlMapping(node, "the test file", reader.problems))
                        .orElseGet(() -> YamlMapping.empty(reader.problems)));
        reader.problems.throwIfAny();
        return found;
    }

    private UnitTestFile file(YamlMapping top) {
        List<Path> found = new ArrayList<>();
        List<Path> unmatched = new ArrayList<>();
        ruleFiles(top, found, unmatched);
        Duration interval = top.duration("evaluation_interval").filter(Duration::isPositive)
                .orElse(STANDARD_INTERVAL);
        List<String> order = texts(top, "group_eval_order");
        Set<String> seen = new HashSet<>();
        for (String group : order) {
            if (!seen.add(group)) {
                problems.add(top.at("group_eval_order"), "group name repeated in evaluation order: " + group);
            }
        }
        boolean fuzzy = top.flag("fuzzy_compare");
        List<UnitTest> tests = new ArrayList<>();
        for (Node node : top.list("tests")) {
            tests.add(test(new YamlMapping(node, "a test", problems), interval));
        }
        top.refuseOtherKeys();
        return new UnitTestFile(found, unmatched, interval, order, fuzzy, tests);
    }

    private void ruleFiles(YamlMapping top, List<Path> found, List<Path> unmatched) {
        Path folder = file.toAbsolutePath().getParent();
        for (String name : texts(top, "rule_files")) {
            Path pattern = folder == null ? Path.of(name) : folder.resolve(name);
            try {
                List<Path> matches = PathPattern.expand(pattern);
                found.addAll(matches);
                if (matches.isEmpty()) {
                    unmatched.add(pattern);
                }
            } catch (IOException e) {
                problems.add(top.at("rule_files"), "cannot be searched: " + e);
            }
        }
    }

    private List<String> texts(YamlMapping mapping, String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : mapping.list(key)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(node, "an entry of " + key + " must be text");
            }
        }
        return texts;
    }

    private UnitTest test(YamlMapping test, Duration evaluationInterval) {
        Duration interval = test.duration("interval").filter(Duration::isPositive).orElse(evaluationInterval);
        long start = test.text("start_timestamp").map(text -> time(test, text)).orElse(0L);
        List<Series> series = new ArrayList<>();
        for (Node node : test.list("input_series")) {
            YamlMapping one = new YamlMapping(node, "an input series", problems);
            series.add(new Series(one.text("series").orElse(""), one.text("values").orElse("")));
            one.refuseOtherKeys();
        }
        List<AlertCase> alerts = test.list("alert_rule_test").stream().map(this::alertCase).toList();
        List<ExprCase> exprs = test.list("promql_expr_test").stream().map(this::exprCase).toList();
        UnitTest read = new UnitTest(test.text("name").orElse(""), interval, start, series, alerts, exprs,
                Labels.copyOf(test.texts("external_labels")), test.text("external_url").orElse(""));
        test.refuseOtherKeys();
        return read;
    }

    /** Unix seconds or RFC 3339, in milliseconds. */
    private long time(YamlMapping test, String text) {
        try {
            return Math.round(Double.parseDouble(text) * 1e3);
        } catch (NumberFormatException e) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException notATime) {
                problems.add(test.at("start_timestamp"), "cannot parse \"" + text + "\" to a valid timestamp");
                return 0;
            }
        }
    }

    private AlertCase alertCase(Node node) {
        YamlMapping one = new YamlMapping(node, "an alert_rule_test", problems);
        Duration time = one.duration("eval_time").orElse(Duration.ZERO);
        String name = one.text("alertname").orElse("");
        if (name.isEmpty()) {
            problems.add(node, "an item under alert_rule_test misses required attribute alertname");
        }
        List<ExpectedAlert> alerts = new ArrayList<>();
        for (Node expected : one.list("exp_alerts")) {
            YamlMapping alert = new YamlMapping(expected, "an expected alert", problems);
            alerts.add(new ExpectedAlert(alert.texts("exp_labels"), alert.texts("exp_annotations")));
            alert.refuseOtherKeys();
        }
        one.refuseOtherKeys();
        return new AlertCase(time, name, alerts);
    }

    private ExprCase exprCase(Node node) {
        YamlMapping one = new YamlMapping(node, "a promql_expr_test", problems);
        String expression = one.text("expr").orElse("");
        Duration time = one.duration("eval_time").orElse(Duration.ZERO);
        List<ExpectedSample> samples = new ArrayList<>();
        for (Node expected : one.list("exp_samples")) {
            YamlMapping sample = new YamlMapping(expected, "an expected sample", problems);
            samples.add(new ExpectedSample(sample.text("labels").orElse(""), number(sample),
                    sample.text("histogram").orElse("")));
            sample.refuseOtherKeys();
        }
        one.refuseOtherKeys();
        return new ExprCase(expression, time, samples);
    }

    private double number(YamlMapping sample) {
        String text = sample.text("value").orElse("0");
        try {
            // YAML writes the special ones with a dot in front.
            return GoFloatParser.parse(text.replaceFirst("^([+-]?)\\.(inf|Inf|INF|nan|NaN|NAN)$", "$1$2"));
        } catch (NumberFormatException e) {
            problems.add(sample.at("value"), "value of an expected sample must be a number, not \"" + text + "\"");
            return 0;
        }
    }
}
