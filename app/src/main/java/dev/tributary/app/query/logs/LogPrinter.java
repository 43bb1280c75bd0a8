package dev.tributary.app.query.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.cli.Console;

/** Prints log lines, oldest first; on a terminal coloured by their level. Safe for several threads. */
final class LogPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String DIM = "2";
    private static final String PLAIN = "";

    private final Console console;
    private final LogFormat format;
    private final boolean showLabels;

    LogPrinter(Console console, LogFormat format, boolean showLabels) {
        this.console = console;
        this.format = format;
        this.showLabels = showLabels;
    }

    /** Prints the streams of an answer or of a message and gives how many lines they had. */
    synchronized int print(JsonNode streams) {
        List<LogLineView> lines = new ArrayList<>();
        for (JsonNode stream : streams) {
            Map<String, String> labels = new TreeMap<>();
            stream.path("stream").properties()
                    .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            stream.path("values").forEach(value -> lines.add(LogLineView.of(labels, value)));
        }
        lines.sort(Comparator.comparingLong(LogLineView::timestampNanos));
        lines.forEach(this::print);
        console.out().flush();
        return lines.size();
    }

    private void print(LogLineView line) {
        console.out().println(switch (format) {
            case RAW -> line.line();
            case JSON -> json(line);
            case DEFAULT -> forPeople(line);
        });
    }

    private static String json(LogLineView line) {
        Map<String, Object> fields = new TreeMap<>(Map.of("timestamp", time(line).toString(), "labels", line.labels(),
                "line", line.line()));
        if (!line.metadata().isEmpty()) {
            fields.put("metadata", line.metadata());
        }
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant time(LogLineView line) {
        return Instant.ofEpochSecond(Math.floorDiv(line.timestampNanos(), NANOS_PER_SECOND),
                Math.floorMod(line.timestampNanos(), NANOS_PER_SECOND));
    }

    private String forPeople(LogLineView line) {
        StringBuilder out = new StringBuilder(coloured(DIM, TIME.format(time(line)))).append(' ');
        if (showLabels) {
            String labels = line.labels().entrySet().stream().map(label -> label.getKey() + "=\"" + label.getValue()
                    + '"').collect(Collectors.joining(", ", "{", "}"));
            out.append(coloured("36", printable(labels))).append(' ');
        }
        return out.append(coloured(colour(line.level()), printable(line.line()))).toString();
    }

    private static String colour(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "fatal", "critical", "emerg", "alert" -> "1;31";
            case "error", "err" -> "31";
            case "warn", "warning" -> "33";
            case "debug", "trace" -> DIM;
            default -> PLAIN;
        };
    }

    private String coloured(String code, String text) {
        return console.colours() && !code.isEmpty() ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }

    /** What a line brings must not move a person's cursor or set the title of the terminal. */
    private String printable(String text) {
        return console.terminal() ? text.replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "\ufffd") : text;
    }
}
