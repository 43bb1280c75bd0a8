package dev.tributary.collector.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.config.LogStreamSettings;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StagesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long NOON_NANOS = NOON.getEpochSecond() * 1_000_000_000L;

    private final List<String> dropped = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private record Out(long nanos, String line, Labels labels, Labels metadata) {
    }

    private List<Out> run(String yaml, String... lines) {
        LogStreamSettings settings = ConfigFile.parse("pipeline_stages:\n" + yaml, "t.yml", Path.of("/"),
                LogStreamSettings.class, _ -> null);
        StageEvents events = new StageEvents() {
            @Override
            public void dropped(String reason) {
                dropped.add(reason);
            }

            @Override
            public void failed(String stage) {
                failed.add(stage);
            }
        };
        List<Out> out = new ArrayList<>();
        Pipeline pipeline = PipelinePlan
                .of(settings.pipelineStages(),
                        new PipelinePlan.Surroundings(events, Clock.fixed(NOON, ZoneOffset.UTC), () -> 0))
                .open(entry -> {
                    byte[] bytes = entry.bytes();
                    out.add(new Out(entry.timeNanos(),
                            new String(bytes, entry.from(), entry.to() - entry.from(), StandardCharsets.UTF_8),
                            entry.labels(), entry.metadata()));
                }, () -> out.isEmpty() ? 0 : out.getLast().nanos());
        PipelineEntry entry = new PipelineEntry();
        for (int i = 0; i < lines.length; i++) {
            byte[] bytes = lines[i].getBytes(StandardCharsets.UTF_8);
            entry.set(NOON_NANOS + i, i, bytes, 0, bytes.length);
            entry.labels(Labels.of("app", "shop", "pod", "shop-1"), Labels.EMPTY);
            pipeline.accept(entry);
        }
        pipeline.flush();
        return out;
    }

    @Test
    void jsonBecomesLabelsMetadataTimeAndLine() {
        List<Out> out = run("""
                              - json:
                                  expressions:
                                    level:
                                    ts: time
                                    user: http.user
                                    first: list[0]
                                    whole: http
                                    text: msg
                              - labels:
                                  level:
                              - structured_metadata:
                                  user:
                                  first:
                                  pod:
                              - timestamp:
                                  source: ts
                                  format: RFC3339Nano
                              - output:
                                  source: text
                            """,
                """
                {"level":"warn","time":"2026-03-01T11:00:00.5Z","http":{"user":7},"list":["x"],"msg":"hi"}""");
        assertThat(out).containsExactly(new Out(NOON_NANOS - 3_599_500_000_000L, "hi",
                Labels.of("app", "shop", "level", "warn"), Labels.of("first", "x", "pod", "shop-1", "user", "7")));
    }

    @Test
    void logfmtRegexTemplateReplaceAndPack() {
        List<Out> out = run("""
                              - logfmt:
                                  mapping: {lvl: level, msg: }
                              - regex:
                                  expression: 'status=(?P<status>\\d+)'
                              - template:
                                  source: lvl
                                  template: '{{ ToUpper .Value }}-{{ .status }}'
                              - labels: {lvl: }
                              - replace:
                                  expression: 'card=(\\d{4})'
                                  replace: '{{ .Value | Sha2Hash "s" | trunc 4 }}'
                              - labeldrop: [pod]
                              - static_labels: {env: test}
                              - pack: {labels: [env]}
                            """, "level=info msg=\"a b\" status=200 card=1234");
        assertThat(out.getFirst().labels()).isEqualTo(Labels.of("app", "shop", "lvl", "INFO-200"));
        assertThat(out.getFirst().line()).startsWith("{\"_entry\":\"level=info msg=\\\"a b\\\" status=200 card=")
                .endsWith("\",\"env\":\"test\"}").doesNotContain("1234");
    }

    @Test
    void dropMatchSamplingAndLimitChoose() {
        List<Out> out = run("""
                              - match:
                                  selector: '{app="shop"} |= "health"'
                                  action: drop
                                  drop_counter_reason: health
                              - match:
                                  selector: '{app="other"}'
                                  stages:
                                    - static_labels: {never: set}
                              - drop:
                                  expression: '^debug'
                              - drop:
                                  longer_than: 10B
                              - limit: {rate: 1, burst: 2}
                            """, "health ok", "debug x", "12345678901", "one", "two", "three");
        assertThat(out).extracting(Out::line).containsExactly("one", "two");
        assertThat(out).allMatch(each -> each.labels().get("never").isEmpty());
        assertThat(dropped).containsExactly("health", "drop_stage", "drop_stage", "limit_stage");
        String[] many = new String[2000];
        java.util.Arrays.setAll(many, i -> "line " + i);
        int kept = run("  - sampling: {rate: 0.25}\n", many).size();
        assertThat(kept).isBetween(400, 600).isEqualTo(run("  - sampling: {rate: 0.25}\n", many).size());
    }

    @Test
    void blocksAreJoinedAndColoursRemoved() {
        List<Out> out = run("""
                              - decolorize: {}
                              - multiline: {firstline: '^\\S', max_lines: 3}
                            """, "\u001b[31mE\u001b[0m one", " a", " b", " c", "E two");
        assertThat(out).extracting(Out::line).containsExactly("E one\n a\n b", " c", "E two");
        assertThat(out.getFirst().nanos()).isEqualTo(NOON_NANOS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Authorization: Bearer abcdefgh.12345678 end | Authorization: Bearer <redacted> end",
            "postgres://joe:s3cr3t@db/x | postgres://joe:<redacted>@db/x",
            "key AKIAABCDEFGHIJKLMNOP used | key <redacted> used",
            "{\"password\": \"hunter22\",\"a\":1} | {\"password\": \"<redacted>\",\"a\":1}",
            "nothing to hide, 4111 1111 1111 1111 | nothing to hide, 4111 1111 1111 1111"})
    void secretsAreOverwritten(String line, String expected) {
        assertThat(run("  - redact: {}\n", line).getFirst().line()).isEqualTo(expected);
    }

    @Test
    void aTimeThatIsNoneFollowsTheLastGoodOne() {
        List<Out> out = run("""
                              - regex: {expression: '^(?P<t>\\S+)'}
                              - timestamp: {source: t, format: UnixMs, fallback_formats: ["2006-01-02"]}
                            """, "1772366400123 a", "never b", "2026-03-02 c");
        assertThat(out).extracting(Out::nanos).containsExactly(1_772_366_400_123_000_000L,
                1_772_366_400_123_000_001L, 1_772_409_600_000_000_000L);
        assertThat(failed).containsExactly("timestamp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{regex: {expression: '('}} | is no RE2 expression",
            "{match: {selector: '{app=', action: drop}} | selector is no LogQL",
            "{json: {expressions: {a: 'length(b)'}}} | which is no path to one field",
            "{template: {source: a, template: '{{ nope }}'}} | template is no template",
            "{drop: {}} | it drops everything", "{decolorise: {}} | did you mean 'decolorize'?",
            "{labels: {a: b}, output: {source: a}} | holds several stages", "{cri: } | written with braces"})
    void whatCannotBeIsRefusedWithItsPlace(String stage, String message) {
        assertThatThrownBy(() -> run("  - " + stage + "\n")).isInstanceOf(ConfigException.class)
                .hasMessageContaining("t.yml:2").hasMessageContaining(message);
    }
}
