package dev.tributary.app.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient.Form;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.model.text.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The label names that series have, or the values of one of them. */
@Command(name = "labels", mixinStandardHelpOptions = true, //
        description = "List label names, or the values of one label.")
final class LabelsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--match", paramLabel = "SELECTOR", description = "Only series this selector matches; may be repeated.")
    private List<String> selectors = List.of();

    @Parameters(paramLabel = "LABEL", arity = "0..1", description = "List the values of this label instead of names.")
    private @Nullable String label;

    LabelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.orTable();
        Form form = selection.form();
        selectors.forEach(selector -> form.add("match[]", selector));
        PrometheusClient client = server.client();
        ApiAnswer answer = label == null
                ? client.post("/api/v1/labels", form)
                : client.get("/api/v1/label/" + pathSegment(label) + "/values", form);
        new AnswerPrinter(console).texts(answer, format, label == null ? "label" : label);
        return ExitCode.OK;
    }

    /** A name that a path cannot carry travels escaped, as the API defines it. */
    private static String pathSegment(String name) {
        String escaped = Names.isLegacyLabelName(name) ? name : EscapingScheme.VALUES.escape(name);
        return URLEncoder.encode(escaped, StandardCharsets.UTF_8);
    }
}
