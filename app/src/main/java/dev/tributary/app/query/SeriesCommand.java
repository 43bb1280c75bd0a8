package dev.tributary.app.query;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient.Form;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The series that selectors match. */
@Command(name = "series", mixinStandardHelpOptions = true, description = "List the series that selectors match.")
final class SeriesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "e.g. up{cluster=\"west\"}; several are a union.")
    private List<String> selectors = List.of();

    SeriesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.orTable();
        Form form = selection.form();
        selectors.forEach(selector -> form.add("match[]", selector));
        new AnswerPrinter(console).series(server.client().post("/api/v1/series", form), format);
        return ExitCode.OK;
    }
}
