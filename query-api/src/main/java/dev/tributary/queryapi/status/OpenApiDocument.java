package dev.tributary.queryapi.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.ParameterSpec;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes the OpenAPI 3.1 description of routes. */
final class OpenApiDocument {
    private OpenApiDocument() {
    }

    static String yaml(List<RouteSpec> routes) {
        Map<String, Object> paths = new LinkedHashMap<>();
        routes.forEach(spec -> paths.put(spec.path(), operations(spec)));
        Map<String, Object> root = object("openapi", "3.1.0", "info",
                object("title", "Tributary hub", "version", "v1", "description",
                        "The routes of a hub: the Prometheus HTTP API, ingestion, and the pages about the process."),
                "paths", paths, "components", OpenApiComponents.all(), "security",
                List.of(object(), object(OpenApiComponents.TOKEN, List.of())));
        DumperOptions block = new DumperOptions();
        block.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        block.setWidth(120);
        return new Yaml(block).dump(root);
    }

    private static Map<String, Object> operations(RouteSpec spec) {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (String method : spec.methods()) {
            operations.put(method.toLowerCase(Locale.ROOT), operation(spec, takesForm(spec, method)));
        }
        return operations;
    }

    /** Forms are for POST, also where PUT does the same. */
    private static boolean takesForm(RouteSpec spec, String method) {
        return method.equals("POST") && spec.content().taken().isEmpty() && !spec.parameters().isEmpty();
    }

    private static Map<String, Object> operation(RouteSpec spec, boolean form) {
        List<Object> parameters = pathParameters(spec.path());
        Map<String, Object> operation = object("summary", spec.summary(), "parameters", parameters);
        if (form) {
            operation.put("requestBody",
                    object("content", object("application/x-www-form-urlencoded", object("schema", form(spec)))));
        } else {
            spec.parameters().forEach(parameter -> parameters.add(queryParameter(parameter)));
        }
        if (!spec.content().taken().isEmpty()) {
            operation.put("requestBody", object("required", true, "content",
                    object(spec.content().taken(), object("schema", object("type", "string", "format", "binary")))));
        }
        operation.put("responses", OpenApiComponents.responses(spec));
        return operation;
    }

    private static List<Object> pathParameters(String path) {
        List<Object> parameters = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{")) {
                parameters.add(object("name", part.substring(1, part.length() - 1), "in", "path", "required", true,
                        "schema", object("type", "string")));
            }
        }
        return parameters;
    }

    private static Map<String, Object> queryParameter(ParameterSpec parameter) {
        return object("name", parameter.name(), "in", "query", "required", parameter.required(), "description",
                parameter.description(), "schema", schema(parameter));
    }

    private static Map<String, Object> form(RouteSpec spec) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (ParameterSpec parameter : spec.parameters()) {
            Map<String, Object> schema = schema(parameter);
            schema.put("description", parameter.description());
            properties.put(parameter.name(), schema);
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        return object("type", "object", "required", required, "properties", properties);
    }

    private static Map<String, Object> schema(ParameterSpec parameter) {
        return parameter.repeated()
                ? object("type", "array", "items", object("type", "string"))
                : object("type", "string");
    }

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
