package dev.tributary.queryapi.endpoint;

import java.util.Map;

import dev.tributary.queryapi.access.ReadAccess;

/**
 * One request as its endpoint sees it.
 *
 * @param method         of HTTP, in capitals
 * @param parameters     of the address and the form body
 * @param pathParameters parts of the path that stand for something, by name
 * @param headers        request headers the API looks at, names in lower case
 * @param body           the body where it is not a form; never written to
 * @param access         what the asker may see
 * @param cancellation   set when the asker has gone
 */
public record ApiRequest(String method, Parameters parameters, Map<String, String> pathParameters,
        Map<String, String> headers,
        RequestBody body, ReadAccess access, Cancellation cancellation) {
    public ApiRequest {
        pathParameters = Map.copyOf(pathParameters);
        headers = Map.copyOf(headers);
    }

    /** The first value of a parameter, or the empty text. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** A part of the path. */
    public String pathParameter(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    /** A request header by its lower-case name, or the empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
