package dev.tributary.app.query;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient.Form;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The values of an expression over a range of time, as a chart for a person and as a table for a pipe. */
@Command(name = "range", mixinStandardHelpOptions = true, //
        description = "Evaluate a PromQL expression over a range of time; draws a chart on a terminal.")
final class RangeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--start", paramLabel = "TIME", defaultValue = "now-1h", //
            description = "First time: " + TimeArgument.FORMS + ". Default: ${DEFAULT-VALUE}")
    private TimeArgument start = new TimeArgument("now-1h");

    @Option(names = "--end", paramLabel = "TIME", defaultValue = "now", //
            description = "Last time, in the same forms. Default: ${DEFAULT-VALUE}")
    private TimeArgument end = new TimeArgument("now");

    @Option(names = "--step", paramLabel = "DURATION", converter = DurationArgument.class, //
            description = "Time between two values. Default: the range in " + SteppedRange.STEPS
                    + " steps, at least 1s")
    private @Nullable Duration step;

    @Parameters(paramLabel = "EXPRESSION", description = "PromQL; quote it for the shell.")
    private String expression = "";

    RangeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Instant first = start.at(now);
        Instant last = end.at(now);
        if (last.isBefore(first)) {
            throw new CommandFailure(ExitCode.USAGE, "--end " + last + " is before --start " + first);
        }
        Duration between = step != null ? step : SteppedRange.step(Duration.between(first, last));
        Form form = new Form().add("query", expression).add("start", TimeArgument.seconds(first))
                .add("end", TimeArgument.seconds(last)).add("step", String.valueOf(between.toMillis() / 1000.0));
        OutputFormat format = output.or(console.terminal() ? OutputFormat.CHART : OutputFormat.TABLE);
        PrometheusClient client = server.client();
        ApiAnswer answer = client.post("/api/v1/query_range", form);
        new AnswerPrinter(console).range(answer, format, first, last, between);
        if (answer.data().path("result").isEmpty()) {
            UnknownCluster.in(expression, client).ifPresent(console.err()::println);
        }
        return ExitCode.OK;
    }
}
