package dev.tributary.runtime.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One JSON object on one line for each event. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public String doLayout(ILoggingEvent event) {
        try {
            return mapper.writeValueAsString(LogFields.of(event)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
