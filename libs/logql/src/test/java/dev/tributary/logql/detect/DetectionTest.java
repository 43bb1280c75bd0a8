package dev.tributary.logql.detect;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.logql.value.LogLine;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class DetectionTest {
    private static final Labels STREAM = Labels.of("app", "a");
    private final LevelDetector levels = new LevelDetector();

    private String level(Labels stream, Labels metadata, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return levels.detect(stream, metadata, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"level=error msg=x; error", "lvl=WRN; warn",
            "{\"level\":\"INFO\"}; info", "{\"a\":{\"severity\":\"fatal\"}}; fatal",
            "{\"a\":{\"b\":{\"level\":\"wrn\"}}}; unknown", "{\"level\":3}; unknown", "level=odd Error: x; error",
            "2024 INFO started; info", "[warning] disk; warn", "an errand; unknown", "Err: x; error",
            "E0101 panic; unknown", "CRITICAL!; critical", "dEbug; debug", "; unknown",
            "__error__ x; unknown", "misc:error x; unknown", "x-error; unknown", "debug: x; debug", "(fatal); fatal",
            "lvl=warn LEVEL=info; info", "{\"level\":\"warn\"; warn", "{\"a\":1} level=warn; warn",
            "level= error; error"})
    void levelsOfLines(String line, String level) {
        assertThat(level(STREAM, Labels.EMPTY, line == null ? "" : line)).isEqualTo(level);
    }

    @Test
    void labelsAndMetadataTellTheLevelFirst() {
        assertThat(level(Labels.of("level", "Warning"), Labels.EMPTY, "error")).isEqualTo("warn");
        assertThat(level(Labels.of("level", "odd"), Labels.EMPTY, "error")).isEqualTo("odd");
        assertThat(level(STREAM, Labels.of("severity_text", "ERR"), "info")).isEqualTo("error");
        assertThat(level(STREAM, Labels.of("severity_number", "17"), "info")).isEqualTo("error");
        assertThat(level(STREAM, Labels.of("severity_number", "x"), "error")).isEqualTo("info");
        assertThat(level(STREAM, Labels.of("severity_number", "99"), "error")).isEqualTo("unknown");
        assertThat(level(STREAM, Labels.of("detected_level", "DBG"), "error")).isEqualTo("debug");
    }

    @ParameterizedTest
    @CsvSource({"12, int", "-3, int", "1.5, float", "1e3, float", "true, boolean", "250ms, duration", "1h2m, duration",
            "10KB, bytes", "1.5GiB, bytes", "abc, string", "10.0.0.1, string"})
    void types(String value, String type) {
        assertThat(FieldType.of(value).text()).isEqualTo(type);
    }

    @Test
    void fieldsOfJsonLogfmtAndMetadata() {
        FieldDetector detector = new FieldDetector(10);
        detector.add(STREAM, new LogLine(1, "{\"status\":200,\"req\":{\"a.b\":\"x\"},\"app\":\"z\"}",
                Labels.of("trace", "t1"), Labels.EMPTY));
        detector.add(STREAM, new LogLine(2, "status=500 took=3ms", Labels.of("trace", "t2"), Labels.EMPTY));
        detector.add(STREAM, new LogLine(3, "x", Labels.EMPTY, Labels.of("own", "1", "__error__", "e")));
        List<DetectedField> fields = detector.fields();
        assertThat(fields).extracting(DetectedField::label).containsExactly("trace", "app_extracted", "req_a_b",
                "status", "took", "own");
        assertThat(fields.getLast().parsers()).containsExactly("logfmt");
        DetectedField status = fields.get(3);
        assertThat(status.parsers()).containsExactly("json", "logfmt");
        assertThat(status.values()).containsExactly("200", "500");
        assertThat(status.cardinality()).isEqualTo(2);
        assertThat(status.type()).isEqualTo(FieldType.INT);
        assertThat(fields.getFirst().parsers()).isEmpty();
        assertThat(fields.get(2).jsonPath()).containsExactly("req", "a.b");
        assertThat(fields.get(1).jsonPath()).containsExactly("app");
    }

    @Test
    void whatTheQueryHasParsedIsNamedWithTheParserOfTheLineAndTheLastValueTellsTheType() {
        FieldDetector detector = new FieldDetector(10);
        detector.add(STREAM, new LogLine(1, "{\"took\":\"0\"}", Labels.EMPTY, Labels.of("took", "0", "my", "x")));
        detector.add(STREAM, new LogLine(2, "took=3ms", Labels.EMPTY, Labels.EMPTY));
        List<DetectedField> fields = detector.fields();
        assertThat(fields).extracting(DetectedField::label).containsExactly("my", "took");
        assertThat(fields.getFirst().parsers()).containsExactly("json");
        assertThat(fields.getLast().parsers()).containsExactly("json", "logfmt");
        assertThat(fields.getLast().jsonPath()).containsExactly("took");
        assertThat(fields.getLast().type()).isEqualTo(FieldType.DURATION);
    }

    @Test
    void fieldsHaveALimit() {
        FieldDetector detector = new FieldDetector(1);
        detector.add(STREAM, new LogLine(2, "a=1 b=2", Labels.EMPTY, Labels.EMPTY));
        assertThat(detector.fields()).hasSize(1);
    }
}
