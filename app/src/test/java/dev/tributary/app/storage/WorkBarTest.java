package dev.tributary.app.storage;

import dev.tributary.app.CapturedConsole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkBarTest {
    @Test
    void onATerminalItIsABarThatFits() {
        CapturedConsole console = new CapturedConsole(true, 60);
        try (WorkBar bar = new WorkBar("backup", console.console())) {
            bar.at(10 << 20, 20 << 20);
            bar.at(20 << 20, 20 << 20);
        }
        assertThat(console.err()).contains("backup", "100%", "20/20 MiB");
        assertThat(console.err().split("[\r\n]")).allSatisfy(line -> assertThat(line.length()).isLessThan(60));
        assertThat(console.out()).isEmpty();
    }

    @Test
    void elsewhereAShortWorkSaysNothing() {
        CapturedConsole console = new CapturedConsole();
        try (WorkBar bar = new WorkBar("backup", console.console())) {
            bar.at(1, 2);
        }
        assertThat(console.err()).isEmpty();
    }
}
