package dev.tributary.app;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.bench.BenchCommand;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.cli.Version;
import dev.tributary.app.command.CheckCommand;
import dev.tributary.app.command.CollectorCommand;
import dev.tributary.app.command.HubCommand;
import dev.tributary.app.command.TestCommand;
import dev.tributary.app.demo.DemoCommand;
import dev.tributary.app.demo.RehearseCommand;
import dev.tributary.app.query.QueryCommand;
import dev.tributary.app.query.fleet.AlertsCommand;
import dev.tributary.app.query.fleet.ClustersCommand;
import dev.tributary.app.query.logs.LogsCommand;
import dev.tributary.app.storage.BackupCommand;
import dev.tributary.app.storage.DeleteCommand;
import dev.tributary.app.storage.ImportCommand;
import dev.tributary.app.storage.RestoreCommand;
import dev.tributary.app.storage.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line; says what there is. */
@Command(name = "tributary", mixinStandardHelpOptions = true, versionProvider = Version.class, //
        description = "A multi-cluster observability hub: many Kubernetes clusters, one place to ask.", //
        synopsisSubcommandLabel = "COMMAND", //
        footerHeading = "%nExit codes:%n", //
        footer = {"  0   done", "  1   failed: server unreachable, query refused, could not start",
                "  2   wrong arguments", "  3   a file (configuration, rules, tests) holds mistakes",
                "  70  a defect of this program", "", "First steps: tributary demo"})
public final class TributaryCommand {
    private static final String HELP = "help";
    private static final List<String> COMMANDS = List.of("demo", "hub", "collector", "check", "test", "query", "import",
            "backup", "restore", "verify", "delete", "bench", "version", HELP, "rehearse");
    private static final int HELP_COLUMNS_MIN = 60;
    private static final int HELP_COLUMNS_MAX = 120;

    private TributaryCommand() {
    }

    /** The whole command line, writing to one console. */
    public static CommandLine line(Console console) {
        return line(console, COMMANDS);
    }

    /**
     * The command line for these arguments: only the command that they begin with, where there is one. A hub then starts
     * without reading the descriptions of all the others.
     */
    static CommandLine line(Console console, String... arguments) {
        boolean one = arguments.length > 0 && COMMANDS.contains(arguments[0]) && !arguments[0].equals(HELP);
        return line(console, one ? List.of(arguments[0]) : COMMANDS);
    }

    private static CommandLine line(Console console, List<String> commands) {
        CommandLine line = new CommandLine(new TributaryCommand());
        for (String name : commands) {
            line.addSubcommand(command(name, console));
        }
        return configure(line, console);
    }

    private static Object command(String name, Console console) {
        return switch (name) {
            case "demo" -> DemoCommand.line(console);
            case "hub" -> new HubCommand();
            case "collector" -> CollectorCommand.line(console);
            case "check" -> CheckCommand.line(console);
            case "test" -> TestCommand.line(console);
            case "query" -> QueryCommand.line(console).addSubcommand(LogsCommand.line(console))
                    .addSubcommand(new AlertsCommand(console)).addSubcommand(ClustersCommand.line(console));
            case "import" -> new ImportCommand(console);
            case "backup" -> new BackupCommand(console);
            case "restore" -> new RestoreCommand(console);
            case "verify" -> new VerifyCommand(console);
            case "delete" -> DeleteCommand.line(console);
            case "bench" -> BenchCommand.line(console);
            case "version" -> new VersionCommand(console);
            case HELP -> new HelpCommand();
            case "rehearse" -> new RehearseCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    private static CommandLine configure(CommandLine line, Console console) {
        line.setOut(console.out()).setErr(console.err());
        line.setColorScheme(Help.defaultColorScheme(console.ansi()));
        line.setUsageHelpWidth(Math.clamp(console.columns(), HELP_COLUMNS_MIN, HELP_COLUMNS_MAX));
        line.setUsageHelpAutoWidth(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(TributaryCommand::run);
        line.setParameterExceptionHandler((mistake, _) -> misused(mistake));
        line.setExecutionExceptionHandler((failure, failed, _) -> report(failure, failed, console));
        return line;
    }

    /** A mere group named without one of its commands shows its help and is a usage error. */
    private static int run(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        boolean group = !(command.getCommand() instanceof Callable) && !command.getSubcommands().isEmpty()
                && !last.isUsageHelpRequested()
                && !last.isVersionHelpRequested();
        if (group) {
            command.usage(command.getErr());
            return ExitCode.USAGE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The mistake and where help is; the whole help would push the mistake off the screen. */
    private static int misused(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText("tributary: " + mistake.getMessage()));
        UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int report(Exception failure, CommandLine failed, Console console) {
        if (failure instanceof CommandFailure known) {
            console.err().println(failed.getColorScheme().errorText("tributary: " + known.getMessage()));
            return known.exitCode();
        }
        console.err().println(failed.getColorScheme()
                .errorText("tributary: this is a defect of tributary; please report it with these lines"));
        failure.printStackTrace(console.err());
        return ExitCode.DEFECT;
    }
}
