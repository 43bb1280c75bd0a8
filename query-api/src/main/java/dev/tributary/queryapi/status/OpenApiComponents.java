package dev.tributary.queryapi.status;

import java.util.List;
import java.util.Map;

import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.RouteSpec;

import static dev.tributary.queryapi.status.OpenApiDocument.object;

/** What the operations of the OpenAPI description share: the envelope, the error, the credential. */
final class OpenApiComponents {
    /** The name of the credential. */
    static final String TOKEN = "bearer";

    private static final String JSON = "application/json";

    private OpenApiComponents() {
    }

    static Map<String, Object> all() {
        Map<String, Object> strings = object("type", "array", "items", object("type", "string"));
        Map<String, Object> success = object("type", "object", "required", List.of("status", "data"), "properties",
                object("status", object("const", "success"), "data", object("description", "What the route is about."),
                        "warnings", strings, "infos", strings));
        Map<String, Object> error = object("type", "object", "required", List.of("status", "errorType", "error"),
                "properties", object("status", object("const", "error"), "errorType",
                        object("type", "string", "enum", List.of(ErrorType.values()).stream().map(ErrorType::text)
                                .toList()),
                        "error", object("type", "string")));
        return object("schemas", object("Success", success, "Error", error), "securitySchemes",
                object(TOKEN, object("type", "http", "scheme", "bearer", "description",
                        "A token of read_credentials, or of credentials for routes that write; none where the hub has"
                                + " none configured.")));
    }

    /** The answers of a route: what it gives, and its errors as the envelope or as a line of text. */
    static Map<String, Object> responses(RouteSpec spec) {
        String given = spec.content().given();
        Map<String, Object> failure = given.equals(JSON) || given.isEmpty() && spec.content().taken().isEmpty()
                ? body("The request was refused or failed.", JSON, reference("Error"))
                : body("The request was refused or failed; the reason is a line of text.", "text/plain",
                        object("type", "string"));
        if (given.isEmpty()) {
            return object("204", object("description", "Done."), "default", failure);
        }
        Map<String, Object> schema = given.equals(JSON) ? reference("Success") : object("type", "string");
        return object("200", body("The answer.", given, schema), "default", failure);
    }

    private static Map<String, Object> reference(String name) {
        return object("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> body(String description, String mediaType, Map<String, Object> schema) {
        return object("description", description, "content", object(mediaType, object("schema", schema)));
    }
}
