package dev.tributary.app.query;

import java.time.Instant;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient.Form;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The value of an expression at one time. */
@Command(name = "instant", mixinStandardHelpOptions = true, description = "Evaluate a PromQL expression at one time.")
final class InstantCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--time", paramLabel = "TIME", defaultValue = "now", //
            description = "When: " + TimeArgument.FORMS + ". Default: ${DEFAULT-VALUE}")
    private TimeArgument time = new TimeArgument("now");

    @Parameters(paramLabel = "EXPRESSION", description = "PromQL; quote it for the shell.")
    private String expression = "";

    InstantCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.orTable();
        Form form = new Form().add("query", expression).add("time", TimeArgument.seconds(time.at(Instant.now())));
        PrometheusClient client = server.client();
        ApiAnswer answer = client.post("/api/v1/query", form);
        new AnswerPrinter(console).instant(answer, format);
        if (answer.data().path("result").isEmpty()) {
            UnknownCluster.in(expression, client).ifPresent(console.err()::println);
        }
        return ExitCode.OK;
    }
}
