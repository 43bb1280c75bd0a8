package dev.tributary.queryapi.endpoint;

/**
 * One route: parses its parameters, runs, and says how to render. Called on a thread that may block.
 */
public interface Endpoint {
    /** Where it is found and what it takes. */
    RouteSpec spec();

    /**
     * Answers a request.
     *
     * @throws ApiException                                  when the request is refused or fails in a known way
     * @throws dev.tributary.promql.QueryException           when a query has no answer
     * @throws dev.tributary.model.port.ReadRefusedException when the store refuses the read
     */
    Reply answer(ApiRequest request);

    /** How its errors are told. */
    default ErrorForm errors() {
        return ErrorForm.ENVELOPE;
    }
}
