package dev.tributary.alerts.template;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AlertTemplatesTest {
    private static final Labels LABELS = Labels.of("instance", "web-1.example.com:9100", "job", "node");

    private final AlertTemplates templates = new AlertTemplates((expression, time) -> {
        if (expression.equals("bad")) {
            throw new QueryException(QueryException.Category.EXECUTION, "query timed out in expression evaluation");
        }
        return expression.equals("none")
                ? List.of()
                : List.of(new VectorSample(Labels.of("instance", "b", "__value__", "x"), time, 2, null),
                        new VectorSample(Labels.of("instance", "a"), time, 1.5, null));
    }, Labels.of("region", "eu"), "http://hub:9060/tributary");

    private String expand(String template, double value) {
        return templates.expand("Down", template, LABELS, value, 60_000);
    }

    @ParameterizedTest
    @CsvSource({"humanizeTimestamp, 1e21", "toTime, -2e30"})
    void aTimeBeyondNanosecondsIsAnErrorAndNotAnotherTime(String function, double seconds) {
        assertThat(expand("{{ $value | " + function + " }}", seconds))
                .contains(" cannot be represented as a nanoseconds timestamp since it overflows int64");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', value = {
            "plain text ¦ 1 ¦ plain text",
            "{{ $labels.instance }} is {{ $value }} ¦ 0.5 ¦ web-1.example.com:9100 is 0.5",
            "[{{ $labels.absent }}] ¦ 1 ¦ []",
            "{{ .Labels.job }} {{ .Value }} ¦ 1e6 ¦ node 1e+06",
            "{{ $externalLabels.region }} {{ .ExternalLabels.region }} ¦ 1 ¦ eu eu",
            "{{ $externalURL }} {{ externalURL }} {{ pathPrefix }} ¦ 1 ¦ http://hub:9060/tributary http://hub:9060/tributary /tributary",
            "{{ humanize $value }} ¦ 1234567 ¦ 1.235M", "{{ humanize $value }} ¦ 0 ¦ 0",
            "{{ humanize $value }} ¦ 0.00123 ¦ 1.23m", "{{ humanize $value }} ¦ NaN ¦ NaN",
            "{{ humanize \"1500\" }} ¦ 0 ¦ 1.5k", "{{ humanize1024 $value }} ¦ 1572864 ¦ 1.5Mi",
            "{{ humanize1024 $value }} ¦ 0.5 ¦ 0.5", "{{ humanizeDuration $value }} ¦ 93784.9 ¦ 1d 2h 3m 4s",
            "{{ humanizeDuration $value }} ¦ -90 ¦ -1m 30s", "{{ humanizeDuration $value }} ¦ 59.9999 ¦ 60s",
            "{{ humanizeDuration $value }} ¦ 12.345 ¦ 12.35s", "{{ humanizeDuration $value }} ¦ 0.0015 ¦ 1.5ms",
            "{{ humanizeDuration $value }} ¦ 0 ¦ 0s", "{{ humanizePercentage $value }} ¦ 0.1234567 ¦ 12.35%",
            "{{ humanizeTimestamp $value }} ¦ 1435065584.128 ¦ 2015-06-23 13:19:44.128 +0000 UTC",
            "{{ $value | toTime }} ¦ 0 ¦ 1970-01-01 00:00:00 +0000 UTC",
            "{{ ($value | toTime).Year }} ¦ 86400 ¦ 1970", "{{ $value | toDuration }} ¦ 90.5 ¦ 1m30.5s",
            "{{ ($value | toDuration).Seconds }} ¦ 90.5 ¦ 90.5", "{{ parseDuration \"1h30m\" }} ¦ 0 ¦ 5400",
            "{{ now }} ¦ 0 ¦ 60", "{{ title \"aa bb CC\" }} ¦ 0 ¦ Aa Bb CC",
            "{{ toUpper \"aB\" }}{{ toLower \"aB\" }} ¦ 0 ¦ ABab",
            "{{ match \"a+\" \"baab\" }} {{ match \"^a\" \"b\" }} ¦ 0 ¦ true false",
            "{{ reReplaceAll \"(a)(b)\" \"$2${1}\" \"xabab\" }} ¦ 0 ¦ xbaba",
            "{{ stripPort $labels.instance }} ¦ 0 ¦ web-1.example.com", "{{ stripPort \"[::1]:80\" }} ¦ 0 ¦ ::1",
            "{{ stripPort \"host\" }} ¦ 0 ¦ host", "{{ stripDomain $labels.instance }} ¦ 0 ¦ web-1:9100",
            "{{ stripDomain \"10.0.0.1:80\" }} ¦ 0 ¦ 10.0.0.1:80",
            "{{ urlQueryEscape \"a b&c~*\" }} ¦ 0 ¦ a+b%26c~%2A",
            "{{ graphLink \"up == 0\" }} ¦ 0 ¦ /graph?g0.expr=up+%3D%3D+0&g0.tab=0",
            "{{ tableLink \"up\" }} ¦ 0 ¦ /graph?g0.expr=up&g0.tab=1",
            "{{ range query \"up\" }}{{ .Labels.instance }}={{ .Value }};{{ end }} ¦ 0 ¦ b=2;a=1.5;",
            "{{ range query \"up\" | sortByLabel \"instance\" }}{{ .Labels.instance }}{{ end }} ¦ 0 ¦ ab",
            "{{ query \"up\" | first | value }} {{ query \"up\" | first | label \"instance\" }} ¦ 0 ¦ 2 b",
            "{{ query \"up\" | first | strvalue }} ¦ 0 ¦ x",
            "{{ with query \"none\" }}some{{ else }}no{{ end }}ne ¦ 0 ¦ none",
            "{{ define \"x\" }}{{ .arg0 }}-{{ .arg1 }}{{ end }}{{ template \"x\" (args 1 \"b\") }} ¦ 0 ¦ 1-b",
            "{{ if gt $value 0.5 }}high{{ else }}low{{ end }} ¦ 0.7 ¦ high",
            "{{ printf \"%.2f\" $value }} ¦ 3.14159 ¦ 3.14", "{{ safeHtml \"<b>\" }} ¦ 0 ¦ <b>",})
    void expandsAsPrometheusDoes(String template, double value, String expected) {
        assertThat(expand(template, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', value = {
            "{{ $label.foo }} ¦ error parsing template __alert_Down: template: __alert_Down:1: undefined variable \"$label\"",
            "{{ query \"bad\" }} ¦ query timed out in expression evaluation",
            "{{ query \"none\" | first }} ¦ first() called on vector with no elements",
            "{{ humanize \"x\" }} ¦ strconv.ParseFloat: parsing \"x\": invalid syntax",
            "{{ nosuch }} ¦ function \"nosuch\" not defined", "{{ if }}x{{ end }} ¦ missing value for if",})
    void aTemplateThatFailsSaysSoInsteadOfStoppingTheAlert(String template, String problem) {
        assertThat(expand(template, 1)).startsWith("<error expanding template: error ").contains(problem).endsWith(">");
    }

    @Test
    void templatesAreCheckedWithoutRunningThem() {
        assertThat(AlertTemplates.problem("{{ query \"up\" | first | value }}")).isEmpty();
        assertThat(AlertTemplates.problem("{{ $labels.x")).isPresent();
    }
}
