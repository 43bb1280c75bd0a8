package dev.tributary.runtime.telemetry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import org.slf4j.helpers.MessageFormatter;

/**
 * The fields of one log event in the order they are written. A message written as {@code "text key={} other={}"} gives
 * {@code msg=text} and one field for each key: the template decides, so an argument's content can never become a field.
 */
final class LogFields {
    private static final Pattern FIELD = Pattern.compile(" ([A-Za-z_][A-Za-z0-9_.]*)=\\{}");

    private LogFields() {
    }

    static Map<String, String> of(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ts", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        fields.put("logger", event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1));
        addMessage(event, fields);
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            fields.put("error", thrown.getClassName() + ": " + thrown.getMessage());
            fields.put("stack", ThrowableProxyUtil.asString(thrown).strip());
        }
        return fields;
    }

    private static void addMessage(ILoggingEvent event, Map<String, String> fields) {
        String template = String.valueOf(event.getMessage());
        Object[] arguments = event.getArgumentArray();
        Matcher matcher = FIELD.matcher(template);
        if (arguments == null || !matcher.find()) {
            fields.put("msg", event.getFormattedMessage());
            return;
        }
        String text = template.substring(0, matcher.start());
        int next = placeholders(text);
        int end = matcher.start();
        Map<String, String> found = new LinkedHashMap<>();
        do {
            if (matcher.start() != end || next >= arguments.length) {
                fields.put("msg", event.getFormattedMessage());
                return;
            }
            found.put(matcher.group(1), String.valueOf(arguments[next++]));
            end = matcher.end();
        } while (matcher.find());
        if (end != template.length()) {
            fields.put("msg", event.getFormattedMessage());
            return;
        }
        fields.put("msg", MessageFormatter.basicArrayFormat(text, arguments));
        fields.putAll(found);
    }

    private static int placeholders(String text) {
        return text.split("\\{}", -1).length - 1;
    }
}
