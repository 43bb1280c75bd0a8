package dev.tributary.app.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.DurationArgument;
import dev.tributary.app.query.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks what a dashboard asks, over and over, and says how long the answers took. */
@Command(name = "query", mixinStandardHelpOptions = true, //
        description = "Ask a mix of dashboard queries and measure the answers; \"bench ingest\" writes the series they read.")
final class QueryBenchCommand implements Callable<Integer> {
    /** Those of one panel each: an instant value, an hour as a chart, and what a dashboard asks while it loads. */
    private static final List<String> QUERIES = List.of("bench_usage_00{cluster=\"bench-01\"}",
            "sum by (cluster) (rate(bench_requests_total_01[5m]))",
            "topk(10, sum by (pod) (rate(bench_requests_total_02[5m])))",
            "max by (node) (avg_over_time(bench_usage_03[10m]))",
            "count by (namespace) (bench_usage_04)",
            "sum by (cluster) (bench_usage_07) / count by (cluster) (bench_usage_07)");

    private final Console console;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Mixin
    private BenchTarget target = new BenchTarget();

    @Option(names = "--clients", defaultValue = "1", description = "Questions at a time. Default: ${DEFAULT-VALUE}")
    private int clients = 1;

    @Option(names = "--duration", defaultValue = "30s", converter = DurationArgument.class, description = "How long. Default: ${DEFAULT-VALUE}")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--ago", defaultValue = "1m", converter = DurationArgument.class, //
            description = "The end of the time asked for, before now. Default: ${DEFAULT-VALUE}")
    private Duration ago = Duration.ofMinutes(1);

    QueryBenchCommand(Console console) {
        this.console = console;
    }

    private record Question(String name, String path, String form) {
    }

    @Override
    public Integer call() throws InterruptedException {
        if (clients < 1 || clients > 256) {
            throw new CommandFailure(ExitCode.USAGE, "--clients must be 1 to 256");
        }
        List<Question> questions = questions();
        questions.forEach(question -> outcomes.put(question.name(), new Outcome()));
        long started = System.nanoTime();
        try (HttpClient client = target.client()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                threads.add(Thread.ofPlatform().daemon().name("bench-client-" + i)
                        .start(() -> askOn(client, questions)));
            }
            new StatusLine(console, duration, "answers/s").watch(threads,
                    () -> answers() / ((System.nanoTime() - started) / 1e9));
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return report((System.nanoTime() - started) / 1e9);
    }

    private long answers() {
        return outcomes.values().stream().mapToLong(Outcome::count).sum();
    }

    private List<Question> questions() {
        long end = System.currentTimeMillis() / 1000 - ago.toSeconds();
        List<Question> all = new ArrayList<>();
        for (String query : QUERIES) {
            String encoded = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            all.add(new Question("instant " + query, "/api/v1/query", encoded + "&time=" + end));
            all.add(new Question("range 1h " + query, "/api/v1/query_range",
                    encoded + "&start=" + (end - 3600) + "&end=" + end + "&step=15"));
        }
        String window = "?start=" + (end - 3600) + "&end=" + end;
        all.add(new Question("label values cluster", "/api/v1/label/cluster/values" + window, ""));
        all.add(new Question("label values pod", "/api/v1/label/pod/values" + window, ""));
        all.add(new Question("label names", "/api/v1/labels" + window, ""));
        return all;
    }

    private void askOn(HttpClient client, List<Question> questions) {
        while (!stopped.get()) {
            Question question = questions.get((int) (next.getAndIncrement() % questions.size()));
            Outcome outcome = outcomes.get(question.name());
            if (outcome != null) {
                ask(client, question, outcome);
            }
        }
    }

    private void ask(HttpClient client, Question question, Outcome outcome) {
        long sent = System.nanoTime();
        try {
            var request = target.request(question.path());
            var built = question.form().isEmpty()
                    ? request.GET().build()
                    : request.header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(question.form())).build();
            HttpResponse<byte[]> answer = client.send(built, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                outcome.done(System.nanoTime() - sent);
            } else {
                outcome.failed(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            outcome.failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.set(true);
        }
    }

    private int report(double seconds) {
        List<String> heading = new ArrayList<>(List.of("question", "answers", "errors"));
        heading.addAll(Outcome.heading());
        TextTable table = new TextTable(heading);
        outcomes.forEach((name, outcome) -> {
            List<String> row = new ArrayList<>(
                    List.of(name, "%,d".formatted(outcome.count()), "%,d".formatted(outcome.errors())));
            row.addAll(outcome.cells());
            table.add(row);
        });
        table.print(console.out());
        console.out().printf("%,d answers in %.1f s, %.0f a second%n", answers(), seconds, answers() / seconds);
        outcomes.values().stream().map(Outcome::firstError).filter(error -> !error.isEmpty()).findFirst()
                .ifPresent(error -> console.err().println("first error: " + error));
        return answers() > 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
