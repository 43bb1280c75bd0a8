package dev.tributary.aggregator.ingest;

import java.util.Arrays;
import java.util.concurrent.CompletionException;

import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write request from its headers to its answer: collects the body, has it decoded in one go on the event loop, waits for
 * the store without blocking, answers. Runs on the request's event loop only.
 */
final class WriteExchange {
    private static final Logger LOG = LoggerFactory.getLogger(WriteExchange.class);

    private static final int FIRST_GUESS = 16 << 10;

    private final Ingest ingest;
    private final WriteProtocol protocol;
    private final RoutingContext context;
    private final Context loop;
    private final WriterIdentity identity;
    private final ClusterIntake intake;
    private final WriteForm form;
    private final ReservedMemory memory;
    private byte[] body = {};
    private int bodyLength;
    private int bodyMax;
    /** True when the body is whole, or its rest does not matter any more. */
    private boolean received;

    WriteExchange(Ingest ingest, WriteProtocol protocol, RoutingContext context, WriterIdentity identity,
            ClusterIntake intake, WriteForm form, ReservedMemory memory) {
        this.ingest = ingest;
        this.protocol = protocol;
        this.context = context;
        this.loop = context.vertx().getOrCreateContext();
        this.identity = identity;
        this.intake = intake;
        this.form = form;
        this.memory = memory;
    }

    /** Reads the body; its declared length, -1 when unknown, is reserved already. */
    void receive(int declaredLength, int longest) {
        bodyMax = longest;
        body = new byte[Math.max(0, declaredLength)];
        HttpServerRequest request = context.request();
        request.exceptionHandler(_ -> abort());
        request.handler(this::chunk);
        request.endHandler(_ -> decode());
    }

    private void chunk(Buffer chunk) {
        if (received) {
            return;
        }
        int length = bodyLength + chunk.length();
        try {
            if (length > body.length) {
                grow(length);
            }
            chunk.getBytes(body, bodyLength);
            bodyLength = length;
        } catch (RefusedWrite refused) {
            received = true;
            refuse(refused);
            UnreadBody.drain(context.request());
        }
    }

    /** Only bodies without a declared length get here. */
    private void grow(int length) throws RefusedWrite {
        if (length > bodyMax) {
            throw WriteRoute.tooLarge(bodyMax);
        }
        int capacity = Math.min(bodyMax, Math.max(FIRST_GUESS, Math.max(length, 2 * body.length)));
        if (!memory.grow(capacity - body.length)) {
            throw WriteRoute.overloaded();
        }
        body = Arrays.copyOf(body, capacity);
    }

    private void abort() {
        if (!received) {
            received = true;
            ingest.metrics.refused(RefusalReason.ABORTED);
            memory.release();
        }
    }

    private void decode() {
        if (received) {
            return;
        }
        received = true;
        try {
            PendingWrite write = form.begin(identity, intake);
            decode(write);
            commit(write);
        } catch (RefusedWrite refused) {
            refuse(refused);
        } catch (WriteRefusedException refused) {
            refuse(storeRefusal(refused));
        } catch (RuntimeException fault) {
            refuse(fault(fault));
        } finally {
            body = new byte[0];
        }
    }

    /** Fills the batch from the body; discards it when the body is refused. */
    private void decode(PendingWrite write) throws RefusedWrite {
        long start = System.nanoTime();
        boolean whole = false;
        try {
            intake.received(bodyLength, write.decode(body, bodyLength, memory));
            whole = true;
        } finally {
            if (!whole) {
                write.discard();
            }
        }
        ingest.metrics.decodeSeconds.observe((System.nanoTime() - start) / 1e9);
    }

    private void commit(PendingWrite write) {
        long start = System.nanoTime();
        write.commit().whenComplete((outcome, failure) -> loop.runOnContext(_ -> {
            ingest.metrics.commitSeconds.observe((System.nanoTime() - start) / 1e9);
            if (outcome == null) {
                refuse(refusal(failure));
            } else {
                memory.release();
                outcome.answer(context);
            }
        }));
    }

    private RefusedWrite refusal(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof WriteRefusedException refused ? storeRefusal(refused) : fault(cause);
    }

    private static RefusedWrite storeRefusal(WriteRefusedException refused) {
        return new RefusedWrite(RefusalReason.STORE,
                new HttpFailure(503, "the store takes nothing now: " + refused.getMessage(), refused.retryAfter()));
    }

    private RefusedWrite fault(@Nullable Throwable cause) {
        LOG.error("write failed cluster={} bytes={}", identity.cluster(), bodyLength, cause);
        return new RefusedWrite(RefusalReason.FAULT, 500, "internal error; the hub's log has the details");
    }

    private void refuse(RefusedWrite refused) {
        memory.release();
        ingest.metrics.refused(refused.reason());
        protocol.fail(context, refused.failure());
    }
}
