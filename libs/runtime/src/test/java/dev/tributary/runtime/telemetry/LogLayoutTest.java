package dev.tributary.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LogLayoutTest {
    private static final Logger LOGGER = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("a.b.Store");

    private static LoggingEvent event(String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent("x", LOGGER, Level.WARN, message, null, arguments);
        event.setTimeStamp(1_000);
        return event;
    }

    private static String logfmt(String message, Object... arguments) {
        return new LogfmtLayout().doLayout(event(message, arguments));
    }

    @Test
    void placeholdersWithKeysBecomeFields() {
        assertThat(logfmt("write refused cluster={} reason={}", "prod", "too many \"series\""))
                .isEqualTo("ts=1970-01-01T00:00:01Z level=warn logger=Store msg=\"write refused\" cluster=prod"
                        + " reason=\"too many \\\"series\\\"\"\n");
    }

    @Test
    void anArgumentNeverBecomesAField() {
        assertThat(logfmt("refused why={}", "x level=error\nts=0")).contains(" why=\"x level=error\\nts=0\"\n");
    }

    @Test
    void otherMessagesStayWhole() {
        assertThat(logfmt("read {} blocks of {}", 3, "day")).endsWith(" msg=\"read 3 blocks of day\"\n");
        assertThat(logfmt("read {} blocks day={} and more", 3, "x"))
                .endsWith(" msg=\"read 3 blocks day=x and more\"\n");
        assertThat(logfmt("read {} blocks day={}", 3, "x")).endsWith(" msg=\"read 3 blocks\" day=x\n");
        assertThat(logfmt("plain")).endsWith(" msg=plain\n");
        assertThat(logfmt("missing a={} b={}", 1)).endsWith(" msg=\"missing a=1 b={}\"\n");
    }

    @Test
    void jsonHasTheSameFields() {
        assertThat(new JsonLayout().doLayout(event("write refused cluster={}", "a\"b"))).isEqualTo(
                "{\"ts\":\"1970-01-01T00:00:01Z\",\"level\":\"warn\",\"logger\":\"Store\",\"msg\":\"write refused\",\"cluster\":\"a\\\"b\"}\n");
    }

    @Test
    void aStackTraceIsWritten() {
        LoggingEvent event = event("failed what={}", "x", new IllegalStateException("boom"));
        assertThat(new LogfmtLayout().doLayout(event))
                .contains(" what=x error=\"java.lang.IllegalStateException: boom\"\n")
                .contains("at dev.tributary.runtime.telemetry.LogLayoutTest");
        assertThat(new JsonLayout().doLayout(event)).contains("\"stack\":\"java.lang.IllegalStateException: boom")
                .hasLineCount(1);
    }

    @Test
    void librariesAreQuietAndTheirOwnLevelHolds() {
        Logging.configure(new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.JSON));
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(context.getLogger("io.netty.util").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("dev.tributary.x").getEffectiveLevel()).isEqualTo(Level.DEBUG);
        Logging.configure(new LogSettings(LogSettings.Level.ERROR, LogSettings.Format.LOGFMT));
        assertThat(context.getLogger("io.netty.util").getEffectiveLevel()).isEqualTo(Level.ERROR);
        assertThat(context.getLogger("audit").getEffectiveLevel()).isEqualTo(Level.ERROR);
    }
}
