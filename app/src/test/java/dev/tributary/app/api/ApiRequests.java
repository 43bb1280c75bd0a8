package dev.tributary.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The requests of {@code api/requests.txt}. */
final class ApiRequests {
    private static final Pattern TIME = Pattern.compile("\\$T([+-][0-9]+)?");

    /** One request: its parameters are encoded already. */
    record Line(String method, String path, String parameters) {
        HttpRequest at(int port) {
            boolean form = method.equals("POST");
            String query = form || parameters.isEmpty() ? "" : "?" + parameters;
            HttpRequest.Builder request = HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + port + path + query)).timeout(Duration.ofSeconds(60));
            if (form) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
            return request.method(method, form ? BodyPublishers.ofString(parameters) : BodyPublishers.noBody())
                    .build();
        }
    }

    private ApiRequests() {
    }

    static List<Line> all(long timeSeconds) {
        try (InputStream in = ApiRequests.class.getResourceAsStream("/api/requests.txt")) {
            if (in == null) {
                throw new IllegalStateException("no file of requests");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> requests(line, timeSeconds)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Line> requests(String line, long timeSeconds) {
        String[] parts = line.split(" {2}");
        String[] head = parts[0].split(" ");
        String parameters = Stream.of(parts).skip(1).map(part -> encoded(part, timeSeconds))
                .collect(Collectors.joining("&"));
        return Stream.of(head[0].split(",")).map(method -> new Line(method, head[1], parameters));
    }

    private static String encoded(String pair, long timeSeconds) {
        int equals = pair.indexOf('=');
        String value = TIME.matcher(pair.substring(equals + 1)).replaceAll(found -> time(found.group(1), timeSeconds));
        return encode(pair.substring(0, equals)) + "=" + encode(value);
    }

    private static String time(@Nullable String shift, long timeSeconds) {
        return Matcher.quoteReplacement(Long.toString(timeSeconds + (shift == null ? 0 : Long.parseLong(shift))));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
