package dev.tributary.alerts.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes notifications as the body of Alertmanager's v2 {@code POST /api/v2/alerts}. */
final class NotificationJson {
    private static final JsonFactory JSON = new JsonFactory();

    private NotificationJson() {
    }

    /** The body; {@code externalUrl} is put in front of each alert's generator path. */
    static byte[] write(List<AlertNotification> alerts, String externalUrl) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * alerts.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (AlertNotification alert : alerts) {
                write(json, alert, externalUrl);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, AlertNotification alert, String externalUrl) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("labels");
        for (int i = 0; i < alert.labels().size(); i++) {
            json.writeStringField(alert.labels().name(i), alert.labels().value(i));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("annotations");
        for (var annotation : alert.annotations().entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
        json.writeStringField("startsAt", Instant.ofEpochMilli(alert.startsAt()).toString());
        json.writeStringField("endsAt", Instant.ofEpochMilli(alert.endsAt()).toString());
        json.writeStringField("generatorURL", externalUrl + alert.generator());
        json.writeEndObject();
    }
}
