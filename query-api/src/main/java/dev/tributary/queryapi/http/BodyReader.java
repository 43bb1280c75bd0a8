package dev.tributary.queryapi.http;

import dev.tributary.queryapi.endpoint.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects a request body up to a limit. What exceeds it is read and dropped, so that the answer reaches the client. */
final class BodyReader {
    private final int bytesMax;
    private final Buffer collected = Buffer.buffer();
    private boolean tooLong;

    private BodyReader(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The whole body; fails with {@link ApiException} when it is too long. */
    static Future<Buffer> read(HttpServerRequest request, int bytesMax) {
        BodyReader reader = new BodyReader(bytesMax);
        Promise<Buffer> whole = Promise.promise();
        request.exceptionHandler(whole::tryFail);
        request.handler(reader::take);
        request.endHandler(_ -> reader.finish(whole));
        request.resume();
        return whole.future();
    }

    private void take(Buffer part) {
        if (collected.length() + part.length() > bytesMax) {
            tooLong = true;
        } else {
            collected.appendBuffer(part);
        }
    }

    private void finish(Promise<Buffer> whole) {
        if (tooLong) {
            whole.tryFail(ApiException.badData("the request body is larger than " + bytesMax + " bytes, the limit"));
        } else {
            whole.tryComplete(collected);
        }
    }
}
