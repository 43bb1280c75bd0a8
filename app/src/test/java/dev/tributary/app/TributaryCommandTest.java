package dev.tributary.app;

import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TributaryCommandTest {
    private final CapturedConsole console = new CapturedConsole();

    @Test
    void versionNamesTheProgramAndItsJava() {
        assertThat(console.run("version")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).startsWith("tributary ").contains("Java " + Runtime.version().feature());
    }

    @Test
    void noCommandShowsHelpAndIsAUsageError() {
        assertThat(console.run()).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("Usage: tributary", "Exit codes:");
    }

    @Test
    void unknownCommandIsAUsageError() {
        assertThat(console.run("versoin")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("versoin").contains("version");
    }

    @Test
    void everyCommandHasHelpThatSaysWhatItDoes() {
        assertHelp(TributaryCommand.line(console.console()));
    }

    @Test
    void onlyTheCommandThatIsCalledIsBuilt() {
        TributaryCommand.line(console.console()).getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .forEach(name -> assertThat(TributaryCommand.line(console.console(), name, "--help").getSubcommands())
                        .containsOnlyKeys(name));
        assertThat(TributaryCommand.line(console.console(), "help", "hub").getSubcommands()).containsKeys("hub",
                "demo");
    }

    private static void assertHelp(picocli.CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
        if (!command.getCommandName().equals("help")) {
            assertThat(command.getCommandSpec().findOption("--help")).as(name).isNotNull();
        }
        command.getCommandSpec().options().forEach(
                option -> assertThat(option.description()).as(name + " " + option.longestName()).isNotEmpty());
        command.getSubcommands().values().forEach(TributaryCommandTest::assertHelp);
    }
}
