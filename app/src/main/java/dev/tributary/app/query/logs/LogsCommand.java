package dev.tributary.app.query.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.AnswerPrinter;
import dev.tributary.app.query.ApiAnswer;
import dev.tributary.app.query.DurationArgument;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;
import dev.tributary.app.query.ServerOptions;
import dev.tributary.app.query.SteppedRange;
import dev.tributary.app.query.TimeArgument;
import dev.tributary.app.query.UnknownCluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log lines of a LogQL query; with {@code --follow} also those that come. */
@Command(name = "logs", mixinStandardHelpOptions = true, //
        description = {"Print the log lines of a LogQL query, oldest first; coloured by level on a terminal.",
                "Of a query that counts lines, its numbers over the time."})
public final class LogsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "DEFAULT", //
            description = "default (time, labels, line), raw (the line) or json (an object for each line).")
    private LogFormat format = LogFormat.DEFAULT;

    @Option(names = {"-f", "--follow"}, description = "Go on with each new line until interrupted.")
    private boolean follow;

    @Option(names = {"-n", "--limit"}, paramLabel = "LINES", defaultValue = "100", //
            description = "Lines at most, the newest; with --follow of those stored before. Default: ${DEFAULT-VALUE}")
    private int limit = 100;

    @Option(names = "--since", paramLabel = "DURATION", defaultValue = "1h", converter = DurationArgument.class, //
            description = "How far back, where --from is not given. Default: ${DEFAULT-VALUE}")
    private Duration since = Duration.ofHours(1);

    @Option(names = "--from", paramLabel = "TIME", description = "First time: " + TimeArgument.FORMS)
    private @Nullable TimeArgument from;

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "now", //
            description = "End of the time range, exclusive. Default: ${DEFAULT-VALUE}")
    private TimeArgument to = new TimeArgument("now");

    @Option(names = "--forward", description = "Of more lines than the limit, print the oldest.")
    private boolean forward;

    @Option(names = "--no-labels", description = "Leave the labels out.")
    private boolean noLabels;

    @Option(names = "--delay-for", paramLabel = "SECONDS", defaultValue = "0", //
            description = "With --follow: wait so long for lines that come late, at most 5.")
    private int delayFor;

    @Parameters(paramLabel = "QUERY", description = "LogQL, e.g. '{cluster=\"west\"} |= \"error\"'; quote it.")
    private String query = "";

    private LogsCommand(Console console) {
        this.console = console;
    }

    /** The command, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new LogsCommand(console)).registerConverter(TimeArgument.class, TimeArgument::of);
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant end = to.at(Instant.now());
        Instant start = from == null ? end.minus(since) : from.at(Instant.now());
        if (!start.isBefore(end)) {
            throw new CommandFailure(ExitCode.USAGE, "the time range ends at " + end + ", before it begins");
        }
        LogPrinter printer = new LogPrinter(console, format, !noLabels);
        PrometheusClient asked = server.client();
        LogsClient client = new LogsClient(asked);
        if (follow) {
            if (forward || !to.text().equals("now")) {
                throw new CommandFailure(ExitCode.USAGE, "--follow has no end: leave --to and --forward out");
            }
            Form form = new Form().add("query", query).add("limit", String.valueOf(limit))
                    .add("start", TimeArgument.nanos(start)).add("delay_for", String.valueOf(delayFor));
            return new LogFollowing(console, printer).run(client, form);
        }
        Duration step = SteppedRange.step(Duration.between(start, end));
        Form form = new Form().add("query", query).add("start", TimeArgument.nanos(start))
                .add("end", TimeArgument.nanos(end)).add("limit", String.valueOf(limit))
                .add("step", String.valueOf(step.toSeconds()))
                .add("direction", forward ? "forward" : "backward");
        JsonNode data = client.range(form);
        if (data.path("resultType").asText().equals("streams")) {
            say(printer.print(data.path("result")), start, end);
        } else if (format == LogFormat.JSON) {
            console.out().println(data);
        } else {
            new AnswerPrinter(console).range(new ApiAnswer("", data, List.of(), List.of()), start, end, step);
        }
        if (data.path("result").isEmpty()) {
            UnknownCluster.in(query, asked).ifPresent(console.err()::println);
        }
        return ExitCode.OK;
    }

    /** Whoever sees as many lines as were asked for must know that these need not be all. */
    private void say(int lines, Instant start, Instant end) {
        if (lines == 0) {
            console.err().println("no lines between " + start + " and " + end);
        } else if (lines >= limit) {
            console.err().println("these are the " + (forward ? "oldest " : "newest ") + lines
                    + " lines, there may be more; --limit prints more of them");
        }
    }
}
